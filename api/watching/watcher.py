"""The watcher: looks at every provider whose log has moved, until it is told to stop.

Woken by the hint that views give when they have moved, and by itself once a second. A provider is
looked at again when its log has come further than the last look, and when a new day of London is a
few minutes old, since what is due, late or over changes with the day. Nothing of this is remembered
but in memory: a watcher that begins anew looks at everybody once more, which records nothing twice.
Any number of watchers may run.

This is the runner's loop: what goes wrong for one provider is logged and tried again a little
later, and the others go on.
"""

import asyncio
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, NoReturn
from uuid import UUID

import asyncpg

from api.watching.looks import Behind, Looks
from api.watching.settled import settled_day
from projections.runner.positions import CHANNEL
from projections.runner.wakeup import Connect, Wakeup, hinted

_HEADS: Final = "SELECT tenant_id, position FROM heed.tenant_head ORDER BY random()"

log = logging.getLogger("heed.watching")


@dataclass(frozen=True, slots=True)
class Pace:
    """`at_once`: how many providers are looked at together. `rest_seconds`: between two rounds, so
    that what is told in one breath is looked at once.
    """

    at_once: int = 2
    poll_seconds: float = 1.0
    rest_seconds: float = 0.25


class Seen(NamedTuple):
    """What the last look was at."""

    position: int
    day: date


class Watcher:
    """`pool` and `connect` are of the role heed_projector, which knows of every provider."""

    def __init__(
        self, looks: Looks, pool: asyncpg.Pool, connect: Connect, pace: Pace | None = None
    ) -> None:
        self._looks = looks
        self._pool = pool
        self._pace = pace or Pace()
        self._wakeup = Wakeup(connect, CHANNEL)
        self._seen: dict[UUID, Seen] = {}

    async def run(self) -> NoReturn:
        """Until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._wakeup.listen())
            group.create_task(self._follow())
        raise AssertionError("Following and listening never end.")

    async def _follow(self) -> NoReturn:
        while True:
            hint = self._wakeup.hint
            if await self._round():
                await asyncio.sleep(self._pace.rest_seconds)
            else:
                await hinted(hint, self._pause())

    def _pause(self) -> float:
        return self._pace.poll_seconds * random.uniform(0.8, 1.2)  # noqa: S311 - jitter

    async def _round(self) -> bool:
        """Whether anybody was looked at to the end."""
        try:
            moved = await self._moved()
        except Exception:  # the runner's loop: recorded, and tried again
            log.exception("watching: cannot tell whose log has moved")
            return False
        governor = asyncio.Semaphore(self._pace.at_once)
        looked = (self._look(governor, provider, now) for provider, now in moved.items())
        return any(await asyncio.gather(*looked))

    async def _moved(self) -> Mapping[UUID, Seen]:
        """Whose log or day is not what it was at the last look."""
        today = settled_day(self._looks.heed.clock())
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_HEADS)
        heads = {row["tenant_id"]: Seen(row["position"], today) for row in rows}
        return {one: now for one, now in heads.items() if now.position and self._is_new(one, now)}

    def _is_new(self, provider: UUID, now: Seen) -> bool:
        return self._seen.get(provider) != now

    async def _look(self, governor: asyncio.Semaphore, provider: UUID, now: Seen) -> bool:
        try:
            async with governor:
                complete = await self._looks.look(provider, now.position)
        except Behind:
            log.info("watching: the views of %s are behind", provider)
            return False
        except Exception:  # the runner's loop: recorded, and tried again; others go on
            log.exception("watching failed for %s", provider)
            return False
        if complete:
            self._seen[provider] = now
        return complete
