"""Reading ahead: while PostgreSQL writes one batch, the next is already read and folded.

Only a rebuild does this, on a second connection. The log never changes and a fold is pure, so what
was read early is what would have been read; where it cannot be used, the batch is read in its own
transaction as usual, and where a stream is parked, folded anew.
"""

import asyncio
from collections.abc import Sequence
from typing import Final, NamedTuple

import asyncpg

from projections.runner import picking
from projections.runner.claim import Unit
from projections.runner.declaration import Event
from projections.runner.deltas import Deltas, fold
from projections.runner.statement import Connection

_NAME_PROVIDER: Final = "SELECT set_config('heed.tenant', $1, true)"


class Batch(NamedTuple):
    """`deltas` hold only where no stream is parked."""

    events: Sequence[Event]
    deltas: Deltas


class _Reading(NamedTuple):
    after: int
    until: int
    task: asyncio.Task[Batch | None]


class Ahead:
    """Reads on `connection` in tasks of `group`, at most `size` positions beyond the present."""

    def __init__(
        self, group: asyncio.TaskGroup, connection: Connection, unit: Unit, size: int
    ) -> None:
        self._group = group
        self._connection = connection
        self._unit = unit
        self._size = size
        self._reading: _Reading | None = None

    async def between(self, after: int, until: int, end: int) -> Batch | None:
        """What was read ahead of after+1..until, None if nothing; goes on reading towards `end`."""
        reading, self._reading = self._reading, None
        batch = None if reading is None else await reading.task
        if until < end:
            following = min(until + self._size, end)
            task = self._group.create_task(self._read(until, following))
            self._reading = _Reading(until, following, task)
        fits = reading is not None and (reading.after, reading.until) == (after, until)
        return batch if fits else None

    async def _read(self, after: int, until: int) -> Batch | None:
        """None where PostgreSQL refuses: the batch itself will find out why."""
        projection, provider = self._unit.projection, self._unit.provider
        try:
            async with self._connection.transaction(readonly=True):
                await self._connection.execute(_NAME_PROVIDER, str(provider))
                events = await picking.between(self._connection, projection, provider, after, until)
        except asyncpg.PostgresError:
            return None
        return Batch(events, fold(projection, events))
