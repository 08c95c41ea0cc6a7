"""Signing off and closing while somebody sends the investigation back and finds something.

An investigation that is completed may be accepted or sent back, not both: either the incident is
closed with nothing left unanswered, or it stays open with a finding. The first two races are not
races but these two ends, one after the other.
"""

import asyncio

from tests.acceptance.improving import (
    FINDING,
    MANAGER,
    NOMINATED,
    completed,
    now,
    opened,
    recorded,
    reported,
    said,
)

TIMES, AT_ONCE = 60, 10


async def awaiting_sign_off(lead, number):
    """An incident whose one investigation found nothing so far, and is completed."""
    incident = await reported(lead, f"CS-{number}")
    investigation = await opened(lead, incident)
    investigation = recorded(await said(lead, investigation, "evidence", {"kind": "interview"}))
    body = {"reason": "Practice was as agreed."}
    recorded(await said(lead, investigation, "no-finding-declarations", body))
    return incident, await completed(lead, investigation)


async def accept_and_close(lead, incident, investigation):
    await said(lead.acting_for(NOMINATED), investigation, "sign-offs", {})
    return await said(lead.acting_for(MANAGER), incident, "closures", {})


async def doubt_and_find(lead, investigation):
    body = {"reason": "The rota was not looked at."}
    await said(lead.acting_for(NOMINATED), investigation, "returns", body)
    evidence = [investigation["evidence"][0]["id"]]
    return await said(lead, investigation, "findings", FINDING | {"evidence": evidence})


async def both(number, first, second):
    match number:
        case 0:
            return await first, await second
        case 1:
            last = await second
            return await first, last
        case _:
            return await asyncio.gather(first, second)


async def test_what_is_found_meanwhile_is_not_overlooked(lead):
    async def race(number):
        incident, investigation = await awaiting_sign_off(lead, number)
        accepting = accept_and_close(lead, incident, investigation)
        closing, finding = await both(number, accepting, doubt_and_find(lead, investigation))
        state, found = (await now(lead, incident))["state"], await now(lead, investigation)
        standing = [one for one in found["findings"] if one["state"] == "standing"]
        assert (state == "closed") == (closing.status_code == 201)
        assert (standing != []) == (finding.status_code == 201)
        assert state == "open" or standing == []
        return state

    ends = []
    for start in range(0, TIMES, AT_ONCE):
        ends += await asyncio.gather(*(race(number) for number in range(start, start + AT_ONCE)))

    assert set(ends) == {"closed", "open"}
