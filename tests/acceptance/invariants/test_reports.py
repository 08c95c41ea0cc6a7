"""Invariants 1 to 4, 22, 23 and 25: what is reported, and that nothing of it is ever lost.

Each has a pair: the rule refuses, with its code in the catalogue, and a legal neighbour passes.

Not all of the 25 are Heed's to keep already. 20 (nothing leaves a provider unsuppressed) comes
with the statistics, which are the first aggregates that leave one; 21 (an evidence pack is
reproducible) with the packs. Of 24 (access to identity is recorded) the record itself is there and
tested here; that no support staff of a vendor sees an identity follows from scopes, which the route
matrix tests. Of 25 the wall between providers is tested here; commissioners have no access yet, and
theirs comes with the packs they are given.

3 is the one rule that a report is never refused for: a time that cannot be right is marked, named
as an issue and left out of every clock, because a concern that is not taken in protects nobody.
What happens later at a desk is refused.
"""

from uuid import uuid4

import pytest

from tests.acceptance.improving import MANAGER, now, path, recorded, reported, said
from tests.acceptance.invariants.asking import CONCERN, concern, forbidden, ruled_out
from tests.acceptance.world import pretty

LATER = "A later account of the invented slip."
BOTH = ["adult_at_risk", "alleged_to_have_caused_harm"]


@pytest.fixture
async def manager(lead):
    return lead.acting_for(MANAGER)


async def test_rule_1_nothing_is_deleted_and_a_correction_says_why(world, manager):
    incident = await concern(manager)
    harm = {"harm": {"physical": "low"}}

    unexplained = await said(manager, incident, "corrections", harm)
    headers = {"Authorization": f"Bearer {manager.token}"}
    deleted = await world.client.delete(path(incident), headers=headers)

    await forbidden(world, unexplained, "validation", "/reason")
    await forbidden(world, deleted, "method-not-allowed")


async def test_rule_1_a_correction_stands_beside_what_it_corrects(manager):
    incident = await concern(manager, harm={"physical": "severe"})
    right = {"harm": {"physical": "low"}, "reason": "The form was read wrongly."}

    corrected = recorded(await said(manager, incident, "corrections", right))

    before = (await manager.get(f"{path(incident)}?version={incident['version']}")).json()
    assert (before["harm"]["physical"], corrected["harm"]["physical"]) == ("severe", "low")


async def test_rule_2_a_source_does_not_say_two_things_under_one_version(world, lead):
    report = {"source_ref": "CS-1", "source_version": 1, **CONCERN}
    first = recorded(await lead.report(report))

    other = await lead.report(report | {"what_happened": LATER})

    await forbidden(world, other, "source-version-conflict")
    assert (await now(lead, first))["version"] == first["version"]


async def test_rule_2_a_higher_version_is_later_knowledge_of_the_same_incident(lead):
    report = {"source_ref": "CS-1", "source_version": 1, **CONCERN}
    first = recorded(await lead.report(report))

    same = await lead.report(report)
    newer = await lead.report(report | {"what_happened": LATER, "source_version": 2})

    assert (same.status_code, same.headers["heed-duplicate"]) == (200, "true")
    assert newer.status_code == 200, pretty(newer)
    assert newer.json()["id"] == same.json()["id"] == first["id"]


async def test_rule_3_times_that_cannot_be_right_are_marked_and_not_confirmed_unasked(
    world, manager
):
    backwards = {"from": "2026-03-04", "to": "2026-03-01"}
    aware = {"at": "2026-03-02T06:00:00+00:00"}

    incident = await concern(manager, "CS-1")
    suspect = recorded(
        await manager.report(
            {**CONCERN, "source_ref": "CS-2", "occurred": backwards, "organisation_aware": aware}
        )
    )
    unasked = await said(manager, incident, "time-confirmations", {"times": ["first_noticed"]})

    marked = {issue["pointer"] for issue in suspect["issues"] if issue["code"] == "time_suspect"}
    assert marked == {"/occurred/to", "/organisation_aware/at"}
    await forbidden(world, unasked, "time-not-suspect", "/times")


async def test_rule_3_times_in_their_order_are_taken_as_they_are(lead):
    incident = await concern(lead, occurred={"from": "2026-03-01", "to": "2026-03-02"})

    assert incident["issues"] == []
    assert (await now(lead, incident))["organisation_aware"]["suspect"] is False


async def test_rule_4_a_concern_whose_risk_is_unknown_is_not_closed(world, manager):
    incident = await concern(manager, risks=[{"type": "unknown"}])

    closing = await said(manager, incident, "closures", {})

    await forbidden(world, closing, "risks-not-recorded")


async def test_rule_4_a_risk_may_be_unknown_when_it_is_raised_and_known_when_it_is_closed(
    manager,
):
    incident = await concern(manager, risks=[{"type": "unknown"}])
    known = {"risks": CONCERN["risks"]}
    recorded(await said(manager, incident, "amendments", known))
    await ruled_out(manager, incident, "la_safeguarding", "cqc_reg18_abuse")

    closed = recorded(await said(manager, incident, "closures", {}))

    assert closed["state"] == "closed"


async def test_rule_22_an_alleged_resident_leaves_cqc_to_be_told(world, manager):
    visitor = {"ref": "v-1", "is": ["witness"]}
    alleged = {"ref": "c-1", "is": ["alleged_to_have_caused_harm"], "placed_by": ["northmere"]}
    incident = await reported(manager, kind="other_incident", people=[visitor, alleged])

    closing = await said(manager, incident, "closures", {})

    await forbidden(world, closing, "duty-unanswered")


async def test_rule_22_one_person_may_both_cause_and_suffer_harm(manager):
    incident = await concern(manager, people=[{"ref": "c-1", "is": BOTH}])

    found = (await manager.get(f"{path(incident)}/duties")).json()["duties"]

    [person] = (await now(manager, incident))["people"]
    assert person["is"] == BOTH
    assert "cqc_reg18_abuse" in {one["duty"] for one in found}


async def test_rule_23_nothing_is_added_to_what_was_entered_in_error(world, manager):
    incident = await concern(manager)
    wrong = {"because": "test", "reason": "It was a training record."}
    recorded(await said(manager, incident, "entered-in-error", wrong))

    acting = await said(manager, incident, "immediate-actions", {"safe_now": "yes"})

    await forbidden(world, acting, "entered-in-error")


async def test_rule_23_what_was_entered_in_error_stays_in_the_log(manager):
    incident = await concern(manager)
    wrong = {"because": "test", "reason": "It was a training record."}
    recorded(await said(manager, incident, "entered-in-error", wrong))

    events = (await manager.get(f"{path(incident)}/events")).json()["data"]

    assert events[0]["type"] == "incident.reported.v1"
    assert events[-1]["type"] == "incident.entered_in_error.v1"
    assert (await now(manager, incident))["state"] == "entered_in_error"


async def test_rule_24_nobody_looks_at_an_identity_unnamed(world, lead):
    who = {"ref": "c-1", "is": ["adult_at_risk"], "identity": {"name": "Ann Example"}}
    incident = await now(lead, await concern(lead, people=[who]))
    asked = {"body_ids": [incident["people"][0]["identity"]["id"]], "purpose": "safeguarding"}

    await forbidden(world, await lead.post("/v1/unsealings", asked), "actor-required")


async def test_rule_24_a_look_at_an_identity_is_recorded(world, manager):
    who = {"ref": "c-1", "is": ["adult_at_risk"], "identity": {"name": "Ann Example"}}
    incident = await now(manager, await concern(manager, people=[who]))
    asked = {"body_ids": [incident["people"][0]["identity"]["id"]], "purpose": "safeguarding"}

    opened = await manager.post("/v1/unsealings", asked)

    looks = "SELECT purpose FROM heed.access WHERE tenant_id = $1"
    [look] = await world.registry._connection.fetch(looks, world.provider)
    assert (opened.status_code, look["purpose"]) == (200, "safeguarding")


async def test_rule_25_another_provider_finds_nothing(world, registry, lead):
    incident = await concern(lead)
    theirs = uuid4()
    await registry.open_provider(theirs)
    stranger = await world.caller(provider=theirs)

    await forbidden(world, await stranger.get(path(incident)), "not-found")
    closing = await said(stranger.acting_for(MANAGER), incident, "closures", {})
    await forbidden(world, closing, "not-found")


async def test_rule_25_another_system_of_the_same_provider_finds_it(world, lead):
    incident = await concern(lead)

    other = await world.caller(name="rosterly")

    assert (await now(other, incident))["id"] == incident["id"]
