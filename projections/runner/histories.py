"""Whole streams, for projections that derive their rows from everything that a stream says.

Some questions cannot be put together event by event: which duties an incident has is decided by
the domain, from the incident as it stands. Such a projection gets, for each stream that a batch
touches, one event that carries the stream's history up to the end of that batch; what it derives
takes the place of everything that was derived from that stream before.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple
from uuid import UUID

from projections.runner.declaration import Event, Projection
from projections.runner.statement import Connection

HISTORY: Final = "history"

# Each touched stream with the last position at which it is looked at.
_RANGE: Final = """
      WITH touched AS (
    SELECT stream_id, max(position) AS until
      FROM heed.event
     WHERE tenant_id = $1
       AND type = ANY ($2)
       AND facts IS NOT NULL
       AND position > $3
       AND position <= $4
  GROUP BY stream_id)
"""
_CHOSEN: Final = """
      WITH touched AS (
    SELECT stream_id, position AS until
      FROM heed.event
     WHERE tenant_id = $1
       AND type = ANY ($2)
       AND facts IS NOT NULL
       AND position = ANY ($3))
"""
_HISTORIES: Final = """
    SELECT touched.until, event.stream_id, event.position, event.type, event.recorded_at,
           event.facts::text AS facts
      FROM touched
      JOIN heed.event AS event
        ON event.tenant_id = $1
       AND event.stream_id = touched.stream_id
       AND event.position <= touched.until
     WHERE event.type = ANY ($2)
       AND event.facts IS NOT NULL
  ORDER BY touched.until, event.stream_id, event.position
"""


class Said(NamedTuple):
    """One event of a history: its facts are JSON text. `position`: where it stands in the log."""

    type: str
    recorded_at: datetime
    facts: str
    position: int


def _event(until: int, stream: UUID, rows: Sequence[Any]) -> Event:
    said = [Said(row["type"], row["recorded_at"], row["facts"], row["position"]) for row in rows]
    last = said[-1]
    return {
        "position": until,
        "stream_id": stream,
        "type": last.type,
        "recorded_at": last.recorded_at,
        HISTORY: said,
    }


def shortened(event: Event, count: int) -> Event:
    """The same stream as if it had said no more than its first `count` events."""
    same = {name: event[name] for name in ("position", "stream_id", "type", "recorded_at")}
    return {**same, HISTORY: event[HISTORY][:count]}


def _grouped(rows: Iterable[Any]) -> list[Event]:
    by_stream = groupby(rows, key=itemgetter("until", "stream_id"))
    return [_event(until, stream, list(group)) for (until, stream), group in by_stream]


async def between(
    connection: Connection, projection: Projection, provider: UUID, after: int, until: int
) -> Sequence[Event]:
    """One event for each stream touched in positions after+1..until, by its last such position."""
    text = _RANGE + _HISTORIES
    return _grouped(await connection.fetch(text, provider, projection.types, after, until))


async def at(
    connection: Connection, projection: Projection, provider: UUID, positions: Sequence[int]
) -> Sequence[Event]:
    """One event for each of these positions, with its stream's history up to there."""
    text = _CHOSEN + _HISTORIES
    return _grouped(await connection.fetch(text, provider, projection.types, positions))
