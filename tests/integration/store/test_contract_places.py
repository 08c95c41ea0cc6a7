"""Positions and times: gapless, in order, never backwards; in memory and in PostgreSQL alike."""

from datetime import timedelta
from uuid import uuid4

import pytest

from domain.log import Code, Key
from tests.integration.store.appends import (
    EARLIER,
    INTEGRATION,
    LATER,
    NOON,
    append,
    event,
    nothing,
)


async def test_positions_run_from_one_without_a_gap(store, larkfield, meadow):
    incident = uuid4()
    await store.log.append(append(larkfield, event(incident), event(), event(incident, 2)))
    await store.log.append(append(meadow))
    await store.log.append(append(larkfield, event(incident)))  # refused: takes no place
    outcome = await store.log.append(append(larkfield, event(), event()))

    rows = await store.log.after(larkfield, 0, 100)
    assert [row.position for row in rows] == [1, 2, 3, 4, 5]
    assert (outcome.pointer.position, outcome.pointer.events) == (5, 2)
    assert [row.position for row in await store.log.after(meadow, 0, 100)] == [1]


async def test_the_recorded_time_is_the_clock_or_the_time_before_it(store, larkfield):
    told = [
        (await store.log.append(append(larkfield, now=now))).recorded_at
        for now in (NOON, EARLIER, LATER, NOON, LATER + timedelta(microseconds=1))
    ]

    assert told == [NOON, NOON, LATER, LATER, LATER + timedelta(microseconds=1)]
    rows = await store.log.after(larkfield, 0, 100)
    assert [row.recorded_at for row in rows] == told


async def test_an_append_without_events_moves_the_clock_but_not_the_head(store, larkfield):
    incident = uuid4()
    await store.log.append(append(larkfield, event(incident)))

    pointed = await store.log.append(nothing(larkfield, incident, 1, now=LATER))
    after = await store.log.append(append(larkfield, event(incident, 2), now=NOON))

    assert pointed.recorded_at == after.recorded_at == LATER
    assert after.pointer.position == 2


async def test_one_provider_does_not_set_the_clock_of_another(store, larkfield, meadow):
    await store.log.append(append(larkfield, now=LATER))

    assert (await store.log.append(append(meadow, now=NOON))).recorded_at == NOON


async def test_events_of_one_append_share_their_time(store, larkfield):
    await store.log.append(append(larkfield, *(event() for _ in range(5))))

    assert {row.recorded_at for row in await store.log.after(larkfield, 0, 100)} == {NOON}


async def test_an_import_of_a_thousand_events_is_one_append(store, larkfield):
    incident = uuid4()
    history = [event(incident, version) for version in range(1, 801)]
    others = [event() for _ in range(200)]

    outcome = await store.log.append(append(larkfield, *history, *others))

    assert (outcome.code, outcome.pointer.position) == (Code.STORED, 1000)
    rows = await store.log.after(larkfield, 0, 2000)
    assert [row.id for row in rows] == [each.id for each in (*history, *others)]
    assert [row.position for row in rows] == list(range(1, 1001))
    assert len(await store.log.load(larkfield, incident)) == 800


@pytest.mark.parametrize("versions", [(2,), (1, 3), (1, 1), (0,)])
async def test_versions_of_a_stream_leave_nothing_out(store, larkfield, versions):
    incident = uuid4()
    broken = append(larkfield, *(event(incident, v) for v in versions), seen={incident: 0})

    with pytest.raises(ValueError, match="follow the version"):
        await store.log.append(broken)
    assert await store.log.head(larkfield) == 0


async def test_an_event_on_a_stream_that_nobody_looked_at_is_a_defect(store, larkfield):
    unseen = append(larkfield, event(), event())
    del unseen.seen[unseen.events[0].stream]

    with pytest.raises(ValueError, match="follow the version"):
        await store.log.append(unseen)


async def test_a_fingerprint_that_is_none_is_a_defect(store, larkfield):
    with pytest.raises(ValueError, match="32 bytes"):
        await store.log.append(append(larkfield, key=Key(INTEGRATION, "1", b"short")))
