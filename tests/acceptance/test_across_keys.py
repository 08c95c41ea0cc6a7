"""One member of staff through two systems' keys is one member of staff.

A provider's care system reports and hides an incident from somebody; that person reads through
another application of the same provider. Who they are must not depend on whose key is used.
"""

from api.scope import CredentialKind
from tests.acceptance.world import pretty

HIDDEN = {
    "source_ref": "R-1",
    "kind": "low_level_concern",
    "what_happened": "An invented slip.",
    "restricted": {"exclude": ["w21"], "reason": "names_a_member_of_staff"},
}
NAMED = "support_worker/w21"
OPENED = {
    "origin": "supervision",
    "method": "after_action_review",
    "why": "It was clear what was expected.",
    "lead": {"role": "area_manager", "staff_ref": "a01"},
    "lead_independent": True,
}


async def test_an_incident_is_hidden_from_the_person_it_names_whatever_key_they_use(
    world, lead, care_system
):
    reported = (await care_system.report(HIDDEN)).json()
    portal = await world.caller(CredentialKind.PERSON_APP, "portal")
    path = f"/v1/incidents/{reported['id']}"
    body = {"body_ids": [reported["what_happened"]["id"]], "purpose": "safeguarding"}

    for caller in (care_system, lead, portal):
        assert (await caller.acting_for(NAMED).get(path)).status_code == 404
    for caller in (lead, portal):
        assert (await caller.acting_for("support_worker/w22").get(path)).status_code == 200
        opened = await caller.acting_for(NAMED).post("/v1/unsealings", body)
        assert opened.status_code == 404, pretty(opened)


async def test_a_later_restriction_holds_for_every_key_too(world, lead, care_system):
    open_to_all = {name: value for name, value in HIDDEN.items() if name != "restricted"}
    reported = (await care_system.report(open_to_all)).json()
    portal = await world.caller(CredentialKind.PERSON_APP, "portal")
    path = f"/v1/incidents/{reported['id']}"

    hidden = await portal.post(
        f"{path}/restrictions", {"exclude": ["w21"], "reason": "other"}, If_Match='"1"'
    )

    assert hidden.status_code == 201, pretty(hidden)
    for caller in (care_system, lead, portal):
        assert (await caller.acting_for(NAMED).get(path)).status_code == 404


async def test_nobody_verifies_their_own_work_through_another_key(world, lead):
    portal = await world.caller(CredentialKind.PERSON_APP, "portal")
    found = (await lead.post("/v1/investigations", OPENED)).json()
    path = f"/v1/investigations/{found['id']}"
    added = (await lead.post(f"{path}/evidence", {"kind": "interview"})).json()
    finding = {
        "factor": "boundaries",
        "level": "organisational",
        "strength": "moderate",
        "text": "Expectations were unclear.",
        "evidence": [added["evidence"][0]["id"]],
    }
    recorded = (await lead.post(f"{path}/findings", finding)).json()
    action = {
        "title": "Sessions on boundaries",
        "kind": "training",
        "findings": [{"investigation": found["id"], "finding": recorded["findings"][0]["id"]}],
        "owner": {"role": "registered_manager", "staff_ref": "m01"},
        "due_on": "2026-05-31",
        "why_no_measure": "It is the first of its kind.",
    }
    agreed = (await lead.post("/v1/actions", action)).json()
    there = f"/v1/actions/{agreed['id']}"

    done = await lead.acting_for("trainer/t01").post(f"{there}/completions", {}, If_Match='"1"')
    own = await portal.acting_for("trainer/t01").post(f"{there}/verifications", {}, If_Match='"2"')
    other = await portal.acting_for("nominated_individual/n01").post(
        f"{there}/verifications", {}, If_Match='"2"'
    )

    assert done.status_code == 201, pretty(done)
    assert own.status_code == 409
    assert own.json()["type"] == "/problems/verification-not-independent"
    assert other.status_code == 201
