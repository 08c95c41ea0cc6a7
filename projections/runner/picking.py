"""Read events as a projection needs them: only its types, and of their facts only its paths.

PostgreSQL parses each event's facts once, and not at all where nothing is picked from that type,
and hands over the picked members as text. Whole payloads never travel, which is faster and keeps a
projection from seeing more than it declared. Events whose facts were disposed of are not read:
they fold as nothing.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from uuid import UUID

from projections.runner import histories
from projections.runner.declaration import Event, Projection
from projections.runner.statement import Connection, Statement

# OFFSET 0 keeps the sub-select apart, so that the cast happens once per event, not once per path.
_RANGE: Final = Statement("""
    SELECT position, stream_id, version, type, recorded_at @picks
      FROM (SELECT position, stream_id, version, type, recorded_at,
                   CASE WHEN type = ANY ($3) THEN facts::jsonb END AS facts
              FROM heed.event
             WHERE tenant_id = $1
               AND type = ANY ($2)
               AND facts IS NOT NULL
               AND position > $4
               AND position <= $5
          ORDER BY position
            OFFSET 0) AS event
  ORDER BY position
""")

_CHOSEN: Final = Statement("""
    SELECT position, stream_id, version, type, recorded_at @picks
      FROM (SELECT position, stream_id, version, type, recorded_at,
                   CASE WHEN type = ANY ($3) THEN facts::jsonb END AS facts
              FROM heed.event
             WHERE tenant_id = $1
               AND type = ANY ($2)
               AND facts IS NOT NULL
               AND position = ANY ($4)
            OFFSET 0) AS event
  ORDER BY position
""")

_STREAM: Final = """
    SELECT stream_id
      FROM heed.event
     WHERE tenant_id = $1
       AND position = $2
"""


@lru_cache
def _reading(statement: Statement, projection: Projection) -> tuple[str, list[str], list[str]]:
    """The statement with its picks, all types that are read, and those that are picked from."""
    picks = "".join(f', facts{_operators(path)} AS "{path}"' for path in projection.paths)
    picked = [each.type for each in projection.reads if each.paths]
    return statement.substitute(picks=picks), projection.types, picked


def _operators(path: str) -> str:
    """`first_noticed.at` is `-> 'first_noticed' ->> 'at'`."""
    *outer, last = path.split(".")
    return "".join(f" -> '{name}'" for name in outer) + f" ->> '{last}'"


async def between(
    connection: Connection, projection: Projection, provider: UUID, after: int, until: int
) -> Sequence[Event]:
    """What the projection reads of positions after+1..until, in order."""
    if projection.whole:
        return await histories.between(connection, projection, provider, after, until)
    statement, types, picked = _reading(_RANGE, projection)
    return await connection.fetch(statement, provider, types, picked, after, until)


async def at(
    connection: Connection, projection: Projection, provider: UUID, positions: Sequence[int]
) -> Sequence[Event]:
    """The events at these positions, in order."""
    if projection.whole:
        return await histories.at(connection, projection, provider, positions)
    statement, types, picked = _reading(_CHOSEN, projection)
    return await connection.fetch(statement, provider, types, picked, positions)


async def stream_at(connection: Connection, provider: UUID, position: int) -> UUID:
    """Whose event stands at `position`; its facts are not looked at."""
    stream: UUID = await connection.fetchval(_STREAM, provider, position)
    return stream
