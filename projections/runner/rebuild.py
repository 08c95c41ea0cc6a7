"""Blue and green: a new version is built beside the live one, compared, and switched to.

Readers see the live version throughout and the new one from one commit on. A rebuild that was
interrupted goes on where it stopped, whoever takes it up, and several processes may take it up at
once: they share the providers, and the first to be done switches. The version that is replaced is
kept until `drop_old`.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import asyncpg

from projections.runner.claim import Unit
from projections.runner.comparison import Comparison, compare
from projections.runner.declaration import Projection
from projections.runner.patience import brief, patient
from projections.runner.providers import providers
from projections.runner.statement import Connection
from projections.runner.step import Step, fold_all, fold_all_ahead
from projections.runner.tables import create_indexes
from projections.runner.versions import Status, Version, alone, begin, known, promote, with_status

SWITCH_ATTEMPTS: Final = 60
SWITCH_PAUSE_SECONDS: Final = 0.5
SHARING_SECONDS: Final = 0.2

READS_AHEAD_FROM: Final = 4
"""Connections a pool must have, so that reading ahead leaves some for everything else."""

# Two processes that come to the indexes at the same time would make them twice.
_ONE_AT_A_TIME: Final = """
    SELECT pg_advisory_xact_lock(hashtextextended('heed.projection.indexes.' || $1, 0))
"""

_LAGGING: Final = """
    SELECT live.tenant_id
      FROM heed.projection_checkpoint AS live
      JOIN heed.projection AS shown USING (name, version)
 LEFT JOIN heed.projection_checkpoint AS own
        ON own.tenant_id = live.tenant_id
       AND own.name = live.name
       AND own.version = $2
     WHERE live.name = $1
       AND shown.status = 'live'
       AND live.position > COALESCE(own.position, 0)
"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """`version` is live now. `compared` says, table by table, how it met the one before."""

    version: int
    compared: Sequence[Comparison]


async def rebuild(
    pool: asyncpg.Pool, projection: Projection, *, at_once: int = 2
) -> Rebuilt | None:
    """Build, compare and switch. None: another process has switched meanwhile.

    `at_once` providers are folded at a time, with two connections each where the pool has enough.
    """
    async with pool.acquire() as connection:
        version = await begin(connection, projection)
    return await finish(pool, projection, version, at_once=at_once)


async def finish(
    pool: asyncpg.Pool, projection: Projection, version: Version, *, at_once: int = 2
) -> Rebuilt | None:
    """Take a building version to its end. None: another process has switched meanwhile."""
    async with pool.acquire() as connection:
        live = with_status(await known(connection, projection.name), Status.LIVE)
        units = [
            Unit(projection, version.version, provider) for provider in await providers(connection)
        ]
    if live is None:
        return None
    await _fill(pool, units, at_once)
    compared: list[Comparison] = []
    async with pool.acquire() as connection:
        await _index(connection, projection, version.version)
        for unit in units:
            compared += await compare(connection, unit, live.version)
        switched = await _switch(connection, projection, version.version)
    return Rebuilt(version.version, compared) if switched else None


async def _fill(pool: asyncpg.Pool, units: Sequence[Unit], at_once: int) -> None:
    governor = asyncio.Semaphore(max(1, min(at_once, pool.get_max_size() // 2)))
    async with asyncio.TaskGroup() as group:
        for unit in units:
            group.create_task(_fill_one(pool, unit, governor))


async def _fill_one(pool: asyncpg.Pool, unit: Unit, governor: asyncio.Semaphore) -> None:
    """Come up to the live version; where another process is doing that, wait until it has."""
    while True:
        async with governor, pool.acquire() as connection:
            if await _fold_all(pool, connection, unit) is not None:
                return
            building = with_status(await known(connection, unit.projection.name), Status.BUILDING)
        if building is None or building.version != unit.version:
            return
        await asyncio.sleep(SHARING_SECONDS * random.uniform(0.5, 1.5))  # noqa: S311 - jitter


async def _fold_all(pool: asyncpg.Pool, connection: Connection, unit: Unit) -> Step | None:
    if pool.get_max_size() < READS_AHEAD_FROM:
        return await fold_all(connection, unit)
    async with pool.acquire() as other:
        return await fold_all_ahead(connection, other, unit)


async def _index(connection: Connection, projection: Projection, version: int) -> None:
    async with connection.transaction():
        await patient(connection)
        await connection.execute(_ONE_AT_A_TIME, projection.name)
        await create_indexes(connection, projection, version)


async def _switch(connection: Connection, projection: Projection, version: int) -> bool:
    for _ in range(SWITCH_ATTEMPTS):
        try:
            return await _switch_once(connection, projection, version)
        except (asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError):
            await asyncio.sleep(SWITCH_PAUSE_SECONDS * random.uniform(0.5, 1.5))  # noqa: S311 - jitter
    raise TimeoutError(f"{projection.name}: readers never let the view go for a moment.")


async def _switch_once(connection: Connection, projection: Projection, version: int) -> bool:
    """What the live version folded since it was compared is folded here, then readers change.

    Where it would have to wait for a long read, it lets others pass and is tried again.
    """
    async with connection.transaction():
        await brief(connection)
        await alone(connection, projection.name)
        building = with_status(await known(connection, projection.name), Status.BUILDING)
        if building is None or building.version != version:
            return False
        for row in await connection.fetch(_LAGGING, projection.name, version):
            await fold_all(connection, Unit(projection, version, row["tenant_id"]))
        await promote(connection, projection, version)
        return True
