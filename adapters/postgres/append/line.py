"""The writer's line to PostgreSQL: one connection as heed_writer, with its statements prepared.

Plans are made once and are made to look rows up by index: a plan made on empty tables would
otherwise drive joins from the wrong end until the statistics catch up.

PostgreSQL reports success with a mere warning where somebody cancels the wait for a synchronous
standby; on this line that warning means that nobody knows whether the append would survive.

Source: PostgreSQL documentation, 20.5 (synchronous replication), 20.7 (planner settings).
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeAlias

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
        "search_path": "heed, pg_catalog",
        "lock_timeout": "2s",
        "statement_timeout": "30s",
        "application_name": "heed writer",
    }
)
_CANCELLED_WAIT = "synchronous replication"
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class Line:
    """Open as long as PostgreSQL is; `doubtful` after a commit that may not survive."""

    def __init__(
        self, connection: Connection, many: "PreparedStatement[Any]", one: "PreparedStatement[Any]"
    ) -> None:
        self._connection = connection
        self._many = many
        self._one = one
        self.doubtful = False
        connection.add_log_listener(self._heard)

    def _heard(self, _: Any, message: Any) -> None:
        if _CANCELLED_WAIT in str(message.message):
            self.doubtful = True

    def is_open(self) -> bool:
        return not self._connection.is_closed()

    def cut(self) -> None:
        """At once, without asking the server."""
        self._connection.terminate()

    async def send(self, appends: Sequence[Append]) -> list[Outcome]:
        """One call, committed when it returns; one outcome per append, in order."""
        if len(appends) == 1 and (scalars := plain(appends[0])) is not None:
            row = await self._one.fetchrow(*scalars)
            return [outcome(*row)] if row is not None else []
        row = await self._many.fetchrow(*many(appends))
        if row is None:
            return []
        columns = [[None] * len(appends) if column is None else column for column in row]
        width = len(appends)
        filled = [[*column, *[None] * (width - len(column))] for column in columns]
        return [outcome(*each) for each in zip(*filled, strict=True)]


def outcome(
    code: int, status: Any, stream: Any, version: Any, last: Any, events: Any, at: Any
) -> Outcome:
    """One answer of the append functions."""
    if code in {Code.STORED, Code.REPLAYED}:
        return Outcome(Code(code), Pointer(status, stream, version, last, events), at)
    return Outcome(Code(code))


async def open_line(url: str) -> Line:
    connection: Connection = await asyncpg.connect(
        plain_url(url), server_settings=dict(SESSION), timeout=10
    )
    many_statement = await connection.prepare(MANY)
    one_statement = await connection.prepare(ONE)
    return Line(connection, many_statement, one_statement)
