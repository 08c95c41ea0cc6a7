"""The examples of what becomes of an incident after its report, and what the demo prepares.

As with the others, each example has an incident of its own; some need one that is closed, or a
second one that it is merged into.
"""

from typing import Any, Final

from api.demo.client import DemoClient
from api.demo.sample import Example, incident_of
from api.demo.seed import demo_name

AT: Final = "2019-02-03T10:15:00+00:00"
MANAGER: Final = "registered_manager/m01"
SAFE: Final = {"immediate_actions": {"safe_now": "nothing_needed"}}
EXPRESSED: Final = {"wishes": {"asked": "asked_and_expressed", "asked_of": "adult"}}
LATE: Final = {
    "first_noticed": {"at": "2019-02-03T11:00:00+00:00"},
    "organisation_aware": {"at": AT},
}
"""The organisation knew before anybody had noticed: in doubt until somebody confirms it."""


def _other(name: str) -> str:
    return demo_name("inc", f"EX-{name}-other:1")


AFTER: Final = (
    Example("recordReopenings", "reopenings", {
        "reason": "The council asked for more.", "at": AT,
    }, version=3, actor=MANAGER, setup=SAFE),
    Example("recordEnquiryOutcomes", "enquiry-outcomes", {
        "received_from": "council", "risk_assessment": "risk_identified_action",
        "risk_outcome": "reduced", "outcomes_achieved": "fully_achieved",
        "allegation": "partially_substantiated", "at": AT,
    }, version=2, setup=EXPRESSED),
    Example("recordFeedback", "feedback", {
        "recipient": "reporter", "outcome": "given", "by": "registered_manager", "at": AT,
    }, setup={"raised_by": {"role": "support_worker", "anonymous": False}}),
    Example("recordFamilySharing", "family-sharing", {
        "agreed": True, "decided_by": "adult", "at": AT,
    }),
    Example("recordSupportOffers", "support-offers", {
        "to": "adult", "support": "advocacy", "answer": "accepted", "by": "deputy_manager",
        "at": AT,
    }),
    Example("recordTimeConfirmations", "time-confirmations", {
        "times": ["organisation_aware"],
        "reason": "The manager was on the call; the worker wrote it down an hour later.",
    }, version=1, actor=MANAGER, setup=LATE),
    Example("recordMerges", "merges", {
        "into": _other("merges"), "reason": "The same fall, reported by the roster system too.",
    }, version=1, actor=MANAGER),
    Example("recordUnmerges", "unmerges", {
        "reason": "Two falls on the same day.",
    }, version=2, actor=MANAGER),
)  # fmt: skip
MERGED: Final = ("merges", "unmerges")
"""Those that need a second incident."""


async def _closed(client: DemoClient, name: str) -> None:
    path = f"/v1/incidents/{demo_name('inc', f'EX-{name}:1')}/closures"
    await client.post(path, {}, key=f"EX/{name}/closed", actor=MANAGER, version=2)


async def _merged(client: DemoClient, name: str) -> None:
    path = f"/v1/incidents/{demo_name('inc', f'EX-{name}:1')}/merges"
    body: dict[str, Any] = {"into": _other(name), "reason": "They looked like the same fall."}
    await client.post(path, body, key=f"EX/{name}/merged", actor=MANAGER, version=1)


async def prepare_after(client: DemoClient) -> None:
    """The incidents that these examples are about, as far along as each needs."""
    for example in AFTER:
        await client.post("/v1/incidents", {**incident_of(example.collection), **example.setup})
    for name in MERGED:
        await client.post("/v1/incidents", incident_of(f"{name}-other"))
    await _closed(client, "reopenings")
    await _merged(client, "unmerges")
