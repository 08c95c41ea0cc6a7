"""The worker: folds whatever is behind, until it is told to stop.

Woken by the hint that every flush of the log sends, and by itself once a second. Round by round
it asks what is behind and takes one batch of each. Where the code has changed since the live
version was built, it builds the new one beside it and switches to it.

This is the runner's loop: whatever goes wrong is logged and tried again a little later, and
everything else goes on.
"""

import asyncio
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

import asyncpg

from projections.runner.claim import Unit
from projections.runner.declaration import Projection
from projections.runner.discovery import behind
from projections.runner.rebuild import Rebuilt, finish
from projections.runner.step import BATCH, Step, step
from projections.runner.versions import Status, Version, prepare
from projections.runner.wakeup import Connect, Wakeup, hinted

CHANNEL: Final = "heed_log"
UNITS_A_ROUND: Final = 8
"""Enough to keep the connections busy, few enough that the next question comes soon."""

log = logging.getLogger("heed.projections")


@dataclass(frozen=True, slots=True)
class Pace:
    """How hard a worker works. `at_once`: how many live views it folds at a time.

    `rest_seconds` is between two rounds that found little: under load it makes one batch of many
    appends, and what comes after a quiet moment is folded at once.
    """

    batch: int = BATCH
    at_once: int = 3
    poll_seconds: float = 1.0
    rest_seconds: float = 0.003


class Worker:
    """`pool` and `connect` are of the role heed_projector; `connect` is for listening only.

    The pool has at least two connections more than `pace.at_once`: a rebuild uses those.
    """

    def __init__(
        self,
        pool: asyncpg.Pool,
        connect: Connect,
        projections: Sequence[Projection],
        pace: Pace | None = None,
    ) -> None:
        self._pool = pool
        self._projections = projections
        self._pace = pace or Pace()
        self._wakeup = Wakeup(connect, CHANNEL)

    async def run(self) -> NoReturn:
        """Until cancelled. Any number of workers share the work, in one process or in many."""
        building = await self._prepared()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._wakeup.listen())
            group.create_task(self._follow())
            group.create_task(self._rebuild_all(building))
        raise AssertionError("Following and listening never end.")

    async def _prepared(self) -> Sequence[tuple[Projection, Version]]:
        while True:
            try:
                return await self._prepare()
            except Exception:  # the runner's loop: recorded, and tried again
                log.exception("projections: cannot make what they need")
                await asyncio.sleep(self._pause())

    async def _prepare(self) -> Sequence[tuple[Projection, Version]]:
        """Make tables that are not there; begin the rebuilds that changed code needs."""
        async with self._pool.acquire() as connection:
            versions = [(each, await prepare(connection, each)) for each in self._projections]
        return [(each, version) for each, version in versions if version.status is Status.BUILDING]

    async def _follow(self) -> NoReturn:
        while True:
            hint = self._wakeup.hint
            steps = await self._round()
            if not steps:
                await hinted(hint, self._pause())
            elif not any(done.behind for done in steps):
                await asyncio.sleep(self._pace.rest_seconds)

    def _pause(self) -> float:
        return self._pace.poll_seconds * random.uniform(0.8, 1.2)  # noqa: S311 - jitter

    async def _round(self) -> Sequence[Step]:
        """What was done; nothing where there is nothing to do or somebody else is doing it."""
        try:
            async with self._pool.acquire() as connection:
                units = await behind(connection, self._projections, limit=UNITS_A_ROUND)
            governor = asyncio.Semaphore(self._pace.at_once)
            done = await asyncio.gather(*(self._fold(governor, unit) for unit in units))
            return [each for each in done if each is not None]
        except Exception:  # the runner's loop: recorded, and tried again
            log.exception("projections: a round failed")
            return []

    async def _fold(self, governor: asyncio.Semaphore, unit: Unit) -> Step | None:
        try:
            async with governor, self._pool.acquire() as connection:
                return await step(connection, unit, size=self._pace.batch)
        except Exception:  # the runner's loop: recorded, and tried again; others go on
            log.exception("projection %s failed for %s", unit.projection.name, unit.provider)
            return None

    async def _rebuild_all(self, building: Sequence[tuple[Projection, Version]]) -> None:
        """One after the other, so that what is live goes on meanwhile."""
        for projection, version in building:
            await self._rebuild(projection, version)

    async def _rebuild(self, projection: Projection, version: Version) -> None:
        log.info("projection %s: building version %d", projection.name, version.version)
        while True:
            try:
                done = await finish(self._pool, projection, version, at_once=1)
            except Exception:  # the runner's loop: recorded, and tried again
                log.exception("projection %s: rebuild interrupted", projection.name)
                await asyncio.sleep(self._pause())
            else:
                return _report(projection, done)


def _report(projection: Projection, done: Rebuilt | None) -> None:
    if done is not None:
        different = sum(not each.same for each in done.compared)
        log.info(
            "projection %s: version %d is live; %d of %d tables differ from the one before",
            projection.name,
            done.version,
            different,
            len(done.compared),
        )
