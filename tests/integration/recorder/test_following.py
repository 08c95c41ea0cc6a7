"""Following a log: every event, once, in order, and soon."""

import asyncio
import random
from contextlib import aclosing
from uuid import uuid4

import asyncpg
import pytest
from eventsourcing.persistence import IntegrityError, Tracking

from adapters.recorder import following
from adapters.recorder.recorder import recording
from tests.integration.recorder.opened import author_for, told

WRITERS = 8
EACH = 25
NEVER = 3600.0
"""Seconds between two polls, where the hint has to do."""
NOWHERE = "postgresql://nobody@/nothing?host=/nowhere&port=1"
LISTENERS = "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = $1"


async def first_of(notifications, count):
    return [await anext(notifications) for _ in range(count)]


async def write(recorder, seed):
    """Some with tracking, some refused, some of several events."""
    chance = random.Random(seed)
    written = 0
    for number in range(1, EACH + 1):
        events = told(uuid4(), *range(1, chance.randint(1, 20) + 1))
        tracking = Tracking(f"writer {seed}", number) if chance.random() < 0.3 else None
        if chance.random() < 0.2:
            with pytest.raises(IntegrityError):
                await recorder.insert_events([*events, *told(uuid4(), 2)], tracking=tracking)
        else:
            await recorder.insert_events(events, tracking=tracking)
            written += len(events)
    return written


async def tailed(recorder, writing):
    """What a reader sees who asks for what comes after the last it saw, again and again."""
    read, last = [], 0
    while True:
        over = all(task.done() for task in writing)
        page = await recorder.select_notifications(last, 50, inclusive_of_start=False)
        read += [notification.id for notification in page]
        last = read[-1] if read else 0
        if over and not page:
            return read


async def test_a_reader_who_asks_for_what_comes_next_misses_nothing(recorder, urls, provider):
    """Two processes write, as two recorders do: the positions read are 1 to N, in order."""
    async with (
        recording(urls.app, urls.writer, author_for(provider)) as other,
        asyncio.TaskGroup() as tasks,
    ):
        writing = [
            tasks.create_task(write(other if seed % 2 else recorder, seed))
            for seed in range(WRITERS)
        ]
        reading = [tasks.create_task(tailed(recorder, writing)) for _ in range(3)]

    written = sum(task.result() for task in writing)
    for reader in reading:
        assert reader.result() == list(range(1, written + 1))


async def test_what_is_not_committed_is_neither_seen_nor_overtaken(recorder, provider, urls):
    """An append holds the head until it commits: a later one waits, and gets the next place."""
    slow = await asyncpg.connect(urls.writer)
    transaction = slow.transaction()
    await transaction.start()
    await slow.execute("SELECT set_config('heed.tenants', $1, true)", f"{{{provider}}}")
    await slow.execute(
        "UPDATE heed.tenant_head SET position = position + 1 WHERE tenant_id = $1", provider
    )
    await slow.execute(
        "INSERT INTO heed.event VALUES ($1, 1, $2, 1, $3, 'slow.v1', 'x', now(), $4, '{}', '[]')",
        provider,
        uuid4(),
        uuid4(),
        bytes(32),
    )

    inserting = asyncio.ensure_future(recorder.insert_events(told(uuid4(), 1)))
    await asyncio.sleep(0.2)
    seen = await recorder.select_notifications(None, 10)
    await transaction.commit()
    await slow.close()

    assert seen == []
    assert await inserting == [2]
    assert [one.id for one in await recorder.select_notifications(None, 10)] == [1, 2]


async def test_a_follower_gets_what_is_there_and_what_comes(recorder):
    await recorder.insert_events(told(uuid4(), 1, 2, 3))

    async with aclosing(recorder.subscribe(gt=1)) as notifications:
        before = await first_of(notifications, 2)
        await recorder.insert_events(told(uuid4(), 1))
        after = await first_of(notifications, 1)

    assert [one.id for one in before + after] == [2, 3, 4]


async def test_a_follower_is_told_at_once(urls, provider):
    async with recording(
        urls.app, urls.writer, author_for(provider), poll_seconds=NEVER
    ) as recorder:
        async with aclosing(recorder.subscribe()) as notifications:
            for number in range(1, 6):
                waiting = asyncio.ensure_future(anext(notifications))
                await asyncio.sleep(0.05 * (number % 2))
                await recorder.insert_events(told(uuid4(), 1))
                assert (await waiting).id == number


async def test_polling_alone_is_enough(urls, provider, monkeypatch):
    monkeypatch.setattr(following, "plain_url", lambda _: NOWHERE)
    async with recording(
        urls.app, urls.writer, author_for(provider), poll_seconds=0.05
    ) as recorder:
        async with aclosing(recorder.subscribe()) as notifications:
            waiting = asyncio.ensure_future(anext(notifications))
            await asyncio.sleep(0.1)
            await recorder.insert_events(told(uuid4(), 1))
            assert (await waiting).id == 1


async def test_a_listener_that_was_cut_off_listens_again(urls, provider, owner):
    async with recording(
        urls.app, urls.writer, author_for(provider), poll_seconds=0.2
    ) as recorder:
        async with aclosing(recorder.subscribe()) as notifications:
            waiting = asyncio.ensure_future(anext(notifications))
            database = await owner.fetchval("SELECT current_database()")
            pids = set()
            while len(pids) < 3:
                listeners = await owner.fetch(LISTENERS, database)
                pids |= {row["pid"] for row in listeners}
                for row in listeners:
                    await owner.execute("SELECT pg_terminate_backend($1)", row["pid"])
                await asyncio.sleep(0.05)
            await recorder.insert_events(told(uuid4(), 1))
            assert (await waiting).id == 1


async def test_a_follower_of_some_topics_gets_those(recorder):
    await recorder.insert_events(told(uuid4(), *range(1, 1001)))
    await recorder.insert_events(told(uuid4(), 1, topic="invented.rare.v1"))

    async with aclosing(recorder.subscribe(topics=["invented.rare.v1"])) as notifications:
        [first] = await first_of(notifications, 1)
        waiting = asyncio.ensure_future(anext(notifications))
        await recorder.insert_events(told(uuid4(), 1, 2))
        await recorder.insert_events(told(uuid4(), 1, topic="invented.rare.v1"))
        second = await waiting

    assert (first.id, second.id) == (1001, 1004)


async def test_a_long_log_is_followed_page_by_page(recorder):
    count = 2 * following.PAGE + 1
    await recorder.insert_events(told(uuid4(), *range(1, count + 1)))

    async with aclosing(recorder.subscribe()) as notifications:
        read = await first_of(notifications, count)

    assert [one.id for one in read] == list(range(1, count + 1))
