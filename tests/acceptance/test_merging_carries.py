"""What is owed of an incident is still owed after it was merged into another one."""

import pytest

from tests.acceptance.improving import MANAGER, now, path, recorded, refused, reported, said

SAME = {"reason": "The same fall, reported by the roster system too."}
REASON = {"reason": "It may be a crime."}


@pytest.fixture
async def manager(lead):
    return lead.acting_for(MANAGER)


async def duties(caller, incident):
    found = (await caller.get(f"{path(incident)}/duties")).json()["duties"]
    return {one["duty"]: one["status"] for one in found}


async def test_a_duty_goes_on_with_the_incident_and_keeps_it_open(lead, manager, care_system):
    safe = {"kind": "other_incident", "immediate_actions": {"safe_now": "yes"}}
    other = await reported(care_system, "R-7", **safe)
    goes_on = await reported(lead, "CS-1", **safe)
    recorded(await said(manager, other, "duties", {"duty": "police", **REASON}))

    recorded(await said(manager, other, "merges", {**SAME, "into": goes_on["id"]}))

    assert "police" in await duties(manager, goes_on)
    assert refused(await said(manager, goes_on, "closures", {}))[:2] == (409, "duty-unanswered")
    out = {"duties": ["police", "cqc_reg18_police"], "decided_by": "registered_manager", **REASON}
    recorded(await said(manager, goes_on, "ruled-out-duties", out))
    assert (await now(manager, goes_on))["next"][0]["fact"] == "closures"


async def test_news_of_a_merged_incident_is_owed_where_it_goes_on(lead, manager, care_system):
    other = await reported(care_system, "R-7", kind="other_incident")
    goes_on = await reported(lead, "CS-1", kind="other_incident")
    recorded(await said(manager, other, "merges", {**SAME, "into": goes_on["id"]}))
    newer = {"source_ref": "R-7", "source_version": 2, "kind": "safeguarding_concern"}

    answer = await care_system.report(newer)

    assert answer.status_code == 200
    assert "la_safeguarding" in await duties(manager, goes_on)
