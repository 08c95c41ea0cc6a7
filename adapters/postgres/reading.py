"""Reading as heed_app: one short transaction that names its provider, read only.

The provider is set for the transaction and nowhere else, so nothing of it is left on a pooled
connection; where it is not set, row security shows no rows at all.

Source: PostgreSQL documentation, 5.9 (row security policies).
"""

import json
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeAlias
from uuid import UUID

import asyncpg

from adapters.postgres.trouble import FAILURES, Trouble, trouble
from adapters.postgres.url import plain_url
from domain.log import Recorded, SealedRef, Unavailable

Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
Connection: TypeAlias = "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]"

FOR_PROVIDER = "SELECT set_config('heed.tenant', $1, true)"
EVENT = """
    SELECT tenant_id, position, stream_id, version, event_id, type, actor, recorded_at, salt,
           facts::text AS facts, sealed::text AS sealed
      FROM heed.event
"""
NOTHING_SEALED = "[]"
PATIENCE_SECONDS = 10
ANSWER_SECONDS = 15


@contextmanager
def or_unavailable() -> Generator[None]:
    """Raises Unavailable where PostgreSQL is not to be reached, goes away or gives up; what is
    wrong with a statement or an argument flies as it is.
    """
    try:
        yield
    except FAILURES as problem:
        if trouble(problem, is_open=True) is Trouble.UNFIT:
            raise
        raise Unavailable from problem


@asynccontextmanager
async def reachable(pool: Pool) -> AsyncGenerator[Connection]:
    """A connection, or Unavailable."""
    with or_unavailable():
        async with pool.acquire(timeout=PATIENCE_SECONDS) as connection:
            yield connection


@asynccontextmanager
async def for_provider(
    pool: Pool, provider: UUID, *, readonly: bool = True
) -> AsyncGenerator[Connection]:
    """A connection whose transaction sees this provider and no other."""
    async with reachable(pool) as connection, connection.transaction(readonly=readonly):
        await connection.execute(FOR_PROVIDER, str(provider))
        yield connection


@asynccontextmanager
async def at_one_moment(pool: Pool, provider: UUID) -> AsyncGenerator[Connection]:
    """The same, read only, and every statement sees the one state that the first one saw."""
    async with (
        reachable(pool) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
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


async def _as_it_was(_: "asyncpg.Connection[asyncpg.Record]") -> None:
    """Nothing to put right on a connection that comes back: whatever was set was set for one
    transaction, and asyncpg itself has ended that. Its own way would ask the server once more.
    """


async def open_pool(
    url: str, *, size: int = 8, name: str = "heed app", answer_seconds: float | None = None
) -> Pool:
    """At most `size` connections. PostgreSQL itself ends what takes too long; where the line is
    dead, we wait `answer_seconds`. None is for those who tell PostgreSQL to take its time.
    """
    settings = {
        "application_name": name,
        "statement_timeout": "10s",
        "lock_timeout": "2s",
        "idle_in_transaction_session_timeout": "10s",
        "jit": "off",
    }
    return await asyncpg.create_pool(
        plain_url(url),
        min_size=0,  # one that is kept full complains in the log while PostgreSQL is away
        max_size=size,
        server_settings=settings,
        timeout=10,
        command_timeout=answer_seconds,
        reset=_as_it_was,
    )
