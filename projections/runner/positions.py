"""Read your own writes: wait until views reflect a position of the log.

Whoever has written is told the position of what they wrote; a read that names it waits here until
every view it uses has come that far, for as long as the caller allows. One connection per process
listens for the projector's hint; without it, looking every quarter of a second is enough.
"""

import asyncio
from collections.abc import Sequence
from typing import Final, NoReturn
from uuid import UUID

import asyncpg

from projections.runner.wakeup import Connect, Wakeup, hinted

CHANNEL: Final = "heed_projection"

_NAME_PROVIDER: Final = "SELECT set_config('heed.tenant', $1, true)"

_REACHED: Final = """
    SELECT count(*) = cardinality($2::text[])
      FROM heed.projection_checkpoint AS own
      JOIN heed.projection AS projection USING (name, version)
     WHERE own.tenant_id = $1
       AND own.name = ANY ($2)
       AND own.position >= $3
       AND projection.status = 'live'
"""


class Positions:
    """`pool` and `connect` are of the role heed_app."""

    def __init__(self, pool: asyncpg.Pool, connect: Connect, *, poll_seconds: float = 0.25) -> None:
        self._pool = pool
        self._poll_seconds = poll_seconds
        self._wakeup = Wakeup(connect, CHANNEL)

    async def listen(self) -> NoReturn:
        """Until cancelled, in a task of the application's lifespan."""
        await self._wakeup.listen()

    async def reached(
        self, provider: UUID, names: Sequence[str], position: int, timeout_seconds: float
    ) -> bool:
        """Whether every named projection shows `position` or more, within that time."""
        try:
            async with asyncio.timeout(timeout_seconds):
                await self._wait(provider, sorted(set(names)), position)
        except TimeoutError:
            return False
        return True

    async def _wait(self, provider: UUID, names: Sequence[str], position: int) -> None:
        while True:
            hint = self._wakeup.hint
            if await self._look(provider, names, position):
                return
            await hinted(hint, self._poll_seconds)

    async def _look(self, provider: UUID, names: Sequence[str], position: int) -> bool:
        async with self._pool.acquire() as connection, connection.transaction(readonly=True):
            await connection.execute(_NAME_PROVIDER, str(provider))
            reached: bool = await connection.fetchval(_REACHED, provider, names, position)
            return reached
