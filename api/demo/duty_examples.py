"""The examples of duties: judging them, and reading them. Each has an incident of its own."""

from typing import Final

from api.demo.client import DemoClient
from api.demo.sample import Example, incident_of
from api.demo.seed import demo_name

AT: Final = "2019-02-03T10:15:00+00:00"
MANAGER: Final = "registered_manager/m01"
CONCERN: Final = {
    "kind": "safeguarding_concern",
    "organisation_aware": {"at": "2019-02-03T08:30:00+00:00"},
    "harm": {"physical": "moderate", "psychological": "low"},
}
READING: Final = "reading-duties"

DUTIES: Final = (
    Example("recordDuties", "duties", {
        "duty": "cqc_reg18_serious_injury", "opinion_by": "gp", "opinion_at": AT,
        "reason": "The wound needs treatment to prevent lasting harm.", "at": AT,
    }, version=1, actor=MANAGER, setup=CONCERN),
    Example("recordRuledOutDuties", "ruled-out-duties", {
        "duties": ["riddor_10_days", "riddor_15_days"], "decided_by": "registered_manager",
        "reason": "It did not arise out of or in connection with work.", "at": AT,
    }, version=1, actor=MANAGER, setup=CONCERN),
    Example("recordCandourSteps", "candour-steps", {
        "step": 1, "outcome": "done", "at": AT,
    }, actor=MANAGER, setup=CONCERN),
)  # fmt: skip
READ_DUTIES: Final = {
    "listIncidentDuties": demo_name("inc", f"EX-{READING}:1"),
    "draftNotification": demo_name("inc", f"EX-{READING}:1"),
}


async def prepare_duties(client: DemoClient) -> None:
    """The incidents that these examples are about."""
    for example in DUTIES:
        await client.post("/v1/incidents", {**incident_of(example.collection), **example.setup})
    await client.post("/v1/incidents", {**incident_of(READING), **CONCERN})
