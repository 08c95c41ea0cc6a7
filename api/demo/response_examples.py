"""The examples of what changes in investigations and actions later, and what the demo prepares."""

from collections.abc import Mapping
from typing import Any, Final

from api.demo.client import DemoClient
from api.demo.learning_examples import (
    ACTION,
    AT,
    EVIDENCE,
    FINDING,
    OPENED,
    OTHER,
    OWNER,
    evidence_of,
    finding_of,
    subject,
)
from api.demo.measure_examples import subject as measure_of
from api.demo.sample import Example
from api.demo.seed import demo_name

INCIDENT: Final = demo_name("inc", "EX-reading:1")
MEASURE: Final = measure_of("recordMeasureMeasurements")
READING: Final = "readInvestigationChronology"
DONE_BY: Final = "trainer/t01"
VERIFIED: Final = 3
"""The version of an action that is agreed, completed and verified."""


def _inv(operation: str, body: Mapping[str, Any], **more: Any) -> Example:
    return Example(operation, "", body, about=subject("inv", operation), **more)


def _act(operation: str, body: Mapping[str, Any], **more: Any) -> Example:
    return Example(operation, "", body, about=subject("act", operation), **more)


RESPONSES: Final = (
    _inv("recordInvestigationIncidents", {"incidents": [INCIDENT]}),
    _inv("recordInvestigationLeads", {
        "lead": {"role": "quality_lead", "staff_ref": "q01"}, "lead_independent": True,
        "reason": "The first lead had managed the service until January.",
    }, version=3),
    _inv("recordInvestigationChronologyEntries", {
        "when": "2019-02-01T07:40:00+00:00", "source": "daily_notes", "kind": "visit",
        "text": "Found the door open and the tablets of the evening on the table.",
    }),
    _inv("recordInvestigationFindingRevisions", {
        **FINDING, "finding": finding_of("recordInvestigationFindingRevisions"),
        "evidence": [evidence_of("recordInvestigationFindingRevisions")],
        "secondary": ["supervision"],
        "reason": "Supervision records were read as well.",
    }, version=3),
    _inv("recordInvestigationOutsideRecommendations", {
        "made_by": "safeguarding_adults_board", "ref": "R-4",
        "factor": "communication", "level": "organisational",
        "text": "Make sure that notes of the weekend are read on Monday morning.",
    }),
    _inv("recordInvestigationAdviceSetAside", {
        "finding": finding_of("recordInvestigationAdviceSetAside"), "rule": "no_secondary_factor",
        "reason": "Others were looked for and not found.",
    }, version=3),
    _inv("recordInvestigationStops", {
        "reason": "The police asked us to wait, and their enquiry answers the question.",
    }, version=3, actor=OTHER),
)  # fmt: skip
CHANGES: Final = (
    _act("recordActionMeasures", {"measures": [MEASURE]}),
    _act("recordActionStarts", {"at": AT}, version=1),
    _act("recordActionDueDates", {
        "due_on": "2019-06-30", "reason": "The supplier's release slipped.",
        "interim_control": "The on-call lead reads all weekend notes at nine and at six.",
    }, version=1),
    _act("recordActionOwners", {
        "owner": {"role": "registered_manager", "staff_ref": "m01"},
        "reason": "The trainer left.",
    }, version=1),
    _act("recordActionCancellations", {
        "reason": "The service closes next month.", "risk_accepted_by": "nominated_individual",
    }, version=1, actor=OTHER),
    _act("recordActionAdviceSetAside", {
        "rule": "weaker_action", "reason": "A change of the form follows in the autumn.",
    }, version=1),
    _act("recordActionEffectivenessReviews", {
        "verdict": "effective", "day": 90,
        "people_said": "Four of five tenants said that they know whom to ask now.",
        "together_with": [OWNER],
    }, version=VERIFIED, actor="quality_lead/q01"),
    _act("recordActionReopenings", {
        "reason": "Agency staff were not covered.", "due_on": "2019-09-30",
    }, version=VERIFIED, actor=OTHER),
)  # fmt: skip
UNFINISHED: Final = {
    "recordActionMeasures",
    "recordActionStarts",
    "recordActionDueDates",
    "recordActionOwners",
    "recordActionCancellations",
    "recordActionAdviceSetAside",
}
READ_RESPONSES: Final[Mapping[str, str]] = {
    READING: subject("inv", READING),
    "readInvestigationS42Report": subject("inv", READING),
}


async def _found(client: DemoClient, key: str, **more: Any) -> None:
    """An investigation with evidence and a finding: version 3."""
    await client.post("/v1/investigations", {**OPENED, **more}, key=f"EX/{key}")
    path = f"/v1/investigations/{subject('inv', key)}"
    await client.post(f"{path}/evidence", EVIDENCE, key=f"EX/{key}/evidence")
    body = {**FINDING, "evidence": [evidence_of(key)]}
    await client.post(f"{path}/findings", body, key=f"EX/{key}/finding")


async def _agreed(client: DemoClient, operation: str) -> None:
    """An action, completed and verified where its example is about that: version 3."""
    answered = f"{operation}/answered"
    await _found(client, answered)
    finding = {"investigation": subject("inv", answered), "finding": finding_of(answered)}
    body = {**ACTION, "kind": "training", "findings": [finding]}
    await client.post("/v1/actions", body, key=f"EX/{operation}")
    if operation in UNFINISHED:
        return
    path, key = f"/v1/actions/{subject('act', operation)}", f"EX/{operation}"
    await client.post(f"{path}/completions", {}, key=f"{key}/done", actor=DONE_BY, version=1)
    await client.post(f"{path}/verifications", {}, key=f"{key}/seen", actor=OTHER, version=2)


async def prepare_responses(client: DemoClient) -> None:
    """An investigation or an action for each example, and one with an incident to read."""
    for example in RESPONSES:
        await _found(client, example.operation)
    await _found(client, READING, incidents=[INCIDENT], origin="incident")
    for example in CHANGES:
        await _agreed(client, example.operation)
