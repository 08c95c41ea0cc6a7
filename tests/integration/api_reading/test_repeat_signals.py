"""A worker about whom several concerns were raised is put before people once."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from api.attempt import events_of
from api.clock import utc_now
from api.scope import CredentialKind
from api.watching.looks import Looks
from api.watching.repeats import REPEATS_WATCH
from api.watching.running import opened_looks
from domain.signal.state import Signal, fold
from domain.signal.vocabulary import Cause, SubjectKind
from tests.integration.api_reading.cases import alleged, person_of
from tests.integration.api_reading.cases import case as on_some_day
from tests.integration.api_reading.test_repeats import link, unlink

pytestmark = pytest.mark.usefixtures("worker")
LOW = {"kind": "low_level_concern"}
FOUND = "SELECT signal FROM heed.signals WHERE tenant_id = $1 ORDER BY raised_at"


async def case(caller, ref, **more):
    """Noticed yesterday, whichever day that is: repeats are looked for as of today."""
    return await on_some_day(caller, ref, noticed=utc_now() - timedelta(days=1), **more)


@pytest.fixture
async def looks(urls, keyring) -> AsyncIterator[Looks]:
    async with opened_looks(urls, keyring, clock=utc_now, watches=(REPEATS_WATCH,)) as looks:
        yield looks


async def signals(looks: Looks, world) -> list[Signal]:
    """After everything was looked at, the first one first."""
    await looks.until_quiet(world.provider)
    async with looks.heed.reads.looking(world.provider) as connection:
        found = [row["signal"] for row in await connection.fetch(FOUND, world.provider)]
    rows = await looks.heed.log.load_many(world.provider, found)
    folded = [fold(events_of(rows[one])) for one in found]
    return [one for one in folded if one is not None]


async def three_concerns(world, lead):
    """Of one worker, whom two systems call by two names."""
    other = await world.caller(CredentialKind.CARE_SYSTEM, "rosterly")
    first = await case(lead, "L-1", **LOW, **alleged("w21"))
    await case(lead, "L-2", **LOW, **alleged("w21"))
    third = await case(other, "L-3", **LOW, **alleged("emp-7"))
    return await person_of(lead, first), await person_of(lead, third)


async def test_three_low_level_concerns_under_two_names_are_one_signal_while_they_are_linked(
    world, lead, looks
):
    mine, theirs = await three_concerns(world, lead)
    before = await signals(looks, world)

    await link(lead, mine, theirs)
    [raised] = await signals(looks, world)
    again = await signals(looks, world)
    unlinked = await unlink(lead, mine, theirs)
    [withdrawn] = await signals(looks, world)

    assert before == []
    assert (raised.raised.subject.kind, raised.stands) == (SubjectKind.REPEAT, True)
    assert len(raised.raised.about) == 3
    assert again == [raised]
    assert withdrawn.withdrawn is not None
    assert withdrawn.withdrawn.cause is Cause.UNLINKED
    events = (await lead.get(f"/v1/people/{unlinked['id']}/events")).json()["data"]
    assert withdrawn.withdrawn.event is not None
    assert events[-1]["type"] == "person.unlinked.v1"


async def test_a_link_that_is_made_again_raises_another_signal(world, lead, looks):
    mine, theirs = await three_concerns(world, lead)
    await link(lead, mine, theirs)
    await signals(looks, world)
    await unlink(lead, mine, theirs)
    await signals(looks, world)

    await link(lead, theirs, mine)
    first, second = await signals(looks, world)

    assert (first.stands, second.stands) == (False, True)
    assert (first.raised.occurrence, second.raised.occurrence) == (1, 2)


async def test_another_concern_is_the_same_signal(world, lead, looks):
    for one in range(3):
        await case(lead, f"L-{one}", **LOW, **alleged("w21"))
    [first] = await signals(looks, world)

    await case(lead, "L-4", **LOW, **alleged("w21"))
    await case(lead, "L-5", **alleged("w21"))

    assert await signals(looks, world) == [first]


async def test_an_incident_entered_in_error_takes_the_ground_away(world, lead, looks):
    await case(lead, "S-1", **alleged("w21"))
    second = await case(lead, "S-2", **alleged("w21"))
    [raised] = await signals(looks, world)

    body = {"because": "duplicate", "reason": "Sent twice."}
    path = f"/v1/incidents/{second['id']}/entered-in-error"
    await lead.acting_for("registered_manager/m01").post(path, body, If_Match="*")
    [withdrawn] = await signals(looks, world)

    assert raised.stands
    assert withdrawn.withdrawn is not None
    assert withdrawn.withdrawn.cause is Cause.ENTERED_IN_ERROR
    assert withdrawn.withdrawn.event is not None


async def test_an_adult_who_is_harmed_again_is_no_suspect(world, lead, looks):
    adult = {"people": [{"ref": "client-1", "is": ["adult_at_risk"]}]}
    for one in range(3):
        await case(lead, f"A-{one}", **adult)

    assert await signals(looks, world) == []
