"""A view that was killed, raced and rebuilt holds the same rows as one that never was."""

import asyncio
import random
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import islice
from pathlib import Path

import pytest

from projections.escalation import PROJECTION as ESCALATION
from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from projections.register import PROJECTION as REGISTER
from projections.runner.rebuild import rebuild
from projections.trends.projection import PROJECTION as TRENDS
from tests.integration.views.database import PROJECTOR, in_order
from tests.integration.views.history import history

EVERY = (REGISTER, ESCALATION, OPEN_LOOPS, TRENDS)
UNTOLD = {"trend_audits", "trend_services", "trend_activity", "trend_joined", "trend_people"}
"""What the history says nothing of."""
ROOT = Path(__file__).parents[3]
EVENTS_A_KILL = 60


@pytest.fixture
def database(fresh):
    return fresh


@asynccontextmanager
async def worker_process(database):
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.integration.views.worker_process"),
        database.urls[PROJECTOR],
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert await process.stdout.readline() == b"ready\n"
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def killed_a_moment_later(database, chance):
    async with worker_process(database):
        await asyncio.sleep(chance.uniform(0.005, 0.15))


async def until_folded(database, provider):
    names = [each.name for each in EVERY]
    async with asyncio.timeout(300):
        while not await database.caught_up(provider, names):
            await asyncio.sleep(0.05)


async def rows_of(database, provider, table):
    async with database.reading(provider, PROJECTOR) as connection:
        return in_order(await connection.fetch(f"SELECT * FROM heed.{table}"))


async def lived_through(database, kills):
    """Two providers whose views were folded by two workers at a time, killed again and again."""
    chance, log = random.Random(kills), history(kills)
    providers = [await database.provider(), await database.provider()]
    for _ in range(kills // 2):
        async with asyncio.TaskGroup() as group:
            group.create_task(killed_a_moment_later(database, chance))
            group.create_task(killed_a_moment_later(database, chance))
            for stream, event in islice(log, 2 * EVENTS_A_KILL):
                await database.append(chance.choice(providers), stream, event)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(worker_process(database))
        await stack.enter_async_context(worker_process(database))
        for provider in providers:
            await until_folded(database, provider)
    return providers


async def check_rebuild_equals_live(database, kills):
    providers = await lived_through(database, kills)
    for projection in EVERY:
        rebuilt = await rebuild(database.pools[PROJECTOR], projection)

        assert rebuilt.version == 2
        assert len(rebuilt.compared) == len(providers) * len(projection.every_table)
        assert all(each.same for each in rebuilt.compared)
        empty = {each.table for each in rebuilt.compared if not each.rows_live}
        assert empty <= UNTOLD, empty
        for provider in providers:
            for table in projection.every_table:
                live = await rows_of(database, provider, f"{table.name}_v1")
                assert live == await rows_of(database, provider, f"{table.name}_v2")


async def test_a_rebuilt_view_equals_one_whose_workers_were_killed(database):
    await check_rebuild_equals_live(database, kills=10)


@pytest.mark.soak
@pytest.mark.timeout(1200)
async def test_a_rebuilt_view_equals_one_whose_workers_were_killed_often(database):
    await check_rebuild_equals_live(database, kills=50)
