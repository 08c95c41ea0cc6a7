"""Group commit: whatever waits when the line is free becomes one round trip and one commit.

No timer: a flush begins when the one before it has returned, so a single caller never waits and
many callers share. An append that conflicts, or an argument that fails, does not spoil its
neighbours: a failed flush is taken apart until the culprit is alone. A line that breaks is opened
again and the flush repeated; the keys make that safe.

Source: DeWitt et al., "Implementation Techniques for Main Memory Database Systems" (group commit).
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import asyncpg

from adapters.postgres.append.line import Line, open_line
from adapters.postgres.append.waiting import Queue, Waiting
from domain.log import Append, Outcome, Unsure

MOST_IN_FLUSH = 256
MOST_WAITING = 4096
TRIES = 5
PAUSE_SECONDS = 0.2
BROKEN = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # what a line that was cut while idle raises
    asyncpg.PostgresError,
)


class Batcher:
    """One per process. Used as `async with batching(url) as batcher`."""

    def __init__(self, url: str, *, most_waiting: int = MOST_WAITING) -> None:
        self._url = url
        self._queue = Queue(most_waiting)
        self._line: Line | None = None
        self.flushes = 0

    def __len__(self) -> int:
        """How many wait."""
        return len(self._queue)

    async def append(self, append: Append) -> Outcome:
        """Answer after commit. Cancelling the caller never cancels a flush."""
        return await self._queue.put(append).answer

    async def served(self) -> None:
        """Return when nobody waits any more."""
        await self._queue.emptied()

    async def serve(self) -> None:
        """Flush for ever; ended by cancellation, which fails whoever still waits."""
        flush: list[Waiting] = []
        try:
            while True:
                await self._queue.filled()
                flush = self._queue.take(MOST_IN_FLUSH)
                if flush:
                    self.flushes += 1
                    await self._flush(flush)
        finally:
            for waiting in flush:
                waiting.fail(Unsure())
            self._queue.drop(Unsure())
            self._hang_up()

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.cut()
            self._line = None

    async def _flush(self, flush: Sequence[Waiting]) -> None:
        try:
            outcomes = await self._sent([waiting.append for waiting in flush])
        except Unsure as unsure:
            for waiting in flush:
                waiting.fail(unsure)
        except (
            asyncpg.PostgresError,
            asyncpg.InterfaceError,
            ValueError,
            OverflowError,
        ) as problem:
            await self._apart(flush, problem)
        else:
            for waiting, outcome in zip(flush, outcomes, strict=True):
                waiting.give(outcome)

    async def _apart(self, flush: Sequence[Waiting], problem: BaseException) -> None:
        """Each provider alone, then each request alone: one culprit spoils nobody else."""
        if len(flush) == 1:
            flush[0].fail(problem)
            return
        groups: dict[object, list[Waiting]] = {}
        for waiting in flush:
            groups.setdefault(waiting.append.provider, []).append(waiting)
        parts = list(groups.values()) if len(groups) > 1 else [[waiting] for waiting in flush]
        for part in parts:
            await self._flush(part)

    async def _sent(self, appends: Sequence[Append]) -> list[Outcome]:
        """Repeated while the line breaks. Raises Unsure when it stays broken, or when PostgreSQL
        itself cannot say whether the commit will last.
        """
        for attempt in range(TRIES):
            try:
                return await self._once(appends)
            except (
                OSError,
                TimeoutError,
                asyncpg.InterfaceError,
                asyncpg.InternalClientError,
                asyncpg.PostgresError,
            ) as broken:
                if self._answered(broken):
                    raise
                self._hang_up()
                await asyncio.sleep(PAUSE_SECONDS * attempt)
        raise Unsure

    def _answered(self, broken: BaseException) -> bool:
        """Whether it was refused for what it is, so that repeating would not help."""
        if isinstance(broken, ValueError):  # asyncpg could not encode an argument
            self._hang_up()
            return True
        there = self._line is not None and self._line.is_open()
        gone = isinstance(
            broken, (asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError)
        )
        return there and isinstance(broken, asyncpg.PostgresError) and not gone

    async def _once(self, appends: Sequence[Append]) -> list[Outcome]:
        if self._line is None or not self._line.is_open():
            self._line = await open_line(self._url)
        outcomes = await self._line.send(appends)
        if self._line.doubtful:
            self._hang_up()
            raise Unsure
        return outcomes


@asynccontextmanager
async def batching(url: str, *, most_waiting: int = MOST_WAITING) -> AsyncIterator[Batcher]:
    """A batcher that serves until the block ends; whoever waits is served first."""
    batcher = Batcher(url, most_waiting=most_waiting)
    async with asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(batcher.serve())
        try:
            yield batcher
        finally:
            await batcher.served()
            serving.cancel()
