"""A reader who asks for what comes after the last it saw never misses an event."""

import asyncio
import random
from uuid import uuid4

import asyncpg
import pytest
from eventsourcing.persistence import IntegrityError, Tracking

from adapters.recorder.recorder import recording
from tests.integration.recorder.opened import author_for, told

WRITERS = 8
READERS = 3
EACH = 25
SLOW = """
    INSERT INTO heed.event (tenant_id, position, stream_id, version, event_id, type, actor,
                            recorded_at, salt, facts, sealed)
    VALUES ($1, 1, $2, 1, $3, 'invented.slow.v1', 'somebody', now(), $4, '{}', '[]')
"""


async def write(recorder, seed):
    """Some with tracking, some refused, some of many events. How many events were kept."""
    chance = random.Random(seed)
    kept = 0
    for number in range(1, EACH + 1):
        events = told(uuid4(), *range(1, chance.randint(1, 20) + 1))
        tracking = Tracking(f"writer {seed}", number) if chance.random() < 0.3 else None
        if chance.random() < 0.2:
            with pytest.raises(IntegrityError):
                await recorder.insert_events([*events, *told(uuid4(), 2)], tracking=tracking)
        else:
            await recorder.insert_events(events, tracking=tracking)
            kept += len(events)
    return kept


async def tail(recorder, writing):
    """The positions seen, as they were seen."""
    seen, last = [], 0
    while True:
        over = all(task.done() for task in writing)
        page = await recorder.select_notifications(last, 50, inclusive_of_start=False)
        seen += [notification.id for notification in page]
        last = seen[-1] if seen else 0
        if over and not page:
            return seen


async def test_while_two_processes_write_a_reader_misses_nothing(recorder, urls, provider):
    async with (
        recording(urls.app, urls.writer, author_for(provider)) as other,
        asyncio.TaskGroup() as tasks,
    ):
        writing = [
            tasks.create_task(write(other if seed % 2 else recorder, seed))
            for seed in range(WRITERS)
        ]
        reading = [tasks.create_task(tail(recorder, writing)) for _ in range(READERS)]

    kept = sum(task.result() for task in writing)
    for reader in reading:
        assert reader.result() == list(range(1, kept + 1))


async def test_what_is_not_committed_is_neither_seen_nor_overtaken(recorder, provider, urls):
    """Who appends holds the head until the commit: the next one waits, and gets the next place."""
    slow = await asyncpg.connect(urls.writer)
    transaction = slow.transaction()
    await transaction.start()
    await slow.execute("SELECT set_config('heed.tenants', $1, true)", f"{{{provider}}}")
    await slow.execute("UPDATE heed.tenant_head SET position = 1 WHERE tenant_id = $1", provider)
    await slow.execute(SLOW, provider, uuid4(), uuid4(), bytes(32))

    inserting = asyncio.ensure_future(recorder.insert_events(told(uuid4(), 1)))
    await asyncio.sleep(0.2)
    meanwhile = await recorder.select_notifications(None, 10)
    await transaction.commit()
    await slow.close()

    assert meanwhile == []
    assert await inserting == [2]
    assert [one.id for one in await recorder.select_notifications(None, 10)] == [1, 2]
