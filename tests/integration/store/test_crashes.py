"""Whatever dies, what was answered is there afterwards, once; and nobody has to help.

Everything durable is on here. Killing processes does not show that the disk has the data, which is
why the syncs are counted as well; and the same check must find what a careless server loses.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest

from adapters.postgres.append.batcher import batching
from adapters.postgres.credential import open_registry
from adapters.postgres.embedded.database import ensure_database
from adapters.postgres.embedded.supervisor import EmbeddedPostgres
from adapters.postgres.embedded.watch import watch
from adapters.postgres.migrate import migrate
from adapters.postgres.preflight import NotDurable, preflight
from domain.log import Overloaded, Unavailable, Unsure
from tests.conftest import PASSWORDS, urls_on
from tests.integration.store.appends import append
from tests.integration.store.places import children

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 60
"""For a machine that has other things to do; how long it took is printed."""
ANSWERS_BETWEEN = 60
KEPT = """
    SELECT i.key, i.events, array_agg(e.event_id ORDER BY e.position) AS ids
      FROM heed.idempotency AS i
      JOIN heed.event AS e ON e.tenant_id = i.tenant_id
                          AND e.position > i.position - i.events AND e.position <= i.position
     WHERE i.tenant_id = $1
  GROUP BY i.key, i.events
"""
POSITIONS = "SELECT position FROM heed.event WHERE tenant_id = $1 ORDER BY position"
SYNCS = "SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'"
WRITERS = "SELECT pid FROM pg_stat_activity WHERE usename = 'heed_writer'"


@asynccontextmanager
async def running(settings: Mapping[str, str]) -> AsyncIterator[EmbeddedPostgres]:
    folder = Path(tempfile.mkdtemp(prefix="heed-crash-"))
    folder.chmod(0o755)
    postgres = EmbeddedPostgres(folder / "postgres", settings=settings)
    await asyncio.to_thread(postgres.start)
    await ensure_database(postgres)
    await migrate(postgres.url(), PASSWORDS)
    yield postgres
    await asyncio.to_thread(postgres.stop)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
async def durable() -> AsyncIterator[EmbeddedPostgres]:
    """As it is started in earnest."""
    async with running({}) as postgres:
        yield postgres


async def opened_provider(postgres: EmbeddedPostgres) -> UUID:
    registry = await open_registry(postgres.url())
    provider = uuid4()
    await registry.open_provider(provider)
    await registry.close()
    return provider


@dataclass(slots=True)
class Crowd:
    """The writers' process, started again where it was killed, and what it was answered."""

    url: str
    provider: UUID
    answered: dict[str, list[UUID]] = field(default_factory=dict)
    more: asyncio.Event = field(default_factory=asyncio.Event)
    process: asyncio.subprocess.Process | None = None

    async def listen(self) -> None:
        while True:
            words = ("-W", "error", "-m", "tests.integration.store.crash_writers")
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, *words, self.url, str(self.provider),
                cwd=ROOT, stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
            try:
                await self._heard(self.process)
            finally:
                if self.process.returncode is None:
                    with contextlib.suppress(ProcessLookupError):
                        kill(self.process.pid)
                await self.process.wait()

    async def _heard(self, process: asyncio.subprocess.Process) -> None:
        async for line in process.stdout:
            if line.endswith(b"\n"):  # a killed process may leave half a line
                answer = json.loads(line)
                self.answered[answer["key"]] = [UUID(each) for each in answer["events"]]
                self.more.set()

    async def answers(self, number: int) -> None:
        """Return when that many more were answered."""
        wanted = len(self.answered) + number
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(self.answered) < wanted:
                self.more.clear()
                await self.more.wait()


async def must_have_kept(postgres: EmbeddedPostgres, crowd: Crowd) -> None:
    owner = await asyncpg.connect(postgres.url())
    rows = {row["key"]: row for row in await owner.fetch(KEPT, crowd.provider)}
    positions = [row["position"] for row in await owner.fetch(POSITIONS, crowd.provider)]
    await owner.close()
    kept = {key: row["ids"] for key, row in rows.items() if key in crowd.answered}
    assert kept == crowd.answered
    assert positions == list(range(1, len(positions) + 1))
    assert sum(row["events"] for row in rows.values()) == len(positions)


async def healthy(crowd: Crowd) -> None:
    """Return when a caller who comes now is served."""
    sent = append(crowd.provider)
    async with asyncio.timeout(PATIENCE_SECONDS), batching(crowd.url) as batcher:
        while True:
            try:
                await batcher.append(sent)
            except (Overloaded, Unavailable, Unsure):
                await asyncio.sleep(0.05)
            else:
                return


async def back_again(postgres: EmbeddedPostgres) -> None:
    """Return when it was brought back. Just killed, it may still take a connection for a moment."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await asyncio.to_thread(postgres.ensure_running):
            await asyncio.sleep(0.05)


async def writer_of(postgres: EmbeddedPostgres) -> int:
    owner = await asyncpg.connect(postgres.url())
    pid = await owner.fetchval(WRITERS)
    await owner.close()
    return pid


async def kill_everything(postgres: EmbeddedPostgres, _: Crowd) -> None:
    postmaster = postgres.pid()
    kill(postmaster, *children(postmaster))


async def kill_a_backend(postgres: EmbeddedPostgres, _: Crowd) -> None:
    kill(await writer_of(postgres))


async def kill_the_writers(_: EmbeddedPostgres, crowd: Crowd) -> None:
    kill(crowd.process.pid)


def kill(*pids: int) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


KILLS = {"server": kill_everything, "backend": kill_a_backend, "writers": kill_the_writers}


async def survives(postgres: EmbeddedPostgres, kills, times: int) -> None:
    crowd = Crowd(urls_on(postgres, "heed").writer, await opened_provider(postgres))
    clock = asyncio.get_running_loop().time
    back: list[float] = []
    async with asyncio.TaskGroup() as tasks:
        around = [tasks.create_task(watch(postgres, 0.2)), tasks.create_task(crowd.listen())]
        for _ in range(times):
            await crowd.answers(ANSWERS_BETWEEN)
            await kills(postgres, crowd)
            killed_at = clock()
            await healthy(crowd)
            back.append(round(clock() - killed_at, 1))
        await crowd.answers(ANSWERS_BETWEEN)
        for task in around:
            task.cancel()
    await asyncio.to_thread(postgres.ensure_running)
    await must_have_kept(postgres, crowd)
    print(len(crowd.answered), "answers, all kept; back after seconds:", back)  # noqa: T201 - `pytest -rP`


@pytest.mark.parametrize("kills", KILLS.values(), ids=KILLS.keys())
async def test_nothing_that_was_answered_is_lost(durable, kills):
    await survives(durable, kills, 3)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kills", KILLS.values(), ids=KILLS.keys())
async def test_nothing_that_was_answered_is_ever_lost(durable, kills):
    await survives(durable, kills, 20)


async def test_what_a_careless_server_loses_is_found():
    """It answers before it writes, and dies before the process that writes for it has a turn."""
    async with running({"synchronous_commit": "off"}) as careless:
        urls = urls_on(careless, "heed")
        with pytest.raises(NotDurable, match="synchronous_commit"):
            await preflight(urls.writer)
        crowd = Crowd(urls.writer, await opened_provider(careless))
        owner = await asyncpg.connect(careless.url())
        await owner.execute("CHECKPOINT")
        slow = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'"
        os.kill(await owner.fetchval(slow), signal.SIGSTOP)
        async with batching(urls.writer) as batcher:
            for _ in range(20):
                sent = append(crowd.provider)
                await batcher.append(sent)
                crowd.answered[sent.key.key] = [each.id for each in sent.events]
            await kill_everything(careless, crowd)
        owner.terminate()
        await back_again(careless)

        with pytest.raises(AssertionError):
            await must_have_kept(careless, crowd)


async def test_every_answer_has_waited_for_the_disk(durable):
    provider = await opened_provider(durable)
    owner = await asyncpg.connect(durable.url())
    before = await owner.fetchval(SYNCS)
    async with batching(urls_on(durable, "heed").writer) as batcher:
        for _ in range(50):
            await batcher.append(append(provider))
    while await owner.fetchval(WRITERS):  # a connection is counted when it has ended
        await asyncio.sleep(0.02)

    assert await owner.fetchval(SYNCS) >= before + 50
    await owner.close()


async def test_a_server_that_could_lose_answers_is_refused(durable, urls):
    with pytest.raises(NotDurable, match="fsync, full_page_writes"):
        await preflight(urls.writer)

    await preflight(urls.writer, durable=False)
    await preflight(urls_on(durable, "heed").writer)
