"""Streams through the recorder: how they are numbered, and what may stand in them."""

from uuid import uuid4

import pytest
from eventsourcing.persistence import DataError, IntegrityError, ProgrammingError, StoredEvent

from adapters.recorder.recorder import recording
from tests.integration.recorder.opened import author_for, told

STATES = [
    b'{ "harm": "none" }',
    b'{"nothing":"\\u0000","half":"\\ud800"}',
    b'{"many":' + b"[" * 500 + b"]" * 500 + b"}",
    b'{"large":1e999,"exact":0.10000000000000000000000001}',
    b'{"twice":1,"twice":2}',
    b'{"$bytes":"e30="}',
    b"\x00\xff",
    b"",
]


def versions(events):
    return [event.originator_version for event in events]


@pytest.fixture(params=[0, 1], ids="began at {}".format)
async def first(request):
    """What a program begins its streams at."""
    return request.param


async def test_a_stream_is_read_as_its_program_counts(recorder, first):
    stream = uuid4()
    for version in range(first, first + 3):
        await recorder.insert_events(told(stream, version))
    await recorder.insert_events(told(stream, first + 3, first + 4))

    async def read(**bounds):
        return versions(await recorder.select_events(stream, **bounds))

    assert await read() == [first + n for n in range(5)]
    assert await read(gt=first) == [first + n for n in range(1, 5)]
    assert await read(gt=first, lte=first + 2) == [first + 1, first + 2]
    assert await read(lte=first + 1, desc=True) == [first + 1, first]
    assert await read(desc=True, limit=1) == [first + 4]
    assert await read(lte=first + 3, desc=True, limit=2) == [first + 3, first + 2]
    assert await read(gt=first, limit=2) == [first + 1, first + 2]
    assert await read(gt=first + 4) == []
    assert await read(lte=1 << 40) == [first + n for n in range(5)]
    assert await read(limit=0) == []


async def test_the_feed_counts_as_the_program_does(recorder, first):
    stream = uuid4()
    await recorder.insert_events(told(stream, first, first + 1))

    assert versions(await recorder.select_notifications(None, 10)) == [first, first + 1]


@pytest.mark.parametrize("ahead", [-1, 0, 2], ids=["before it", "its last", "too far"])
async def test_what_does_not_follow_the_stream_is_a_conflict(recorder, first, ahead):
    stream = uuid4()
    await recorder.insert_events(told(stream, first, first + 1))

    with pytest.raises(IntegrityError):
        await recorder.insert_events(told(stream, first + 1 + ahead))

    assert await recorder.max_notification_id() == 2


@pytest.mark.parametrize("version", [-1, 2])
async def test_a_stream_begins_at_0_or_1(recorder, version):
    with pytest.raises(IntegrityError):
        await recorder.insert_events(told(uuid4(), version))

    assert await recorder.max_notification_id() is None


async def test_one_conflict_takes_every_stream_of_the_call_back(recorder, first):
    old, new = uuid4(), uuid4()
    await recorder.insert_events(told(old, first))

    with pytest.raises(IntegrityError):
        await recorder.insert_events([*told(new, first), *told(old, first)])

    assert await recorder.select_events(new) == []
    assert await recorder.max_notification_id() == 1


async def test_streams_that_began_differently_go_together(recorder):
    from_0, from_1 = uuid4(), uuid4()
    await recorder.insert_events([*told(from_0, 0), *told(from_1, 1)])

    ids = await recorder.insert_events([*told(from_0, 1, 2), *told(from_1, 2)])

    assert ids == [3, 4, 5]
    assert versions(await recorder.select_events(from_0)) == [0, 1, 2]
    assert versions(await recorder.select_events(from_1)) == [1, 2]


async def test_whatever_the_state_is_it_comes_back(recorder, first):
    stream = uuid4()
    events = [
        StoredEvent(stream, version, "invented.told.v1", state)
        for version, state in enumerate(STATES, first)
    ]
    await recorder.insert_events(events)

    assert await recorder.select_events(stream) == events


async def test_a_stream_has_a_uuid_and_a_topic_is_text(recorder):
    with pytest.raises(DataError):
        await recorder.select_events("INC-1")
    with pytest.raises(DataError):
        await recorder.insert_events(told(uuid4(), 1, topic="\x00"))


async def test_without_a_provider_there_is_no_log(urls):
    async with recording(urls.app, urls.writer, author_for(uuid4())) as nobodys:
        with pytest.raises(ProgrammingError):
            await nobodys.insert_events(told(uuid4(), 1))
        with pytest.raises(ProgrammingError):
            await nobodys.max_notification_id()
        assert await nobodys.select_notifications(None, 10) == []
