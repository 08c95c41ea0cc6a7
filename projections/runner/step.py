"""One batch of one projection for one provider, in one transaction: exactly once.

Claim the checkpoint, read, fold, write, park what could not be folded, move the checkpoint. A
crash anywhere takes all of it back. The checkpoint moves over events that the projection ignores
as well, so whoever waits for a position is never left waiting by an event that means nothing here.

The same function folds one event a moment after it was appended and thousands in a rebuild.
"""

import asyncio
from typing import Final, NamedTuple

from projections.runner import picking
from projections.runner.ahead import Ahead
from projections.runner.claim import Claim, Unit, claim, move
from projections.runner.deltas import Deltas, Refused, fold, reason
from projections.runner.parking import park, parked_streams
from projections.runner.statement import Connection
from projections.runner.writing import REFUSALS, write

BATCH: Final = 2_000
"""Large enough to be quick, small enough not to hold up a process that answers requests."""


class Step(NamedTuple):
    """The checkpoint now, and how far it may still go at once."""

    position: int
    until: int

    @property
    def behind(self) -> int:
        return self.until - self.position


async def step(
    connection: Connection, unit: Unit, *, size: int = BATCH, ahead: Ahead | None = None
) -> Step | None:
    """Fold at most `size` positions. None: another worker is at it, or nobody here may.

    Where PostgreSQL refuses what a batch would write, the batch is taken again in halves until
    the one event is found, and that one is parked.
    """
    try:
        return await _step(connection, unit, size, ahead)
    except REFUSALS as error:
        if size == 1:
            return await _park_next(connection, unit, reason(error))
        return await step(connection, unit, size=size // 2, ahead=ahead)


async def _step(connection: Connection, unit: Unit, size: int, ahead: Ahead | None) -> Step | None:
    async with connection.transaction():
        held = await claim(connection, unit)
        if held is None:
            return None
        until = min(held.position + size, held.until)
        if until > held.position:
            deltas = await _folded(connection, unit, held, until, ahead)
            await write(connection, unit, deltas)
            await park(connection, unit, deltas.refused)
            await move(connection, unit, until)
        return Step(until, held.until)


async def _folded(
    connection: Connection, unit: Unit, held: Claim, until: int, ahead: Ahead | None
) -> Deltas:
    after = held.position
    batch = None if ahead is None else await ahead.between(after, until, held.until)
    if batch is None:
        events = await picking.between(connection, unit.projection, unit.provider, after, until)
    else:
        events = batch.events
    parked = await parked_streams(connection, unit) if events else ()
    if batch is None or parked:
        return fold(unit.projection, events, parked=parked)
    return batch.deltas


async def _park_next(connection: Connection, unit: Unit, error: str) -> Step | None:
    async with connection.transaction():
        held = await claim(connection, unit)
        if held is None:
            return None
        position = held.position + 1
        stream = await picking.stream_at(connection, unit.provider, position)
        await park(connection, unit, [Refused(position, stream, error)])
        await move(connection, unit, position)
        return Step(position, held.until)


async def fold_all(connection: Connection, unit: Unit, *, size: int = BATCH) -> Step | None:
    """Step after step until nothing is left to fold. None as for `step`."""
    done = await step(connection, unit, size=size)
    while done is not None and done.behind > 0:
        done = await step(connection, unit, size=size)
    return done


async def fold_all_ahead(
    connection: Connection, other: Connection, unit: Unit, *, size: int = BATCH
) -> Step | None:
    """The same, reading ahead on the `other` connection."""
    async with asyncio.TaskGroup() as group:
        ahead = Ahead(group, other, unit, size)
        done = await step(connection, unit, size=size, ahead=ahead)
        while done is not None and done.behind > 0:
            done = await step(connection, unit, size=size, ahead=ahead)
    return done
