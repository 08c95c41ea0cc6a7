"""Group commit: whatever waits when the line is free becomes one round trip and one commit.

No timer: a flush begins when the one before it has returned, so a single caller never waits and
many callers share. An append that conflicts, or an argument that fails, does not spoil its
neighbours: a flush that fails is halved until the culprit is alone. A line that breaks is opened
again and the flush repeated; the keys make that safe.

Source: DeWitt et al., "Implementation Techniques for Main Memory Database Systems" (group commit).
"""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg

from adapters.coherent import must_be_coherent
from adapters.postgres.append.line import Line, open_line
from adapters.postgres.append.waiting import Queue, Waiting
from adapters.postgres.trouble import FAILURES, Trouble, trouble
from domain.log import Append, Outcome, Overloaded, Unsure

MOST_IN_FLUSH = 256
MOST_BYTES_IN_FLUSH = 16 << 20
MOST_WAITING = 4096
TRIES = 5
PAUSE_SECONDS = 0.2
GOODBYE_SECONDS = 10.0


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
        must_be_coherent(append)
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
                flush = self._queue.take(MOST_IN_FLUSH, MOST_BYTES_IN_FLUSH)
                if flush:
                    await self._flush(flush)
        finally:
            _fail(flush, Unsure)
            self._queue.close(Overloaded)
            self._hang_up()

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.cut()
            self._line = None

    async def _flush(self, flush: Sequence[Waiting]) -> None:
        """Every request of it is answered when this returns."""
        try:
            outcomes = await self._sent([waiting.append for waiting in flush])
        except (Unsure, Overloaded) as answer:
            _fail(flush, type(answer))
        except asyncpg.LockNotAvailableError:
            providers = list(_by_provider(flush))
            if len(providers) == 1:
                _fail(flush, Overloaded)
            else:
                await self._apart(providers)
        except FAILURES as problem:
            if len(flush) == 1:
                flush[0].fail(problem)
            else:
                half = len(flush) // 2
                await self._apart([flush[:half], flush[half:]])
        else:
            for waiting, outcome in zip(flush, outcomes, strict=True):
                waiting.give(outcome)

    async def _apart(self, parts: Sequence[Sequence[Waiting]]) -> None:
        for part in parts:
            await self._flush(part)

    async def _sent(self, appends: Sequence[Append]) -> list[Outcome]:
        """Repeated while the line breaks; raises what the requests or a held lock are to blame for.

        Unsure: it stayed broken, no answer came in time, or PostgreSQL itself cannot say whether
        the commit will last. Overloaded: PostgreSQL gave up, and wrote nothing.
        """
        for attempt in range(TRIES):
            await asyncio.sleep(_pause(attempt))
            try:
                return await self._once(appends)
            except TimeoutError:
                self._hang_up()
                raise Unsure from None
            except FAILURES as problem:
                is_open = self._line is not None and self._line.is_open()
                match trouble(problem, is_open=is_open):
                    case Trouble.UNFIT | Trouble.STUCK:
                        raise
                    case Trouble.BUSY:
                        raise Overloaded from problem
                    case Trouble.BROKEN:
                        self._hang_up()
                    case Trouble.AGAIN:
                        pass
        raise Unsure

    async def _once(self, appends: Sequence[Append]) -> list[Outcome]:
        if self._line is None or not self._line.is_open():
            self._line = await open_line(self._url)
        self.flushes += 1
        outcomes = await self._line.send(appends)
        if self._line.doubtful:
            self._hang_up()
            raise Unsure
        return outcomes


def _fail(flush: Sequence[Waiting], answer: type[Exception]) -> None:
    for waiting in flush:
        waiting.fail(answer())


def _by_provider(flush: Sequence[Waiting]) -> Iterator[list[Waiting]]:
    groups: dict[UUID, list[Waiting]] = {}
    for waiting in flush:
        groups.setdefault(waiting.append.provider, []).append(waiting)
    yield from groups.values()


def _pause(attempt: int) -> float:
    """None before the first; then longer, and uneven, so that processes drift apart."""
    return PAUSE_SECONDS * attempt * (0.5 + secrets.randbelow(1000) / 1000)


@asynccontextmanager
async def batching(url: str, *, most_waiting: int = MOST_WAITING) -> AsyncGenerator[Batcher]:
    """A batcher that serves until the block ends; whoever waits is served first, for a while."""
    batcher = Batcher(url, most_waiting=most_waiting)
    async with asyncio.TaskGroup() as tasks:
        serving = tasks.create_task(batcher.serve())
        try:
            yield batcher
        finally:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(batcher.served(), GOODBYE_SECONDS)
            serving.cancel()
