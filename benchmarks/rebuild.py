"""How fast the register is built anew, beside eventsourcing's ProjectionRunner.

Heed's is the whole rebuild as an operator runs it: fill, index, compare with the live version and
switch. The peer follows its own events into a table of the same incidents, an event a transaction,
and gets fewer of them, since its rate does not depend on how many there are.
"""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Pool, open_pool
from benchmarks.append import place
from benchmarks.ground import Ground, providers
from benchmarks.lives import EVENTS_EACH, lay_down
from benchmarks.peer import peer, peer_sample
from benchmarks.sample import Goal, Sample, rate
from benchmarks.suite import Duel, Size, against
from projections import register
from projections.runner.claim import Unit
from projections.runner.dropping import drop_old
from projections.runner.rebuild import rebuild as build_anew
from projections.runner.step import fold_all
from projections.runner.versions import prepare

EVENTS: Final = 200_000
PEERS_EVENTS: Final = 10_000
SHORT: Final = 20
"""How many times fewer, where only the working is looked at."""


async def _lived(pool: Pool, provider: UUID) -> None:
    """A live register up to the end of the log: what a rebuild is compared with."""
    async with pool.acquire() as connection:
        version = await prepare(connection, register.PROJECTION)
        await fold_all(connection, Unit(register.PROJECTION, version.version, provider))


async def heed(ground: Ground, pool: Pool, events: int) -> Sample:
    client, server, began = time.process_time(), ground.postgres_cpu(), time.perf_counter()
    done = await build_anew(pool, register.PROJECTION)
    took = time.perf_counter() - began
    client, server = time.process_time() - client, ground.postgres_cpu() - server
    rebuilt = [] if done is None else [(one.rows_rebuilt, one.same) for one in done.compared]
    if rebuilt != [(events // EVENTS_EACH, True)]:
        raise RuntimeError(f"The rebuilt register is not the one that was there: {rebuilt}")
    async with pool.acquire() as connection:
        await drop_old(connection, register.PROJECTION.name)
    return Sample(events, took, client / events * 1e6, server / events * 1e6)


async def runner(ground: Ground, database: str, events: int) -> Sample:
    asked = {"place": place(ground.owner(database)), "events": events}
    server = ground.postgres_cpu()
    answer = await peer(ground.peers, "runner", asked)
    return peer_sample(answer, ground.postgres_cpu() - server)


@asynccontextmanager
async def rebuild(ground: Ground, size: Size) -> AsyncIterator[Sequence[Duel]]:
    fewer = SHORT if size.short else 1
    events, theirs = EVENTS // fewer, PEERS_EVENTS // fewer
    urls = await ground.migrated("bench_rebuild")
    await ground.empty("bench_runner")
    [provider] = await providers(urls, 1)
    await lay_down(urls.owner or "", provider, events // EVENTS_EACH)
    pool = await open_pool(urls.projector, size=4, name="heed rebuild")
    await _lived(pool, provider)
    yield [
        against(
            f"Heed's register, {events:,} events",
            partial(heed, ground, pool, events),
            f"ProjectionRunner, {theirs:,} events",
            partial(runner, ground, "bench_runner", theirs),
            Goal(rate, 50),
        )
    ]
    await pool.close()
