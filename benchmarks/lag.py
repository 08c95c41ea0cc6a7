"""How long after an append is acknowledged it is seen in the register, at 200 appends a second.

Appends arrive as a Poisson process does, whatever the answers do; the worker folds all of Heed's
projections in the same process, as `heed serve` has it. An append counts as seen from the moment a
reader finds the register at its position.
"""

import asyncio
import random
import time
from bisect import bisect_left
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import asyncpg

from adapters.postgres.append.batcher import Batcher, batching
from adapters.postgres.reading import Pool, for_provider, open_pool
from api.work import working
from benchmarks.ground import Ground, providers
from benchmarks.requests import a_report
from benchmarks.sample import Goal, p99, sampled
from benchmarks.suite import Duel, Pair, Size
from domain.log import Append, Code

A_SECOND: Final = 200
AT_MOST: Final = 2.0
PATIENCE_SECONDS: Final = 30.0
SEEN: Final = "SELECT position FROM heed.register_position WHERE tenant_id = $1"


@dataclass(slots=True)
class Sightings:
    """When a reader first found the register at a position or beyond."""

    positions: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def add(self, position: int) -> None:
        if not self.positions or position > self.positions[-1]:
            self.positions.append(position)
            self.times.append(time.perf_counter())

    def of(self, position: int) -> float:
        return self.times[bisect_left(self.positions, position)]


async def _watch(pool: Pool, hinted: asyncio.Event, provider: UUID, seen: Sightings) -> None:
    """Look whenever the worker says that it moved."""
    while True:
        await hinted.wait()
        hinted.clear()
        async with for_provider(pool, provider) as connection:
            seen.add(await connection.fetchval(SEEN, provider) or 0)


async def _appended(
    batcher: Batcher, append: Append, asked_at: float, told: list[tuple[float, float, int]]
) -> None:
    outcome = await batcher.append(append)
    if outcome.code is not Code.STORED or outcome.pointer is None:
        raise RuntimeError(f"An append that nothing stands against: {outcome.code}")
    told.append((asked_at, time.perf_counter(), outcome.pointer.position))


async def _arriving(batcher: Batcher, ready: Sequence[Append]) -> list[tuple[float, float, int]]:
    """Asked at, answered at, position. An append that comes late counts from when it was due."""
    told: list[tuple[float, float, int]] = []
    async with asyncio.TaskGroup() as tasks:
        due = time.perf_counter()
        for append in ready:
            due += random.expovariate(A_SECOND)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.create_task(_appended(batcher, append, due, told))
    return told


async def _until_seen(seen: Sightings, position: int) -> None:
    until = time.perf_counter() + PATIENCE_SECONDS
    while not seen.positions or seen.positions[-1] < position:
        if time.perf_counter() > until:
            raise RuntimeError(f"The register never came to {position}: {seen.positions[-3:]}")
        await asyncio.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Follower:
    """A running worker, a batcher, and somebody who looks at the register."""

    ground: Ground
    batcher: Batcher
    provider: UUID
    seen: Sightings

    async def play(self, seconds: float) -> Pair:
        """How long until seen, beside how long until acknowledged, of the same appends."""
        ready = [a_report(n, self.provider) for n in range(int(A_SECOND * seconds))]
        client, server = time.process_time(), self.ground.postgres_cpu()
        told = await _arriving(self.batcher, ready)
        last = max(position for _, _, position in told)
        await _until_seen(self.seen, last)
        client, server = time.process_time() - client, self.ground.postgres_cpu() - server
        visible = [self.seen.of(position) - asked for asked, _, position in told]
        acknowledged = [answered - asked for asked, answered, _ in told]
        took = max(answered for _, answered, _ in told) - min(asked for asked, _, _ in told)
        return (
            sampled(visible, took, client, server),
            sampled(acknowledged, took, client, server),
        )


@asynccontextmanager
async def _following(ground: Ground) -> AsyncIterator[Follower]:
    urls = await ground.migrated("bench_lag")
    [provider] = await providers(urls, 1)
    pool, hinted, seen = await open_pool(urls.app), asyncio.Event(), Sightings()
    listening = await asyncpg.connect(urls.app)

    def hint(*_: Any) -> None:
        hinted.set()

    async with working(urls.projector), batching(urls.writer) as batcher:
        await listening.add_listener("heed_projection", hint)
        await batcher.append(a_report(0, provider))
        await _register_is_there(pool, provider)
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(_watch(pool, hinted, provider, seen))
            yield Follower(ground, batcher, provider, seen)
            watching.cancel()
    await listening.close()
    await pool.close()


async def _register_is_there(pool: Pool, provider: UUID) -> None:
    """The worker has made its tables and folded the first append."""
    until = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < until:
        try:
            async with for_provider(pool, provider) as connection:
                if await connection.fetchval(SEEN, provider):
                    return
        except asyncpg.UndefinedTableError:
            pass
        await asyncio.sleep(0.05)
    raise RuntimeError("The worker never made a register.")


@asynccontextmanager
async def lag(ground: Ground, size: Size) -> AsyncIterator[Sequence[Duel]]:
    seconds = size.seconds if size.short else max(3.0, size.seconds)
    async with _following(ground) as follower:
        goal = Goal(p99, AT_MOST, at_least=False)
        name = f"append until seen, {A_SECOND} a second"

        async def play() -> Pair:
            return await follower.play(seconds)

        yield [Duel(name, "the same until acknowledged (p99)", goal, play)]
