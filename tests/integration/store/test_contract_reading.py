"""Reading the log: streams, ranges, single places; in memory and in PostgreSQL alike."""

from uuid import uuid4

import pytest

from tests.integration.store.appends import append, event


@pytest.fixture
async def history(store, larkfield):
    """Two incidents, told in turns: five events."""
    incident, other = uuid4(), uuid4()
    for stream, version in ((incident, 1), (other, 1), (incident, 2), (other, 2), (incident, 3)):
        await store.log.append(append(larkfield, event(stream, version)))
    return incident, other


def places(rows):
    return [(row.position, row.version) for row in rows]


async def test_a_stream_is_read_oldest_first(store, larkfield, history):
    incident, _ = history

    assert places(await store.log.load(larkfield, incident)) == [(1, 1), (3, 2), (5, 3)]


async def test_a_stream_is_read_as_it_was(store, larkfield, history):
    incident, _ = history

    assert places(await store.log.load(larkfield, incident, version=2)) == [(1, 1), (3, 2)]
    assert await store.log.load(larkfield, incident, version=0) == []
    assert places(await store.log.load(larkfield, incident, version=99))[-1] == (5, 3)


async def test_an_unknown_stream_is_empty(store, larkfield):
    assert await store.log.load(larkfield, uuid4()) == []
    assert await store.log.load(uuid4(), uuid4()) == []


async def test_several_streams_are_read_at_once(store, larkfield, history):
    incident, other = history

    found = await store.log.load_many(larkfield, [other, incident, uuid4()])

    assert {stream: places(rows) for stream, rows in found.items()} == {
        incident: [(1, 1), (3, 2), (5, 3)],
        other: [(2, 1), (4, 2)],
    }
    assert await store.log.load_many(larkfield, []) == {}


async def test_a_reader_goes_on_where_it_was(store, larkfield, history):
    assert [row.position for row in await store.log.after(larkfield, 2, 2)] == [3, 4]
    assert [row.position for row in await store.log.after(larkfield, 4, 100)] == [5]
    assert await store.log.after(larkfield, 5, 100) == []
    assert await store.log.after(larkfield, 0, 0) == []


async def test_one_place_holds_one_event(store, larkfield, history):
    incident, _ = history

    row = await store.log.at(larkfield, 3)

    assert (row.position, row.stream, row.version) == (3, incident, 2)
    assert await store.log.at(larkfield, 6) is None
    assert await store.log.at(larkfield, 0) is None


async def test_the_head_is_the_last_position(store, larkfield, history):
    assert await store.log.head(larkfield) == 5
    assert await store.log.head(await store.provider()) == 0
    with pytest.raises(LookupError):
        await store.log.head(uuid4())


async def test_nobody_sees_another_providers_events(store, larkfield, meadow, history):
    incident, other = history

    assert await store.log.load(meadow, incident) == []
    assert await store.log.load_many(meadow, [incident, other]) == {}
    assert await store.log.after(meadow, 0, 100) == []
    assert await store.log.at(meadow, 1) is None
