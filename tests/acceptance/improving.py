"""From an incident to an action, said to the API step by step; each gives what was answered."""

from typing import Any

from tests.acceptance.world import Caller, pretty

LEAD = "safeguarding_lead/s01"
MANAGER = "registered_manager/m01"
TRAINER = "trainer/t01"
NOMINATED = "nominated_individual/n01"
WORKER = "support_worker/w21"

FINDING = {
    "factor": "boundaries",
    "level": "team",
    "strength": "moderate",
    "text": "What is expected of messages and gifts was not clear.",
}
ACTION = {
    "title": "Boundaries as a standing item in supervision",
    "kind": "supervision",
    "owner": {"role": "trainer", "staff_ref": "t01"},
    "due_on": "2026-05-15",
    "measure": "Share of supervision records in which boundaries were discussed.",
}
AUDIT = {
    "tool": "supervision_records",
    "tool_version": "4",
    "criteria": [{"criterion": "boundaries_discussed"}, {"criterion": "signed"}],
    "sample_method": "random",
}
LESSON = {
    "title": "Friendly, not friends",
    "audience": [
        {
            "role": "support_worker",
            "on_your_shift": "Use the house phone only.",
            "question": "Somebody writes to your own phone. What do you do?",
            "expected_answer": "Show it to the shift lead.",
        },
        {"role": "team_leader"},
    ],
    "approved_by": {"role": "safeguarding_lead"},
}
MEASURE = {
    "name": "Care plans with specific preferences",
    "measured_in": "proportion",
    "chart": "p",
    "improvement": "increase",
    "target": "0.85",
    "cadence": "month",
}
SERVICE = {"name": "Example House", "service_type": "supported_living"}
Said = dict[str, Any]


def recorded(answer) -> Said:
    assert answer.status_code == 201, pretty(answer)
    return answer.json()


def refused(answer) -> tuple[int, str, list[str]]:
    """Status, code, and the members it is about."""
    body = answer.json()
    pointers = [error["pointer"] for error in body["errors"]]
    return answer.status_code, body["type"].removeprefix("/problems/"), pointers


def path(resource: Said) -> str:
    names = {"inc": "incidents", "inv": "investigations", "act": "actions"}
    names |= {"aud": "audits", "svc": "services", "mea": "measures", "les": "lessons"}
    return f"/v1/{names[resource['id'][:3]]}/{resource['id']}"


async def said(caller: Caller, resource: Said, fact: str, body: Said, **headers: str) -> Any:
    """One more fact, on whatever stands there now unless `If_Match` says otherwise."""
    return await caller.post(f"{path(resource)}/{fact}", body, **{"If_Match": "*", **headers})


async def reported(caller: Caller, ref: str = "CS-1", **more: Any) -> Said:
    """A near miss that may be closed."""
    usual = {"source_ref": ref, "kind": "near_miss", "immediate_actions": {"safe_now": "yes"}}
    return recorded(await caller.report(usual | more))


def an_investigation(*incidents: Said, **more: Any) -> Said:
    usual = {
        "incidents": [incident["id"] for incident in incidents],
        "origin": "incident" if incidents else "supervision",
        "method": "after_action_review",
        "why": "It was clear what was expected, and not why it did not happen.",
        "lead": {"role": "safeguarding_lead", "staff_ref": "s01"},
        "lead_independent": True,
    }
    return usual | more


async def opened(caller: Caller, *incidents: Said, **more: Any) -> Said:
    return recorded(await caller.post("/v1/investigations", an_investigation(*incidents, **more)))


async def found(caller: Caller, investigation: Said, **more: Any) -> Said:
    """Evidence, and a finding that rests on it."""
    with_evidence = recorded(await said(caller, investigation, "evidence", {"kind": "interview"}))
    evidence = [with_evidence["evidence"][-1]["id"]]
    finding = {**FINDING, "evidence": evidence, **more}
    return recorded(await said(caller, investigation, "findings", finding))


async def completed(caller: Caller, investigation: Said) -> Said:
    return recorded(await said(caller.acting_for(LEAD), investigation, "completions", {}))


async def signed_off(caller: Caller, investigation: Said) -> Said:
    return recorded(await said(caller.acting_for(NOMINATED), investigation, "sign-offs", {}))


def the_finding(investigation: Said) -> Said:
    """The newest one, as an action names it."""
    return {"investigation": investigation["id"], "finding": investigation["findings"][-1]["id"]}


async def agreed(caller: Caller, investigation: Said, **more: Any) -> Said:
    body = {**ACTION, "findings": [the_finding(investigation)], **more}
    return recorded(await caller.post("/v1/actions", body))


async def audited(caller: Caller, **more: Any) -> Said:
    """Boundaries were discussed in eleven of twelve records; all were signed."""
    audit = recorded(await caller.post("/v1/audits", {**AUDIT, **more}))
    results = [
        {"criterion": "boundaries_discussed", "passed": 11, "of": 12},
        {"criterion": "signed", "passed": 12, "of": 12},
    ]
    body = {"sample_size": 12, "results": results}
    return recorded(await said(caller, audit, "results", body))


async def now(caller: Caller, resource: Said) -> Said:
    answer = await caller.get(path(resource))
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


def with_prefix(prefix: str, resource: Said) -> str:
    """The same identity, called something else."""
    return prefix + resource["id"][3:]
