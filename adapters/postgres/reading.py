"""Reading as heed_app: one short transaction that names its provider, read only.

The provider is set for the transaction and nowhere else, so nothing of it is left on a pooled
connection; where it is not set, row security shows no rows at all.

Source: PostgreSQL documentation, 5.9 (row security policies).
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias
from uuid import UUID

import asyncpg

from adapters.postgres.url import plain_url
from domain.log import Recorded, SealedRef

Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
Connection: TypeAlias = "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"

FOR_PROVIDER = "SELECT set_config('heed.tenant', $1, true)"
EVENT = """
    SELECT tenant_id, position, stream_id, version, event_id, type, actor, recorded_at, salt,
           facts::text AS facts, sealed::text AS sealed
      FROM heed.event
"""
NOTHING_SEALED = "[]"


@asynccontextmanager
async def for_provider(
    pool: Pool, provider: UUID, *, readonly: bool = True
) -> AsyncIterator[Connection]:
    """A connection whose transaction sees this provider and no other."""
    async with pool.acquire() as connection, connection.transaction(readonly=readonly):
        await connection.execute(FOR_PROVIDER, str(provider))
        yield connection


def sealed_refs(text: str) -> tuple[SealedRef, ...]:
    if text == NOTHING_SEALED:
        return ()
    return tuple(
        SealedRef(UUID(body["id"]), body["class"], bytes.fromhex(body["sha256"]))
        for body in json.loads(text)
    )


def recorded(row: asyncpg.Record) -> Recorded:
    """One row of the log."""
    return Recorded(
        provider=row["tenant_id"],
        position=row["position"],
        stream=row["stream_id"],
        version=row["version"],
        id=row["event_id"],
        type=row["type"],
        actor=row["actor"],
        recorded_at=row["recorded_at"],
        salt=row["salt"],
        facts=row["facts"],
        sealed=sealed_refs(row["sealed"]),
    )


async def open_pool(url: str, *, size: int = 8, name: str = "heed app") -> Pool:
    """At most `size` connections; each is checked by PostgreSQL's own timeouts."""
    settings = {
        "application_name": name,
        "statement_timeout": "10s",
        "lock_timeout": "2s",
        "idle_in_transaction_session_timeout": "10s",
        "jit": "off",
    }
    return await asyncpg.create_pool(
        plain_url(url), min_size=1, max_size=size, server_settings=settings, timeout=10
    )
