"""One example for every operation that changes something, each with a demo resource of its own.

Sent as printed, alone and in any order, each works on a freshly loaded demo: nothing that one
example changes is what another needs. The contract prints them, the demo prepares what they need,
and a test sends them all.

Source: OpenAPI 3.1.0 (Media Type Object, `examples`).
"""

from typing import Final

from api.demo.after_examples import prepare_after
from api.demo.client import DemoClient
from api.demo.duty_examples import READ_DUTIES, prepare_duties
from api.demo.full_report import FULL
from api.demo.hold_examples import READ_HOLDS, prepare_holds
from api.demo.learning_examples import BEGUN, READ_LEARNING, prepare_learning
from api.demo.lesson_examples import BEGUN_LESSONS, READ_LESSONS, prepare_lessons
from api.demo.measure_examples import BEGUN_MEASURES, READ_MEASURES, prepare_measures
from api.demo.people_examples import READ_PEOPLE, prepare_people
from api.demo.publishing_examples import (
    BEGUN_PUBLISHING,
    READ_PUBLISHING,
    prepare_publishing,
)
from api.demo.response_examples import READ_RESPONSES, prepare_responses
from api.demo.review_examples import BEGUN_REVIEWS, READ_REVIEWS, prepare_reviews
from api.demo.sample import Example, incident_of
from api.demo.seed import demo_name, request_id
from api.demo.signal_examples import READ_SIGNALS, prepare_signals
from api.demo.theme_examples import BEGUN_THEMES, READ_THEMES, prepare_themes
from api.incidents.first import told_identity
from domain.identifier import shown
from domain.incident.vocabulary import ToldBody

AT: Final = "2019-02-03T10:15:00+00:00"
MANAGER: Final = "registered_manager/m01"
TOLD: Final = {"reported_to": [{"body": "council_safeguarding", "at": "2019-02-03T09:00:00+00:00"}]}
CLOSABLE: Final = {"immediate_actions": {"safe_now": "nothing_needed"}}


def _told_id() -> str:
    incident = request_id("EX-acknowledgements:1")
    return shown("xrp", told_identity(incident, ToldBody.COUNCIL_SAFEGUARDING, None, 1))


INCIDENTS: Final = (
    Example("recordImmediateActions", "immediate-actions", {
        "safe_now": "yes",
        "done": [{"kind": "worker_moved_from_direct_contact", "at": AT}],
        "text": "Another worker was offered.", "at": AT,
    }),
    Example("recordWishes", "wishes", {
        "asked": "asked_and_expressed", "asked_of": "adult", "lacked_capacity": "no",
        "text": "Keep the cooking group.", "at": AT,
    }),
    Example("recordExternalReports", "external-reports", {
        "body": "cqc", "at": AT, "channel": "portal",
    }),
    Example("recordAcknowledgements", "acknowledgements", {
        "report": _told_id(), "at": AT, "their_ref": "NM-2019-0203",
    }, setup=TOLD),
    Example("recordClassifications", "classifications", {
        "kind": "safeguarding_concern", "decided_by": "safeguarding_lead",
        "threshold_tool": {"name": "Council threshold matrix", "version": "4"},
        "reason": "Meets the first two criteria of the threshold tool.", "at": AT,
    }, version=1),
    Example("recordCouncilDecisions", "council-decisions", {
        "decision": "s42_enquiry", "led_by": "provider", "report_due_on": "2019-03-06", "at": AT,
    }, version=1),
    Example("recordAmendments", "amendments", {
        "organisation_aware": {"at": AT, "role": "on_call_manager"},
        "suggested_factors": ["boundaries"],
    }, version=1),
    Example("recordCorrections", "corrections", {
        "harm": {"physical": "none", "psychological": "moderate"},
        "reason": "The harm was entered on the wrong scale.",
    }, version=1),
    Example("recordRestrictions", "restrictions", {
        "exclude": ["w21"], "reason": "names_a_member_of_staff",
    }, version=1),
    Example("recordClosures", "closures", {
        "at": AT, "reason": "Everything owed was done.",
    }, version=2, actor=MANAGER, setup=CLOSABLE),
    Example("recordEnteredInError", "entered-in-error", {
        "because": "duplicate", "reason": "Sent twice under two references.",
    }, version=1, actor=MANAGER),
)  # fmt: skip

MINIMAL: Final = {
    "source_ref": "CS-48212",
    "what_happened": "Support worker exchanged private messages with a tenant and accepted gifts.",
}
REPORTS: Final = {
    "full": ("Everything a care system may know, in one call", FULL),
    "minimal": ("Two members are enough", MINIMAL),
}
UNSEALED: Final = demo_name("bod", "EX-unsealings:1", 2)
OTHERS: Final = {
    **BEGUN,
    **BEGUN_LESSONS,
    **BEGUN_MEASURES,
    **BEGUN_PUBLISHING,
    **BEGUN_REVIEWS,
    **BEGUN_THEMES,
    "lookUpIncidents": {"source_refs": ["EX-unsealings", "CS-00000"]},
    "searchPeople": {"ref": "client-8812"},
    "unseal": {"body_ids": [UNSEALED], "purpose": "safeguarding"},
    "setPolicy": {
        "policy": "classification",
        "value": {"hours": 48},
        "reason": "The safeguarding lead reads every report within two days.",
    },
    "extendVocabulary": {
        "vocabulary": "factor",
        "terms": [
            {"code": "handover_app", "label": "Handover app not read", "broader": "communication"}
        ],
    },
}
READ: Final = {
    **READ_DUTIES,
    **READ_HOLDS,
    **READ_LEARNING,
    **READ_LESSONS,
    **READ_MEASURES,
    **READ_PEOPLE,
    **READ_PUBLISHING,
    **READ_RESPONSES,
    **READ_REVIEWS,
    **READ_SIGNALS,
    **READ_THEMES,
    "getIncident": demo_name("inc", "EX-reading:1"),
    "listPossibleDuplicates": demo_name("inc", "EX-reading:1"),
}
"""What the reading operations read, by operation."""


async def load_examples(client: DemoClient) -> None:
    """The incidents and learning streams that the examples are about."""
    for example in INCIDENTS:
        await client.post("/v1/incidents", {**incident_of(example.collection), **example.setup})
    await client.post("/v1/incidents", incident_of("unsealings"))
    await client.post("/v1/incidents", incident_of("reading"))
    await prepare_after(client)
    await prepare_duties(client)
    await prepare_learning(client)
    await prepare_holds(client)
    await prepare_lessons(client)
    await prepare_measures(client)
    await prepare_responses(client)
    await prepare_reviews(client)
    await prepare_people(client)
    await prepare_signals(client)
    await prepare_themes(client)
    await prepare_publishing(client)
