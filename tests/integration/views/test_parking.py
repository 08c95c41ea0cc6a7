"""An event that cannot be folded is seen, holds up its own stream alone, and is not lost."""

import pytest

from domain.incident.vocabulary import Kind
from projections.runner.claim import Unit
from projections.runner.deltas import BEHIND
from projections.runner.parking import Replayed, replay_everywhere, replay_parked
from projections.runner.status import status
from tests.examples import identity
from tests.incidents import classified, reported
from tests.integration.views.counting import Poison
from tests.integration.views.database import PROJECTOR
from tests.told import recorded_at

ILL, WELL = identity(1), identity(2)


@pytest.fixture
def poison():
    return Poison()


@pytest.fixture
def database(fresh):
    return fresh


@pytest.fixture
async def provider(database):
    """One stream has a poison event in its middle, the other has none; they take turns."""
    provider = await database.provider()
    for kind in (Kind.OTHER_INCIDENT, Kind.NEAR_MISS, Kind.LOW_LEVEL_CONCERN):
        for stream in (ILL, WELL):
            healthy = Kind.GOOD_PRACTICE if stream == WELL else kind
            await database.append(provider, stream, reported(), classified(healthy))
    return provider


async def counts(database, provider):
    return {row["stream"]: row["events"] for row in await database.rows(provider, "counted")}


async def parked(database, provider):
    async with database.reading(provider) as connection:
        rows = await connection.fetch("SELECT * FROM heed.projection_parked ORDER BY position")
    return [(row["position"], row["stream_id"], row["error"], row["attempts"]) for row in rows]


async def replayed(database, provider, poison):
    async with database.pools[PROJECTOR].acquire() as connection:
        return await replay_parked(connection, Unit(poison.projection, 1, provider))


@pytest.mark.parametrize("size", [1, 3, 100])
async def test_a_poison_event_parks_its_stream_and_others_go_on(database, provider, poison, size):
    assert await database.fold(poison.projection, provider, size=size) == 12

    assert await counts(database, provider) == {ILL: 3, WELL: 6}
    assert await parked(database, provider) == [
        (6, ILL, "LookupError: no place for a near miss", 1),
        (9, ILL, BEHIND, 1),
        (10, ILL, BEHIND, 1),
    ]


async def test_what_happens_to_a_parked_stream_later_is_parked_as_well(database, provider, poison):
    await database.fold(poison.projection, provider)
    await database.append(provider, ILL, classified(Kind.GOOD_PRACTICE))
    await database.fold(poison.projection, provider)

    assert [position for position, *_ in await parked(database, provider)] == [6, 9, 10, 13]


async def test_after_the_fix_a_replay_gives_what_there_would_have_been(database, provider, poison):
    poison.does = poison.counts
    await database.fold(poison.projection, provider)
    healthy = await database.rows(provider, "counted")
    other = await database.copy_of(provider)
    poison.does = poison.fails
    await database.fold(poison.projection, other)

    poison.does = poison.counts

    assert await replayed(database, other, poison) == Replayed(folded=3, parked=0)
    assert await parked(database, other) == []
    assert [row | {"tenant_id": provider} for row in await database.rows(other, "counted")] == (
        healthy
    )


async def test_a_replay_that_fails_again_leaves_it_parked_and_counts(database, provider, poison):
    await database.fold(poison.projection, provider)

    assert await replayed(database, provider, poison) == Replayed(folded=0, parked=3)
    assert await replayed(database, provider, poison) == Replayed(folded=0, parked=3)
    assert [attempts for *_, attempts in await parked(database, provider)] == [3, 1, 1]
    assert await counts(database, provider) == {ILL: 3, WELL: 6}


@pytest.mark.parametrize("size", [1, 5, 100])
async def test_a_row_that_postgresql_refuses_is_found_and_parked(database, provider, poison, size):
    poison.does = poison.says_what_no_column_can_hold

    await database.fold(poison.projection, provider, size=size)

    assert await counts(database, provider) == {ILL: 3, WELL: 6}
    [first, *behind] = await parked(database, provider)
    assert (first[0], first[1]) == (6, ILL)
    assert "out of" in first[2]
    assert [position for position, *_ in behind] == [9, 10]
    assert await replayed(database, provider, poison) == Replayed(folded=0, parked=3)

    poison.does = poison.counts
    assert await replayed(database, provider, poison) == Replayed(folded=3, parked=0)
    assert await counts(database, provider) == {ILL: 6, WELL: 6}


async def test_everything_that_is_parked_is_replayed_for_every_provider(database, provider, poison):
    other = await database.copy_of(provider)
    for each in (provider, other):
        await database.fold(poison.projection, each)

    poison.does = poison.counts
    async with database.pools[PROJECTOR].acquire() as connection:
        done = await replay_everywhere(connection, poison.projection)

    assert (done.folded, done.parked) == (6, 0)
    assert await counts(database, other) == {ILL: 6, WELL: 6}


async def test_parked_events_are_counted_in_the_status(database, provider, poison):
    await database.fold(poison.projection, provider)

    async with database.reading(provider) as connection:
        [progress] = await status(connection, provider, recorded_at(12))

    assert (progress.position, progress.parked) == (12, 3)
