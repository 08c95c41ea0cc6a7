"""Closing a case while others learn from it: never a closed incident with an unanswered finding.

Both requests are sent at once, again and again; whichever comes first, the other sees it.
"""

import asyncio

import pytest

from tests.acceptance.world import pretty

FEW, MANY = 60, 200
"""Races in CI, and in the long form."""
LEAD = "area_manager/a01"
OPENED = {
    "origin": "incident",
    "method": "after_action_review",
    "why": "It was clear what was expected.",
    "lead": {"role": "area_manager", "staff_ref": "a01"},
    "lead_independent": True,
}
FINDING = {
    "factor": "boundaries",
    "level": "organisational",
    "strength": "moderate",
    "text": "Expectations were unclear.",
}


async def an_incident(lead, number):
    answer = await lead.report(
        {
            "source_ref": f"RACE-{number}",
            "kind": "low_level_concern",
            "what_happened": "An invented slip.",
            "immediate_actions": {"safe_now": "nothing_needed"},
        }
    )
    assert answer.status_code == 201, pretty(answer)
    return answer.json()["id"]


async def close(lead, incident):
    path = f"/v1/incidents/{incident}/closures"
    return await lead.post(path, {}, If_Match="*", Heed_On_Behalf_Of="registered_manager/m01")


async def open_over(lead, incident):
    return await lead.post("/v1/investigations", OPENED | {"incidents": [incident]})


async def add_a_finding(lead, investigation):
    path = f"/v1/investigations/{investigation}"
    added = await lead.post(f"{path}/evidence", {"kind": "interview"})
    if added.status_code != 201:
        return added
    evidence = [added.json()["evidence"][-1]["id"]]
    return await lead.post(f"{path}/findings", FINDING | {"evidence": evidence})


async def unanswered_behind(lead, incident):
    """Findings that stand without an answer, in every investigation of this incident."""
    read = (await lead.get(f"/v1/incidents/{incident}")).json()
    states = []
    for investigation in read["investigations"]:
        found = (await lead.get(f"/v1/investigations/{investigation}")).json()["findings"]
        states += [finding["state"] for finding in found]
    return read["state"], [state for state in states if state == "standing"]


async def raced(number, lead, other):
    """One race, and whether the incident was closed at its end."""
    incident = await an_incident(lead, number)
    await other(incident)
    state, unanswered = await unanswered_behind(lead, incident)
    assert not (state == "closed" and unanswered)
    return state == "closed"


async def in_batches(lead, other, times):
    closed = []
    for start in range(0, times, 10):
        batch = (raced(number, lead, other) for number in range(start, start + 10))
        closed += await asyncio.gather(*batch)
    return closed


async def closing_and_opening(lead, times):
    async def race(incident):
        _, opened = await asyncio.gather(close(lead, incident), open_over(lead, incident))
        assert opened.status_code in {201, 409}, pretty(opened)
        if opened.status_code == 201:
            found = await add_a_finding(lead, opened.json()["id"])
            assert found.status_code == 201, pretty(found)

    assert len(await in_batches(lead, race, times)) == times


async def closing_and_finding(lead, times):
    async def race(incident):
        investigation = (await open_over(lead, incident)).json()["id"]
        await asyncio.gather(close(lead, incident), add_a_finding(lead, investigation))

    assert not any(await in_batches(lead, race, times))


RACES = pytest.mark.parametrize("races", [closing_and_opening, closing_and_finding])


@RACES
async def test_a_closing_and_what_is_found_meanwhile_see_one_another(lead, races):
    await races(lead, FEW)


@pytest.mark.soak
@RACES
async def test_a_closing_and_what_is_found_meanwhile_always_see_one_another(lead, races):
    await races(lead, MANY)
