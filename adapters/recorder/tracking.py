"""How far a program has come with another application's events, kept with what it made of them.

Events and tracking commit together or not at all: one statement, under the lock on the provider's
head that every append takes, so that the order of positions is what it is without tracking. A
position that was tracked before is refused, and the events with it.

These appends do not pass through the batcher, which knows nothing of tracking: each is a commit of
its own. Nothing is sent twice; whoever hears that nobody knows may send the same append again.

Source: `adapters/postgres/append` (the append), `0008_tracking.sql`.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, Final
from uuid import UUID

import asyncpg
from eventsourcing.persistence import Tracking

from adapters.coherent import must_be_coherent
from adapters.postgres.append.columns import MANY, many
from adapters.postgres.append.line import ANSWER_SECONDS, CONNECT_SECONDS, SESSION, outcome
from adapters.postgres.reading import Connection, Pool
from adapters.postgres.trouble import FAILURES, Trouble, trouble
from adapters.postgres.url import plain_url
from domain.log import Append, Outcome, Overloaded, Unsure

_TRACK: Final = "SELECT heed.track($1, $2, $3)"
_APPEND: Final = f"""
    SELECT stored.*, CASE WHEN stored.code[1] = 0 THEN heed.track($48, $49, $50) END
      FROM ({MANY}) AS stored
"""  # noqa: S608 - constants only
"""A repeat of what was stored tracks nothing: it did the first time."""

_LINES: Final = 2


class TrackedAppends:
    """`pool` is of heed_writer: see `open_writers`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def append(self, append: Append, tracking: Tracking) -> Outcome:
        """As `domain.log.Log.append`; a unique violation where the position was tracked before."""
        must_be_coherent(append)
        tracked = (append.provider, tracking.application_name, tracking.notification_id)
        async with self._line() as line:
            *columns, _ = await _row(line, _APPEND, *many([append]), *tracked)
        return outcome(*(column[0] for column in columns))

    async def track(self, provider: UUID, tracking: Tracking) -> None:
        """Without events. A unique violation where the position was tracked before."""
        async with self._line() as line:
            await _row(line, _TRACK, provider, tracking.application_name, tracking.notification_id)

    @asynccontextmanager
    async def _line(self) -> AsyncGenerator[Connection]:
        """For one call. Raises Overloaded and Unsure for what is not the call's own fault."""
        try:
            async with self._pool.acquire(timeout=CONNECT_SECONDS) as line, _trusted(line):
                yield line
        except FAILURES as problem:
            match trouble(problem, is_open=True):
                case Trouble.UNFIT:
                    raise
                case Trouble.BROKEN:
                    raise Unsure from problem
                case Trouble.STUCK | Trouble.BUSY | Trouble.AGAIN:
                    raise Overloaded from problem


async def _row(line: Connection, statement: str, *arguments: Any) -> asyncpg.Record:
    [row] = await line.fetch(statement, *arguments, timeout=ANSWER_SECONDS)
    return row


@asynccontextmanager
async def _trusted(line: Connection) -> AsyncGenerator[None]:
    """Raises Unsure where PostgreSQL warned: see `adapters/postgres/append/line.py`."""
    warned = asyncio.Event()

    def heard(_: Any, message: Any) -> None:
        if message.severity_en == "WARNING":
            warned.set()

    line.add_log_listener(heard)
    try:
        yield
    finally:
        line.remove_log_listener(heard)
    if warned.is_set():
        raise Unsure


async def open_writers(url: str) -> Pool:
    """Connections as heed_writer, set as those that append; made when they are needed."""
    return await asyncpg.create_pool(
        plain_url(url),
        min_size=0,
        max_size=_LINES,
        server_settings=dict(SESSION),
        timeout=CONNECT_SECONDS,
        command_timeout=ANSWER_SECONDS,
    )
