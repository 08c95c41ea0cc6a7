"""Everything at once: crowds of writers, copies, losers, cut lines, and readers on their heels."""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import asyncpg
import pytest

from adapters.postgres.migrate import ROLES, migrate
from adapters.postgres.url import as_role
from api.wiring import Urls
from domain.log import Code
from tests.conftest import PASSWORDS
from tests.integration.store.places import Place
from tests.integration.store.storm import Told, Weather, raging
from tests.integration.store.storm_judged import (
    kept,
    must_be_in_order,
    must_be_true,
    must_be_whole,
)

CROWDS, PROVIDERS, STREAMS = (50, 50, 1), 3, 25
"""Writers per process."""
SHORT_SECONDS, LONG_SECONDS = 4.0, 240.0
CUT = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
     WHERE usename = 'heed_writer' AND datname = current_database() AND random() < 0.5
"""
NEXT = """
    SELECT position, event_id FROM heed.event
     WHERE tenant_id = $1 AND position > $2 ORDER BY position LIMIT 500
"""
Tail = list[tuple[int, UUID]]


async def tail(url: str, provider: UUID, seen: Tail, over: asyncio.Event) -> None:
    """A reader that follows the log as closely as it can, and never looks back."""
    reader = await asyncpg.connect(url)
    while True:
        last_look = over.is_set()
        async with reader.transaction(readonly=True):
            await reader.execute("SELECT set_config('heed.tenant', $1, true)", str(provider))
            rows = await reader.fetch(NEXT, provider, seen[-1][0] if seen else 0)
        seen.extend((row["position"], row["event_id"]) for row in rows)
        if last_look and not rows:
            break
        await asyncio.sleep(0.001)
    await reader.close()


async def cutting(owner: asyncpg.Connection, over: asyncio.Event) -> int:
    """Writers' lines, about one a second."""
    cut = 0
    while not over.is_set():
        await asyncio.sleep(0.5)
        cut += await owner.fetchval(CUT)
    return cut


async def raged(weathers: list[Weather]) -> list[Told]:
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(len(weathers), multiprocessing.get_context("spawn")) as processes:
        raging_there = [loop.run_in_executor(processes, raging, one) for one in weathers]
        return [told for part in await asyncio.gather(*raging_there) for told in part]


async def survived(urls: Urls, owner: asyncpg.Connection, seconds: float) -> None:
    providers = [uuid4() for _ in range(PROVIDERS)]
    for provider in providers:
        await owner.execute("INSERT INTO heed.tenant_head (tenant_id) VALUES ($1)", provider)
    streams = {provider: [uuid4() for _ in range(STREAMS)] for provider in providers}
    tails: dict[UUID, Tail] = {provider: [] for provider in providers}
    over = asyncio.Event()
    async with asyncio.TaskGroup() as around:
        for provider, seen in tails.items():
            around.create_task(tail(urls.app, provider, seen, over))
        cut = around.create_task(cutting(owner, over))
        told = await raged(
            [
                Weather(urls.app, urls.writer, streams, seconds, writers, seed)
                for seed, writers in enumerate(CROWDS)
            ]
        )
        over.set()
    log = await kept(owner)
    must_be_in_order(log, tails)
    await must_be_whole(log, told, owner)
    count = must_be_true(log, told)
    version = await owner.fetchval("SHOW server_version")
    events = sum(map(len, log.rows.values()))
    print(version, dict(count), events, "events", cut.result(), "lines cut")  # noqa: T201 - `pytest -rP` tells what there was
    assert {code.name for code in Code} - {Code.NO_PROVIDER.name} <= set(count), "too calm"


async def survived_at(place: Place, seconds: float) -> None:
    url = await place.database()
    await migrate(url, PASSWORDS)
    connection = await asyncpg.connect(place.server.url(urlsplit(url).path.lstrip("/")))
    urls = Urls(url, *(as_role(url, role, PASSWORDS[role]) for role in ROLES))
    await survived(urls, connection, seconds)
    await connection.close()


async def test_whatever_happens_at_once_every_answer_is_true(place: Place):
    await survived_at(place, SHORT_SECONDS)


@pytest.mark.soak
@pytest.mark.timeout(900)
async def test_every_answer_is_true_after_a_long_storm(place: Place):
    await survived_at(place, LONG_SECONDS)
