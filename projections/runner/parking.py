"""Events that could not be folded, kept where they can be seen, and folded later.

A poison event parks itself and every later event of its stream in that projection; all other
streams go on. Nothing is skipped: the positions stay here, with the reason, until a replay after
the fix has folded them in their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from projections.runner import picking
from projections.runner.claim import Unit, claim
from projections.runner.declaration import Projection
from projections.runner.deltas import Refused, fold, reason
from projections.runner.patience import patient
from projections.runner.providers import providers
from projections.runner.statement import Connection
from projections.runner.versions import Status, known, with_status
from projections.runner.writing import REFUSALS, write

_PARK: Final = """
    INSERT INTO heed.projection_parked
           (tenant_id, name, version, position, stream_id, error, attempts, first_failed_at)
    SELECT $1, $2, $3, said.position, said.stream_id, said.error, 1, now()
      FROM unnest($4::bigint[], $5::uuid[], $6::text[]) AS said (position, stream_id, error)
"""

_STREAMS: Final = """
    SELECT stream_id
      FROM heed.projection_parked
     WHERE tenant_id = $1
       AND name = $2
       AND version = $3
  GROUP BY stream_id
  ORDER BY min(position)
"""

_POSITIONS: Final = """
    SELECT position
      FROM heed.projection_parked
     WHERE tenant_id = $1
       AND name = $2
       AND version = $3
       AND stream_id = $4
  ORDER BY position
"""

_RELEASE: Final = """
    DELETE FROM heed.projection_parked
     WHERE tenant_id = $1
       AND name = $2
       AND version = $3
       AND position = ANY ($4)
"""

_STILL: Final = """
    UPDATE heed.projection_parked
       SET attempts = attempts + 1, error = $5
     WHERE tenant_id = $1
       AND name = $2
       AND version = $3
       AND position = $4
"""


@dataclass(frozen=True, slots=True)
class Replayed:
    """Events that were folded now, and events that stay parked."""

    folded: int
    parked: int


def _key(unit: Unit) -> tuple[UUID, str, int]:
    return unit.provider, unit.projection.name, unit.version


async def parked_streams(connection: Connection, unit: Unit) -> list[UUID]:
    """The stream whose trouble is oldest comes first."""
    rows = await connection.fetch(_STREAMS, *_key(unit))
    return [row["stream_id"] for row in rows]


async def park(connection: Connection, unit: Unit, refused: Sequence[Refused]) -> None:
    if refused:
        columns = [list(column) for column in zip(*refused, strict=True)]
        await connection.execute(_PARK, *_key(unit), *columns)


async def replay_parked(connection: Connection, unit: Unit) -> Replayed:
    """Fold what is parked, stream by stream, each in a transaction of its own."""
    async with connection.transaction():
        await patient(connection)
        await claim(connection, unit, wait=True)
        streams = await parked_streams(connection, unit)
    folded = parked = 0
    for stream in streams:
        done, left = await _replay_stream(connection, unit, stream)
        folded, parked = folded + done, parked + left
    return Replayed(folded, parked)


async def replay_everywhere(connection: Connection, projection: Projection) -> Replayed:
    """The same for every provider, in the version that readers see. As heed_projector."""
    live = with_status(await known(connection, projection.name), Status.LIVE)
    if live is None:
        return Replayed(0, 0)
    folded = parked = 0
    for provider in await providers(connection):
        done = await replay_parked(connection, Unit(projection, live.version, provider))
        folded, parked = folded + done.folded, parked + done.parked
    return Replayed(folded, parked)


async def _replay_stream(connection: Connection, unit: Unit, stream: UUID) -> tuple[int, int]:
    async with connection.transaction():
        await patient(connection)
        if await claim(connection, unit, wait=True) is None:
            return 0, 0
        rows = await connection.fetch(_POSITIONS, *_key(unit), stream)
        positions = [row["position"] for row in rows]
        refused = await _fold_again(connection, unit, stream, positions)
        if refused:
            await connection.execute(_STILL, *_key(unit), refused[0].position, refused[0].error)
        left = {each.position for each in refused}
        folded = [position for position in positions if position not in left]
        await connection.execute(_RELEASE, *_key(unit), folded)
        return len(folded), len(left)


async def _fold_again(
    connection: Connection, unit: Unit, stream: UUID, positions: Sequence[int]
) -> Sequence[Refused]:
    """What is refused again; where PostgreSQL refuses the rows, that is the whole stream."""
    try:
        async with connection.transaction():
            events = await picking.at(connection, unit.projection, unit.provider, positions)
            deltas = fold(unit.projection, events)
            await write(connection, unit, deltas)
            return deltas.refused
    except REFUSALS as error:
        return [Refused(position, stream, reason(error)) for position in positions]
