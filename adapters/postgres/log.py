"""The log in PostgreSQL: appended through the batcher, read as heed_app.

Source: `domain/log.py` (contract).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from uuid import UUID

from adapters.postgres.append.batcher import Batcher
from adapters.postgres.reading import EVENT, Pool, for_provider, recorded
from adapters.postgres.recalling import Recalling
from domain.log import Append, Code, Key, KnownOrigin, Outcome, Recalled, Recorded

STREAM = f"{EVENT} WHERE tenant_id = $1 AND stream_id = $2 AND version <= $3 ORDER BY version"
STREAMS = f"{EVENT} WHERE tenant_id = $1 AND stream_id = ANY ($2) ORDER BY stream_id, version"
AFTER = f"{EVENT} WHERE tenant_id = $1 AND position > $2 ORDER BY position LIMIT $3"
AT = f"{EVENT} WHERE tenant_id = $1 AND position = $2"
HEAD = "SELECT position FROM heed.tenant_head WHERE tenant_id = $1"
KEY = """
    SELECT request
      FROM heed.idempotency
     WHERE tenant_id = $1 AND integration = $2 AND key = $3
"""
ORIGINS = """
    SELECT ref, stream_id, version, content, members::text AS members
      FROM heed.origin
     WHERE tenant_id = $1 AND source = $2 AND ref = ANY ($3)
"""
ALIASES = "SELECT blind, person FROM heed.alias WHERE tenant_id = $1 AND blind = ANY ($2)"
# Seldom asked, so no index is kept for it at every report.
NAMED = "SELECT DISTINCT person FROM heed.alias WHERE tenant_id = $1 AND person = ANY ($2)"
NEWEST = 2_147_483_647
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
NEVER: Mapping[UUID, int] = MappingProxyType({UUID(int=0): -1})
"""No stream was ever seen like that."""


class PostgresLog:
    """Implements `domain.log.Log`."""

    def __init__(self, pool: Pool, batcher: Batcher) -> None:
        self._pool = pool
        self._batcher = batcher
        self._recalling = Recalling(pool)

    async def append(self, append: Append) -> Outcome:
        return await self._batcher.append(append)

    async def replay(self, provider: UUID, key: Key) -> Outcome | None:
        async with for_provider(self._pool, provider) as connection:
            request = await connection.fetchval(KEY, provider, key.integration, key.key)
        if request is None:
            return None
        if request != key.request:
            return Outcome(Code.KEY_REUSED)
        outcome = await self._batcher.append(touch(provider, key))
        return None if outcome.code is Code.CONFLICT else outcome

    async def load(
        self, provider: UUID, stream: UUID, *, version: int | None = None
    ) -> Sequence[Recorded]:
        upto = NEWEST if version is None else min(version, NEWEST)
        async with for_provider(self._pool, provider) as connection:
            rows = await connection.fetch(STREAM, provider, stream, upto)
        return [recorded(row) for row in rows]

    async def load_many(
        self, provider: UUID, streams: Sequence[UUID]
    ) -> Mapping[UUID, Sequence[Recorded]]:
        async with for_provider(self._pool, provider) as connection:
            rows = await connection.fetch(STREAMS, provider, streams)
        found: dict[UUID, list[Recorded]] = {}
        for row in rows:
            found.setdefault(row["stream_id"], []).append(recorded(row))
        return found

    async def after(self, provider: UUID, position: int, limit: int) -> Sequence[Recorded]:
        async with for_provider(self._pool, provider) as connection:
            rows = await connection.fetch(AFTER, provider, position, limit)
        return [recorded(row) for row in rows]

    async def at(self, provider: UUID, position: int) -> Recorded | None:
        async with for_provider(self._pool, provider) as connection:
            row = await connection.fetchrow(AT, provider, position)
        return None if row is None else recorded(row)

    async def head(self, provider: UUID) -> int:
        async with for_provider(self._pool, provider) as connection:
            position: int | None = await connection.fetchval(HEAD, provider)
        if position is None:
            raise LookupError("No such provider.")
        return position

    async def origins(
        self, provider: UUID, source: str, refs: Sequence[str]
    ) -> Mapping[str, KnownOrigin]:
        async with for_provider(self._pool, provider) as connection:
            rows = await connection.fetch(ORIGINS, provider, source, refs)
        return {
            row["ref"]: KnownOrigin(
                row["stream_id"], row["version"], row["content"], row["members"]
            )
            for row in rows
        }

    async def aliases(self, provider: UUID, blinds: Sequence[bytes]) -> Mapping[bytes, UUID]:
        async with for_provider(self._pool, provider) as connection:
            rows = await connection.fetch(ALIASES, provider, blinds)
        return {row["blind"]: row["person"] for row in rows}

    async def named(self, provider: UUID, persons: Sequence[UUID]) -> frozenset[UUID]:
        async with for_provider(self._pool, provider) as connection:
            rows = await connection.fetch(NAMED, provider, persons)
        return frozenset(row["person"] for row in rows)

    async def recall(
        self, provider: UUID, source: str, ref: str, blinds: Sequence[bytes]
    ) -> Recalled:
        return await self._recalling.recall(provider, source, ref, blinds)


def touch(provider: UUID, key: Key) -> Append:
    """An append that can only be a repeat: it writes that it was one, and nothing else.

    Where the key is gone, as after a failover to a server that never had it, it is a conflict.
    """
    return Append(
        provider=provider,
        key=key,
        status=0,
        answers=UUID(int=0),
        answers_version=0,
        seen=NEVER,
        events=(),
        now=LONG_AGO,
    )
