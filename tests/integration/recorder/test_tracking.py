"""Tracking is kept with the events it explains: both or neither, and once."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest
from eventsourcing.persistence import DataError, IntegrityError, ProgrammingError, Tracking

from adapters.recorder.recorder import recording
from tests.integration.recorder.opened import author_for, told

RACERS = 8


def upstream(position):
    return Tracking("rostering", position)


async def test_tracking_that_is_refused_takes_its_events_back(recorder):
    """And the positions they had: the next append has them."""
    await recorder.insert_events(told(uuid4(), 1), tracking=upstream(7))
    stream = uuid4()

    with pytest.raises(IntegrityError):
        await recorder.insert_events(told(stream, 1), tracking=upstream(7))

    assert await recorder.select_events(stream) == []
    assert await recorder.insert_events(told(stream, 1)) == [2]


async def test_events_that_are_refused_take_their_tracking_back(recorder):
    stream = uuid4()
    await recorder.insert_events(told(stream, 1))

    with pytest.raises(IntegrityError):
        await recorder.insert_events(told(stream, 1), tracking=upstream(7))

    assert await recorder.max_tracking_id("rostering") is None


async def test_the_same_position_is_never_processed_twice(recorder):
    """Whoever races for it, one wins, and nothing of the others is left."""
    for position in range(1, 6):
        racing = (
            recorder.insert_events(told(uuid4(), 1), tracking=upstream(position))
            for _ in range(RACERS)
        )
        ends = await asyncio.gather(*racing, return_exceptions=True)

        lost = [end for end in ends if isinstance(end, IntegrityError)]
        assert [end for end in ends if end not in lost] == [[position]]
        assert len(lost) == RACERS - 1
        assert await recorder.max_tracking_id("rostering") == position


async def test_tracking_and_plain_appends_share_one_order(recorder):
    inserting = [
        recorder.insert_events(
            told(uuid4(), 1, 2), tracking=Tracking(f"application {n}", 1) if n % 2 else None
        )
        for n in range(40)
    ]

    ids = await asyncio.gather(*inserting)

    assert sorted(ids) == [[n, n + 1] for n in range(1, 80, 2)]
    read = await recorder.select_notifications(None, 100)
    assert [notification.id for notification in read] == list(range(1, 81))


async def test_tracking_goes_forward_only(recorder):
    await recorder.insert_tracking(upstream(1 << 40))

    with pytest.raises(IntegrityError):
        await recorder.insert_tracking(upstream((1 << 40) - 1))
    with pytest.raises(DataError):
        await recorder.insert_tracking(upstream(1 << 64))

    assert await recorder.max_tracking_id("rostering") == 1 << 40


async def test_tracking_is_one_providers_own(recorder, registry, urls):
    other = uuid4()
    await registry.open_provider(other)
    await recorder.insert_tracking(upstream(7))

    async with recording(urls.app, urls.writer, author_for(other)) as others:
        assert await others.max_tracking_id("rostering") is None
        await others.insert_tracking(upstream(7))


async def test_without_a_provider_nothing_is_tracked(urls):
    async with recording(urls.app, urls.writer, author_for(uuid4())) as nobodys:
        with pytest.raises(IntegrityError):
            await nobodys.insert_tracking(upstream(1))
        with pytest.raises(ProgrammingError):
            await nobodys.insert_events(told(uuid4(), 1), tracking=upstream(1))


@pytest.mark.parametrize("role", ["app", "writer", "projector"])
async def test_no_role_sees_tracking_without_naming_a_provider(recorder, urls, role):
    await recorder.insert_tracking(upstream(7))
    connection = await asyncpg.connect(getattr(urls, role))

    try:
        if role == "projector":
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetch("SELECT * FROM heed.tracking")
        else:
            assert await connection.fetch("SELECT * FROM heed.tracking") == []
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("DELETE FROM heed.tracking")
    finally:
        await connection.close()
