"""Reading the log as the library does: a stream by its versions, the whole by positions.

One provider, as heed_app. What was disposed of at the end of its retention is not there any more,
and its position is passed over.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

import asyncpg
from eventsourcing.persistence import Notification, ProgrammingError, StoredEvent

from adapters.postgres.log import HEAD
from adapters.postgres.reading import Pool, for_provider
from adapters.recorder.state import FROM_0, first_of, state_of

_STREAM: Final = """
    SELECT version, type, facts::text AS facts
      FROM heed.event
     WHERE tenant_id = $1 AND stream_id = $2 AND version > $3 AND version <= $4
       AND facts IS NOT NULL
"""
_FORWARDS: Final = f"{_STREAM} ORDER BY version LIMIT $5"
_BACKWARDS: Final = f"{_STREAM} ORDER BY version DESC LIMIT $5"
_PAGE: Final = """
    SELECT position, stream_id, version, type, facts::text AS facts
      FROM heed.event
     WHERE tenant_id = $1 AND position >= $2 AND position <= $3
       AND ($4::text[] IS NULL OR type = ANY ($4)) AND facts IS NOT NULL
  ORDER BY position
     LIMIT $5
"""
_FIRSTS: Final = """
    SELECT DISTINCT ON (stream_id) stream_id, facts::text LIKE $3 AS from_0
      FROM heed.event
     WHERE tenant_id = $1 AND stream_id = ANY ($2) AND facts IS NOT NULL
  ORDER BY stream_id, version DESC
"""
_TRACKED: Final = "SELECT position FROM heed.tracking WHERE tenant_id = $1 AND application = $2"
_NEWEST: Final = (1 << 31) - 1
_LAST: Final = (1 << 63) - 1


class Reading:
    """What is asked of one provider's log."""

    def __init__(self, pool: Pool, provider: UUID) -> None:
        self._pool = pool
        self._provider = provider

    async def stream(
        self, stream: UUID, gt: int | None, lte: int | None, *, desc: bool, limit: int | None
    ) -> list[StoredEvent]:
        """By the library's versions, which lie at the log's or one below: one row too many is
        asked for, as only the rows themselves tell which.
        """
        above = -1 if gt is None else gt
        upto = _NEWEST - 1 if lte is None else min(lte, _NEWEST - 1)
        most = None if limit is None else limit + 1
        statement = _BACKWARDS if desc else _FORWARDS
        async with for_provider(self._pool, self._provider) as connection:
            rows = await connection.fetch(statement, self._provider, stream, above, upto + 1, most)
        events = [
            StoredEvent(stream, _version(row), row["type"], state_of(row["facts"])) for row in rows
        ]
        return [event for event in events if above < event.originator_version <= upto][:limit]

    async def page(
        self, first: int, last: int | None, topics: Sequence[str], limit: int
    ) -> list[Notification]:
        """Positions `first` to `last`, both included; no topics means every one."""
        upto = _LAST if last is None else last
        among = list(topics) or None
        async with for_provider(self._pool, self._provider) as connection:
            rows = await connection.fetch(_PAGE, self._provider, first, upto, among, limit)
        return [_notification(row) for row in rows]

    async def head(self) -> int:
        """The last position, 0 for an empty log."""
        async with for_provider(self._pool, self._provider) as connection:
            position: int | None = await connection.fetchval(HEAD, self._provider)
        if position is None:
            raise ProgrammingError("No such provider.")
        return position

    async def firsts(self, streams: Sequence[UUID]) -> Mapping[UUID, int]:
        """The version that each stream began at; unknown ones are left out."""
        async with for_provider(self._pool, self._provider) as connection:
            rows = await connection.fetch(_FIRSTS, self._provider, streams, FROM_0)
        return {row["stream_id"]: 0 if row["from_0"] else 1 for row in rows}

    async def tracked(self, application: str) -> int | None:
        async with for_provider(self._pool, self._provider) as connection:
            position: int | None = await connection.fetchval(_TRACKED, self._provider, application)
        return position


def _version(row: asyncpg.Record) -> int:
    """As the library counts."""
    version: int = row["version"] - 1 + first_of(row["facts"])
    return version


def _notification(row: asyncpg.Record) -> Notification:
    return Notification(
        originator_id=row["stream_id"],
        originator_version=_version(row),
        topic=row["type"],
        state=state_of(row["facts"]),
        id=row["position"],
    )
