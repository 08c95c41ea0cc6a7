"""The writer's line to PostgreSQL: one connection as heed_writer, with its statements prepared.

Plans are made once and are made to look rows up by index: a plan made on empty tables would
otherwise drive joins from the wrong end until the statistics catch up.

PostgreSQL reports success with a mere warning where somebody cancels the wait for a synchronous
standby. An append warns of nothing else, and messages may be in any language: a warning on this
line means that nobody knows whether the append would survive.

Source: PostgreSQL documentation, 20.5 (synchronous replication), 20.7 (planner settings).
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
from asyncpg.prepared_stmt import PreparedStatement

from adapters.postgres.append.columns import MANY, ONE, many, plain
from adapters.postgres.url import plain_url
from domain.log import Append, Code, Outcome, Pointer

SESSION: Mapping[str, str] = MappingProxyType(
    {
        "plan_cache_mode": "force_generic_plan",
        "enable_seqscan": "off",
        "enable_bitmapscan": "off",
        "enable_hashjoin": "off",
        "enable_mergejoin": "off",
        "jit": "off",
        # What the append sees after its lock must be newer than the lock.
        "default_transaction_isolation": "read committed",
        # Projections make objects in the schema heed: none of them may pass for a built-in one.
        "search_path": "pg_catalog, pg_temp",
        "lock_timeout": "2s",
        "statement_timeout": "10s",
        "application_name": "heed writer",
    }
)
ANSWER_SECONDS = 15.0
"""Longer than `statement_timeout`, which ends where the commit begins."""
CONNECT_SECONDS = 10.0
NAME = "SELECT set_config('heed.tenants', $1::uuid[]::text, true)"
FREE = """
    SELECT tenant_id
      FROM heed.tenant_head
     WHERE tenant_id = ANY ($1)
       FOR NO KEY UPDATE SKIP LOCKED
"""
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Statement: TypeAlias = "PreparedStatement[asyncpg.Record]"


class Line:
    """Open as long as PostgreSQL is; `doubtful` after a commit that may not survive."""

    def __init__(self, connection: Connection, many: Statement, one: Statement) -> None:
        self._connection = connection
        self._many = many
        self._one = one
        self.doubtful = False
        connection.add_log_listener(self._heard)

    def _heard(self, _: Any, message: Any) -> None:
        if message.severity_en == "WARNING":
            self.doubtful = True

    def is_open(self) -> bool:
        return not self._connection.is_closed()

    def cut(self) -> None:
        """At once, without asking the server."""
        self._connection.terminate()

    async def send(self, appends: Sequence[Append]) -> list[Outcome]:
        """One call, committed when it returns; one outcome per append, in order."""
        if len(appends) == 1 and (scalars := plain(appends[0])) is not None:
            [row] = await self._one.fetch(*scalars, timeout=ANSWER_SECONDS)
            return [outcome(*row)]
        [columns] = await self._many.fetch(*many(appends), timeout=ANSWER_SECONDS)
        return [outcome(*each) for each in zip(*columns, strict=True)]

    async def free(self, providers: Collection[UUID]) -> set[UUID]:
        """Those whose head nobody holds at this moment."""
        asked = sorted(providers)
        async with self._connection.transaction():
            await self._connection.execute(NAME, asked, timeout=ANSWER_SECONDS)
            rows = await self._connection.fetch(FREE, asked, timeout=ANSWER_SECONDS)
        return {row["tenant_id"] for row in rows}


def outcome(
    code: int, status: Any, stream: Any, version: Any, last: Any, events: Any, at: Any
) -> Outcome:
    """One answer of the append functions."""
    if code in {Code.STORED, Code.REPLAYED}:
        return Outcome(Code(code), Pointer(status, stream, version, last, events), at)
    return Outcome(Code(code))


async def open_line(url: str) -> Line:
    connection: Connection = await asyncpg.connect(
        plain_url(url),
        server_settings=dict(SESSION),
        timeout=CONNECT_SECONDS,
        command_timeout=CONNECT_SECONDS,
    )
    try:
        return Line(connection, await connection.prepare(MANY), await connection.prepare(ONE))
    except BaseException:  # a cancelled start as well must not leave it open
        connection.terminate()
        raise
