"""Ten broken links in a provider where everything else is in order.

Each break is planted over HTTP, as it comes about: something was begun and has not come to its
end. `planted` gives, for each loop, the subject that it is to be found at.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.acceptance.improving import (
    AUDIT,
    LESSON,
    MANAGER,
    MEASURE,
    NOMINATED,
    SERVICE,
    TRAINER,
    Said,
    agreed,
    completed,
    found,
    opened,
    recorded,
    said,
    signed_off,
)
from tests.acceptance.world import Caller

AWARE = {"organisation_aware": {"at": "2026-03-02T08:10:00+00:00"}}
SAFE = {"immediate_actions": {"safe_now": "yes"}, **AWARE}
CONCERN = {"kind": "safeguarding_concern", **SAFE}
DECISION = {"decision": "no_further_action"}
WORKERS = {"role": "support_worker"}
NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).date().isoformat()


async def reported(lead: Caller, ref: str, **more: Any) -> Said:
    return recorded(await lead.report({"source_ref": ref, **SAFE, **more}))


async def told(lead: Caller, incident: Said, body: str) -> Said:
    """A body was told in time, and has answered."""
    made = {"body": body, "at": "2026-03-02T09:00:00+00:00"}
    incident = recorded(await said(lead, incident, "external-reports", made))
    report = {"report": incident["reported_to"][-1]["id"], "their_ref": "NM-7"}
    return recorded(await said(lead, incident, "acknowledgements", report))


async def learned(lead: Caller) -> Said:
    """A review that was signed off, with a finding that nobody has answered yet."""
    return await signed_off(lead, await completed(lead, await found(lead, await opened(lead))))


async def an_action(lead: Caller, **more: Any) -> Said:
    measure = recorded(await lead.post("/v1/measures", MEASURE))
    usual = {"due_on": NEXT_YEAR, "measure": None, "measures": [measure["id"]], "at": "2025-05-01"}
    return await agreed(lead, await learned(lead), **usual | more)


async def done(lead: Caller, action: Said) -> Said:
    body = {"at": "2025-05-20"}
    return recorded(await said(lead.acting_for(TRAINER), action, "completions", body))


async def verified(lead: Caller, action: Said) -> Said:
    body = {"at": "2025-05-21"}
    await done(lead, action)
    return recorded(await said(lead.acting_for(NOMINATED), action, "verifications", body))


async def a_lesson(lead: Caller, attended: int) -> Said:
    """Taught a year ago to so many of 24, all of whom know it."""
    content = LESSON | {"audience": LESSON["audience"][:1], "at": "2025-06-01"}
    lesson = recorded(await lead.post("/v1/lessons", content))
    met = {**WORKERS, "at": "2025-06-02", "of": 24}
    taught = met | {"setting": "team_meeting", "attended": attended}
    recorded(await said(lead, lesson, "deliveries", taught))
    recorded(await said(lead, lesson, "acknowledgements", met | {"acknowledged": attended}))
    knew = {**WORKERS, "passed": 6, "of": 6, "method": "question"}
    return recorded(await said(lead.acting_for(MANAGER), lesson, "understanding-checks", knew))


async def an_audit(lead: Caller, **more: Any) -> Said:
    """Everything was as it should be."""
    audit = recorded(await lead.post("/v1/audits", AUDIT | more))
    results = [{**one, "passed": 12, "of": 12} for one in AUDIT["criteria"]]
    body = {"sample_size": 12, "results": results, "re_audit_due_on": "2025-09-01"}
    if more:
        del body["re_audit_due_on"]
    return recorded(await said(lead, audit, "results", body))


async def all_in_order(lead: Caller) -> Said:
    """A service with a case of each kind that came to its end; its last fact."""
    service = recorded(await lead.post("/v1/services", SERVICE))
    concern = await reported(lead, "OK-1", **CONCERN, risks=[{"type": "physical"}])
    for body in ("council_safeguarding", "cqc"):
        await told(lead, concern, body)
    recorded(await said(lead, concern, "council-decisions", DECISION))
    recorded(await said(lead.acting_for(MANAGER), concern, "closures", {}))
    action = await verified(lead, await an_action(lead, review_days=[90]))
    helped = {"verdict": "effective", "people_said": "They know whom to ask.", "at": "2025-09-01"}
    recorded(await said(lead.acting_for(NOMINATED), action, "effectiveness-reviews", helped))
    await a_lesson(lead, 24)
    await an_audit(lead, re_audit_of=(await an_audit(lead))["id"])
    today = datetime.now(UTC)
    review = {
        "held_on": today.date().isoformat(),
        "forum": "quality_committee",
        "service": service["id"],
        "chaired_by": {"role": "nominated_individual", "staff_ref": "n01"},
        "looked_at": {"known_at": today.isoformat(), "views": ["register"]},
    }
    recorded(await lead.post("/v1/governance-reviews", review))
    return service


async def planted(lead: Caller) -> dict[str, Said]:
    """The ten, by the name of their loop; the last that was recorded comes last."""
    undecided = await reported(lead, "B-1", **CONCERN)
    untold = await reported(lead, "B-2", **CONCERN)
    for incident, body in (
        (undecided, "council_safeguarding"),
        (undecided, "cqc"),
        (untold, "council_safeguarding"),
    ):
        await told(lead, incident, body)
    recorded(await said(lead, untold, "council-decisions", DECISION))
    raised = {"raised_by": {"role": "support_worker", "staff_ref": "w08"}}
    words = {"measure": "Whether people say that they are asked.", "measures": []}
    return {
        "council_decision": undecided,
        "duty": untold,
        "finding": await learned(lead),
        "measure": await an_action(lead, **words),
        "verification": await done(lead, await an_action(lead)),
        "effectiveness_review": await verified(lead, await an_action(lead, review_days=[90])),
        "lesson_delivery": await a_lesson(lead, 18),
        "re_audit": await an_audit(lead),
        "feedback": await reported(lead, "B-9", kind="near_miss", **raised),
        "classification": await reported(lead, "B-10", what_happened="An invented slip."),
    }
