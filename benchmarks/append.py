"""How fast the log is appended to, against pgbench, the eventsourcing recorder and UmaDB.

Heed's append does more than its ceiling: it checks versions, keeps the idempotency record and the
source reference, numbers a provider's events without a gap, and is under forced row security.
"""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from adapters.postgres.append.batcher import Batcher, batching
from benchmarks.ground import Ground, providers
from benchmarks.peer import peer, peer_sample
from benchmarks.pgbench import Pgbench
from benchmarks.requests import FACTS, an_append
from benchmarks.sample import Goal, Sample, rate, sampled
from benchmarks.suite import Duel, Size, against
from domain.log import Append, Code

MOST_PER_SECOND = {1: 3_000, 8: 9_000, 64: 18_000}
"""More than any machine of ours appends: requests are made before the clock starts."""

WARM_UP = 64
PROVIDERS = 64


@dataclass(frozen=True, slots=True)
class Load:
    """So many appenders, each waiting for its answer, over so many providers."""

    appenders: int
    providers: int = 1
    bodies: int = 0

    def __str__(self) -> str:
        over = "" if self.providers == 1 else f" over {self.providers} providers"
        with_ = f", {self.bodies} bodies" if self.bodies else ""
        return f"Heed {self.appenders} appender{'s' * (self.appenders > 1)}{over}{with_}"


async def _driven(
    batcher: Batcher, load: Load, ready: list[Append], seconds: float
) -> tuple[list[float], float]:
    """Latencies, and how long it took."""
    latencies: list[float] = []
    began = time.perf_counter()

    async def appender() -> None:
        while (now := time.perf_counter()) < began + seconds and ready:
            outcome = await batcher.append(ready.pop())
            if outcome.code is not Code.STORED:
                raise RuntimeError(f"An append that nothing stands against: {outcome.code}")
            latencies.append(time.perf_counter() - now)

    async with asyncio.TaskGroup() as tasks:
        for _ in range(load.appenders):
            tasks.create_task(appender())
    return latencies, time.perf_counter() - began


async def heed(
    ground: Ground, writer: str, opened: Sequence[UUID], load: Load, seconds: float
) -> Sample:
    """The line is connected, and its plans made, before the clock starts."""
    made = [
        an_append(nth, opened[nth % load.providers], load.bodies)
        for nth in range(WARM_UP + int(MOST_PER_SECOND[load.appenders] * seconds))
    ]
    async with batching(writer) as batcher:
        for append in made[:WARM_UP]:
            await batcher.append(append)
        ready = made[WARM_UP:]
        del made
        gc.collect()
        gc.freeze()  # a collector that walks a million waiting requests is no part of Heed
        flushes, client, server = batcher.flushes, time.process_time(), ground.postgres_cpu()
        latencies, took = await _driven(batcher, load, ready, seconds)
        client, server = time.process_time() - client, ground.postgres_cpu() - server
        gc.unfreeze()
        a_flush = len(latencies) / (batcher.flushes - flushes)
    return sampled(latencies, took, client, server, **{"per flush": a_flush})


def place(url: str) -> dict[str, Any]:
    """An address in the parts that other libraries want."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return {
        "dbname": parts.path[1:],
        "host": query["host"],
        "port": query["port"],
        "user": parts.username,
        "password": parts.password,
    }


async def recorder(ground: Ground, database: str, threads: int, seconds: float) -> Sample:
    """eventsourcing's PostgresApplicationRecorder: its events have one global order too."""
    asked = {"place": place(ground.owner(database)), "threads": threads, "seconds": seconds}
    server = ground.postgres_cpu()
    answer = await peer(ground.peers, "recorder", {**asked, "facts": FACTS[0]})
    return peer_sample(answer, ground.postgres_cpu() - server)


async def umadb(ground: Ground, threads: int, seconds: float) -> Sample:
    asked = {"threads": threads, "seconds": seconds, "facts": FACTS[0]}
    folder = str(ground.folder / "umadb")
    return peer_sample(await peer(ground.peers, "uma", {**asked, "folder": folder}), 0.0)


@asynccontextmanager
async def append(ground: Ground, size: Size) -> AsyncIterator[Sequence[Duel]]:
    urls = await ground.migrated("bench_append")
    await ground.empty("bench_recorder")
    opened = await providers(urls, PROVIDERS)
    raw = Pgbench(ground, "bench_append", FACTS[0])
    await raw.prepare()
    seconds = size.seconds

    def ours(load: Load) -> partial[Any]:
        return partial(heed, ground, urls.writer, opened, load, seconds)

    def raw_insert(load: Load, at_least: float) -> Duel:
        ceiling = partial(raw.run, load.appenders, seconds)
        name = f"pgbench raw INSERT, {load.appenders}"
        return against(str(load), ours(load), name, ceiling, Goal(rate, at_least))

    def recording(load: Load, at_least: float) -> Duel:
        ceiling = partial(recorder, ground, "bench_recorder", load.appenders, seconds)
        name = f"eventsourcing recorder, {load.appenders} threads"
        return against(str(load), ours(load), name, ceiling, Goal(rate, at_least))

    duels = [raw_insert(Load(1), 0.5), raw_insert(Load(64), 1.2), raw_insert(Load(64, 64), 0.8)]
    if not size.short:
        uma = partial(umadb, ground, 64, seconds)
        duels += [
            raw_insert(Load(64, 1, 3), 0.8),
            raw_insert(Load(64, 64, 3), 0.5),
            recording(Load(8), 5),
            recording(Load(64), 10),
            against(str(Load(64)), ours(Load(64)), "UmaDB, 64 threads", uma, Goal(rate, 1.5)),
        ]
    yield duels
