"""Following a log: every event, once, in order, and soon."""

import asyncio
from contextlib import aclosing
from uuid import uuid4

import pytest

from adapters.recorder import following
from adapters.recorder.recorder import recording
from tests.integration.recorder.opened import author_for, told

NEVER = 3600.0
"""Seconds between two polls, where the hint has to do."""
NOWHERE = "postgresql://nobody@/nothing?host=/nowhere&port=1"
RARE = "invented.rare.v1"
LISTENERS = """
    SELECT pid FROM pg_stat_activity
     WHERE query LIKE 'LISTEN%' AND datname = current_database()
"""


@pytest.fixture
def polling(urls, provider):
    """A recorder of the provider that polls that often."""
    return lambda seconds: recording(
        urls.app, urls.writer, author_for(provider), poll_seconds=seconds
    )


async def taken(notifications, count):
    return [(await anext(notifications)).id for _ in range(count)]


async def test_a_follower_gets_what_is_there_and_what_comes(recorder):
    await recorder.insert_events(told(uuid4(), 1, 2, 3))

    async with aclosing(recorder.subscribe(gt=1)) as notifications:
        before = await taken(notifications, 2)
        await recorder.insert_events(told(uuid4(), 1))
        after = await taken(notifications, 1)

    assert before + after == [2, 3, 4]


async def test_a_follower_is_told_at_once(polling):
    async with polling(NEVER) as recorder, aclosing(recorder.subscribe()) as notifications:
        for number in range(1, 6):
            waiting = asyncio.ensure_future(taken(notifications, 1))
            await asyncio.sleep(0.05 * (number % 2))
            await recorder.insert_events(told(uuid4(), 1))
            assert await waiting == [number]


async def test_polling_alone_is_enough(polling, monkeypatch):
    monkeypatch.setattr(following, "plain_url", lambda _: NOWHERE)
    async with polling(0.05) as recorder, aclosing(recorder.subscribe()) as notifications:
        waiting = asyncio.ensure_future(taken(notifications, 1))
        await asyncio.sleep(0.1)
        await recorder.insert_events(told(uuid4(), 1))
        assert await waiting == [1]


async def test_a_listener_that_was_cut_off_listens_again(polling, owner):
    async with polling(0.2) as recorder, aclosing(recorder.subscribe()) as notifications:
        waiting = asyncio.ensure_future(taken(notifications, 1))
        seen = set()
        while len(seen) < 3:
            for row in await owner.fetch(LISTENERS):
                seen.add(row["pid"])
                await owner.execute("SELECT pg_terminate_backend($1)", row["pid"])
            await asyncio.sleep(0.05)
        await recorder.insert_events(told(uuid4(), 1))
        assert await waiting == [1]


async def test_a_follower_of_some_topics_gets_those(recorder):
    await recorder.insert_events(told(uuid4(), *range(1, 1001)))
    await recorder.insert_events(told(uuid4(), 1, topic=RARE))

    async with aclosing(recorder.subscribe(topics=[RARE])) as notifications:
        first = await taken(notifications, 1)
        waiting = asyncio.ensure_future(taken(notifications, 1))
        await recorder.insert_events(told(uuid4(), 1, 2))
        await recorder.insert_events(told(uuid4(), 1, topic=RARE))
        second = await waiting

    assert first + second == [1001, 1004]


async def test_a_long_log_is_followed_page_by_page(recorder):
    count = 2 * following.PAGE + 1
    await recorder.insert_events(told(uuid4(), *range(1, count + 1)))

    async with aclosing(recorder.subscribe()) as notifications:
        read = await taken(notifications, count)

    assert read == list(range(1, count + 1))
