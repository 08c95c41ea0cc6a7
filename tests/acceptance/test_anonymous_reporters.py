"""Who raised something anonymously is not linked to what else is known of them.

Their reference is opaque, and yet the same in every incident: it is for those alone who may read
identities.
"""

import pytest

from api.scope import Scope
from tests.acceptance.improving import now, path, recorded, said
from tests.acceptance.world import pretty

WHO, ROLE = "whistle1", "support_worker"
RAISED = {"staff_ref": WHO, "role": ROLE, "anonymous": True, "speaking_up": True}
RECORD = {"source_ref": "CS-1", "kind": "safeguarding_concern"}
READS = (Scope.INCIDENTS_REPORT, Scope.INCIDENTS_READ, Scope.INCIDENTS_MANAGE)


@pytest.fixture
async def reader(world):
    """A key that reads and writes incidents, and no identities."""
    return await world.caller(name="reader", scopes=READS)


async def events(caller, incident):
    answer = await caller.get(f"{path(incident)}/events")
    assert answer.status_code == 200, pretty(answer)
    return answer.json()["data"]


async def by_them(caller, **raised):
    """They report it themselves."""
    theirs = caller.acting_for(f"{ROLE}/{WHO}")
    return recorded(await theirs.report(RECORD | {"raised_by": RAISED | raised}))


async def test_an_anonymous_reporter_is_shown_by_role_alone(reader):
    incident = await by_them(reader)

    raised = (await now(reader, incident))["raised_by"]
    first = (await events(reader, incident))[0]

    assert (raised["staff"], raised["role"], raised["anonymous"]) == (None, ROLE, True)
    assert "staff" not in first["facts"]["raised_by"]
    assert (first["actor"]["staff"], first["actor"]["role"]) == (None, ROLE)


async def test_whoever_may_read_identities_sees_the_reference(lead):
    incident = await by_them(lead)

    staff = (await now(lead, incident))["raised_by"]["staff"]
    first = (await events(lead, incident))[0]

    assert staff.startswith("per_")
    assert first["actor"]["staff"] == staff
    assert first["facts"]["raised_by"]["staff"]


async def test_a_reporter_who_is_named_is_shown_to_both(lead, reader):
    incident = await by_them(lead, anonymous=False)

    staff = (await now(lead, incident))["raised_by"]["staff"]

    assert (await now(reader, incident))["raised_by"]["staff"] == staff
    assert (await events(reader, incident))[0]["actor"]["staff"] == staff


async def test_who_asks_for_anonymity_later_is_anonymous_in_what_came_before_too(reader):
    incident = await by_them(reader, anonymous=False)
    later = {"raised_by": {"role": ROLE, "staff_ref": WHO, "anonymous": True}}
    recorded(await said(reader.acting_for("safeguarding_lead/s01"), incident, "amendments", later))

    first, last = await events(reader, incident)
    before = (await reader.get(f"{path(incident)}?version=1")).json()

    assert before["raised_by"]["staff"] is None
    assert first["actor"]["staff"] is None
    assert "staff" not in first["facts"]["raised_by"]
    assert "staff" not in last["facts"]["set"]["raised_by"]
    assert last["actor"]["staff"] is None


async def test_what_came_in_the_same_report_tells_no_more(reader):
    theirs = reader.acting_for(f"{ROLE}/{WHO}")
    body = RECORD | {"raised_by": RAISED, "people": [{"ref": "c1", "is": ["adult_at_risk"]}]}
    incident = recorded(await theirs.report(body))

    told = await events(reader, incident)

    assert len(told) > 1
    assert [one["actor"]["staff"] for one in told] == [None] * len(told)


@pytest.mark.parametrize("who", ["registered_manager/m01", f"{ROLE}/{WHO}"])
async def test_who_acted_afterwards_is_told_whoever_it_was(reader, who):
    """A gap there would point at the reporter."""
    incident = await by_them(reader)
    later = {"safe_now": "yes"}
    recorded(await said(reader.acting_for(who), incident, "immediate-actions", later))

    assert (await events(reader, incident))[-1]["actor"]["staff"].startswith("per_")


async def test_leaving_anonymity_out_of_a_later_report_takes_nothing_back(reader):
    incident = await by_them(reader)
    newer = RECORD | {"source_version": 2, "raised_by": {"staff_ref": WHO, "role": ROLE}}
    assert (await reader.report(newer)).status_code in {200, 201}

    assert (await now(reader, incident))["raised_by"]["staff"] is None
    assert [one["actor"]["staff"] for one in await events(reader, incident)][:1] == [None]
