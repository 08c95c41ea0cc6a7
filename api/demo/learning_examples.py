"""The examples of services and the learning streams, and what the demo prepares for them.

As with incidents, each example that changes something has a resource of its own, made with the key
`EX/<operation>`; its identity follows from that key.
"""

from collections.abc import Mapping
from typing import Any, Final

from api.demo.client import DemoClient
from api.demo.sample import Example
from api.demo.seed import demo_name

AT: Final = "2019-02-03T10:15:00+00:00"
BEFORE: Final = "2019-01-21T10:00:00+00:00"
LEAD: Final = "area_manager/a01"
OTHER: Final = "nominated_individual/n01"
OWNER: Final = {"role": "trainer", "staff_ref": "t01"}
OPENED: Final = {
    "origin": "supervision",
    "method": "after_action_review",
    "why": "It was clear what was expected, and not why it did not happen.",
    "lead": {"role": "area_manager", "staff_ref": "a01"},
    "lead_independent": True,
    "at": BEFORE,
}
EVIDENCE: Final = {"kind": "interview", "count": 6}
FINDING: Final = {
    "factor": "boundaries",
    "level": "local_working_conditions",
    "strength": "moderate",
    "text": "Expectations about messages and gifts were unclear.",
}
ACTION: Final = {
    "title": "Boundaries as a standing item in supervision",
    "kind": "supervision",
    "owner": OWNER,
    "due_on": "2019-05-15",
    "measure": "Share of supervision records in which boundaries were discussed.",
    "at": BEFORE,
}
AUDIT: Final = {
    "tool": "supervision_records",
    "tool_version": "1",
    "criteria": [{"criterion": "boundaries_discussed"}],
    "sample_method": "random",
    "at": BEFORE,
}
SERVICE: Final = {"name": "Example service, for the contract", "service_type": "supported_living"}


def subject(prefix: str, operation: str) -> str:
    """The resource that was made for this example."""
    return demo_name(prefix, f"EX/{operation}")


def evidence_of(operation: str) -> str:
    return demo_name("evd", f"EX/{operation}/evidence")


def finding_of(operation: str) -> str:
    return demo_name("fnd", f"EX/{operation}/finding")


def _answered(operation: str) -> dict[str, str]:
    return {"investigation": subject("inv", operation), "finding": finding_of(operation)}


def _of(prefix: str, operation: str, body: Mapping[str, Any], **more: Any) -> Example:
    return Example(operation, "", body, about=subject(prefix, operation), **more)


INVESTIGATIONS: Final = (
    _of("inv", "recordInvestigationEvidence", EVIDENCE),
    _of("inv", "recordInvestigationFindings", {
        **FINDING, "evidence": [evidence_of("recordInvestigationFindings")],
    }),
    _of("inv", "recordInvestigationFindingWithdrawals", {
        "finding": finding_of("recordInvestigationFindingWithdrawals"),
        "reason": "The records that it rested on were of another month.",
    }, version=3),
    _of("inv", "recordInvestigationFindingsLeftWithoutAction", {
        "finding": finding_of("recordInvestigationFindingsLeftWithoutAction"),
        "reason": "The service closes next month.", "decided_by": "registered_manager",
    }, version=3),
    _of("inv", "recordInvestigationNoFindingDeclarations", {
        "reason": "Practice was as agreed.",
    }, version=1),
    _of("inv", "recordInvestigationCompletions", {"at": AT}, version=3, actor=LEAD),
    _of("inv", "recordInvestigationReturns", {
        "reason": "The evidence was not looked at.",
    }, version=4, actor=OTHER),
    _of("inv", "recordInvestigationSignOffs", {"at": AT}, version=4, actor=OTHER),
)  # fmt: skip
ACTIONS: Final = (
    _of("act", "recordActionCompletions", {
        "evidence": "Form version 4 is in use.", "at": AT,
    }, version=1, actor="trainer/t01"),
    _of("act", "recordActionVerifications", {"at": AT}, version=2, actor=OTHER),
    _of("act", "recordActionVerificationRefusals", {
        "reason": "Two of six forms were the old ones.", "at": AT,
    }, version=2, actor=OTHER),
)  # fmt: skip
AUDITS: Final = (
    _of("aud", "recordAuditResults", {
        "sample_size": 12, "at": AT,
        "results": [{"criterion": "boundaries_discussed", "passed": 11, "of": 12}],
        "re_audit_due_on": "2019-05-05",
    }, version=1),
    _of("aud", "recordAuditVoidings", {
        "reason": "The records were those of another house.", "at": AT,
    }, version=1, actor=OTHER),
)  # fmt: skip
SERVICES: Final = (
    _of("svc", "recordServiceUnits", {"ref": "north", "name": "North wing", "kind": "wing"}),
    _of("svc", "recordServiceActivity", {
        "period": {"from": "2019-01-01", "to": "2019-01-31"},
        "kind": "occupied_bed_days", "amount": "372",
    }),
    _of("svc", "recordServiceStaffInPost", {"on": "2019-01-31", "number": 24}),
    _of("svc", "recordServiceClosures", {"closed_on": "2019-01-31"}),
)  # fmt: skip
LEARNING: Final = (*INVESTIGATIONS, *ACTIONS, *AUDITS, *SERVICES)
BEGUN: Final[Mapping[str, Any]] = {
    "beginInvestigation": OPENED,
    "beginAction": {**ACTION, "findings": [_answered("beginAction")]},
    "beginAudit": AUDIT,
    "beginService": {**SERVICE, "cqc_location_id": "1-000000909"},
}
READ_LEARNING: Final[Mapping[str, str]] = {
    "getInvestigation": subject("inv", "beginAction"),
    "getAction": subject("act", "recordActionCompletions"),
    "getAudit": subject("aud", "recordAuditResults"),
    "getService": subject("svc", "recordServiceUnits"),
}
STEPS: Final = {
    "recordInvestigationFindings": 1,
    "recordInvestigationFindingWithdrawals": 2,
    "recordInvestigationFindingsLeftWithoutAction": 2,
    "recordInvestigationCompletions": 2,
    "recordInvestigationReturns": 3,
    "recordInvestigationSignOffs": 3,
    "beginAction": 2,
}
"""How far an investigation was taken beforehand: evidence, finding, completion."""


async def _investigation(client: DemoClient, operation: str, steps: int) -> None:
    await client.post("/v1/investigations", OPENED, key=f"EX/{operation}")
    path = f"/v1/investigations/{subject('inv', operation)}"
    if steps > 0:
        await client.post(f"{path}/evidence", EVIDENCE, key=f"EX/{operation}/evidence")
    if steps > 1:
        body = {**FINDING, "evidence": [evidence_of(operation)]}
        await client.post(f"{path}/findings", body, key=f"EX/{operation}/finding")
    if steps > 2:  # noqa: PLR2004 - the third step
        key = f"EX/{operation}/completion"
        await client.post(f"{path}/completions", {}, key=key, actor=LEAD, version=3)


async def _action(client: DemoClient, operation: str) -> None:
    answered = f"{operation}/answered"
    await _investigation(client, answered, 2)
    body = {**ACTION, "findings": [_answered(answered)]}
    await client.post("/v1/actions", body, key=f"EX/{operation}")
    if operation != "recordActionCompletions":
        path = f"/v1/actions/{subject('act', operation)}/completions"
        key = f"EX/{operation}/completion"
        await client.post(path, {}, key=key, actor="trainer/t01", version=1)


async def prepare_learning(client: DemoClient) -> None:
    """An investigation, an action, an audit or a service for each example that changes one."""
    for example in INVESTIGATIONS:
        await _investigation(client, example.operation, STEPS.get(example.operation, 0))
    await _investigation(client, "beginAction", STEPS["beginAction"])
    for example in ACTIONS:
        await _action(client, example.operation)
    for example in AUDITS:
        await client.post("/v1/audits", AUDIT, key=f"EX/{example.operation}")
    for example in SERVICES:
        await client.post("/v1/services", SERVICE, key=f"EX/{example.operation}")
