"""Group commit: whatever waits when the line is free becomes one round trip and one commit.

No timer: a flush begins when the one before it has returned, so a single caller never waits and
many callers share. An append that conflicts, or an argument that fails, does not spoil its
neighbours: a flush that fails is halved until the culprit is alone, and a provider whose head
somebody holds is left out for a while.

Source: DeWitt et al., "Implementation Techniques for Main Memory Database Systems" (group commit).
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg

from adapters.coherent import must_be_coherent
from adapters.postgres.append.sending import Sender
from adapters.postgres.append.waiting import Queue, Waiting
from adapters.postgres.trouble import FAILURES
from domain.log import Append, Outcome, Overloaded, Unavailable, Unsure

MOST_IN_FLUSH = 256
MOST_BYTES_IN_FLUSH = 16 << 20
MOST_WAITING = 4096
HELD_SECONDS = 3.0
GOODBYE_SECONDS = 10.0


class Batcher:
    """One per process. Used as `async with batching(url) as batcher`."""

    def __init__(self, url: str, *, most_waiting: int = MOST_WAITING) -> None:
        self._queue = Queue(most_waiting)
        self._sender = Sender(url)
        self._held: dict[UUID, float] = {}
        self.flushes = 0

    def __len__(self) -> int:
        """How many wait."""
        return len(self._queue)

    async def append(self, append: Append) -> Outcome:
        """Answer after commit. Cancelling the caller never cancels a flush.

        Raises Overloaded or Unavailable where nothing was written, Unsure where that is not known.
        """
        must_be_coherent(append)
        if self._is_held(append.provider):
            raise Overloaded
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
            self._queue.close(Unavailable)
            self._sender.hang_up()

    async def _flush(self, flush: Sequence[Waiting]) -> None:
        """Every request of it is answered when this returns."""
        self.flushes += 1
        try:
            outcomes = await self._sender.send(flush)
        except (Overloaded, Unavailable) as answer:
            _fail(flush, type(answer))
        except asyncpg.LockNotAvailableError:
            await self._around_the_held(flush)
        except FAILURES as problem:
            if len(flush) == 1:
                flush[0].fail(problem)
                return
            half = len(flush) // 2
            await self._flush(flush[:half])
            await self._flush(flush[half:])
        else:
            for waiting, outcome in zip(flush, outcomes, strict=True):
                waiting.give(outcome)

    async def _around_the_held(self, flush: Sequence[Waiting]) -> None:
        """A provider that is alone may try again at once: there is nobody to spare."""
        providers = {waiting.append.provider for waiting in flush}
        if len(providers) == 1:
            _fail(flush, Overloaded)
            return
        free = await self._sender.free(providers)
        until = asyncio.get_running_loop().time() + HELD_SECONDS
        self._held |= dict.fromkeys(providers - free, until)
        _fail([waiting for waiting in flush if waiting.append.provider not in free], Overloaded)
        if spared := [waiting for waiting in flush if waiting.append.provider in free]:
            await self._flush(spared)

    def _is_held(self, provider: UUID) -> bool:
        until = self._held.get(provider)
        if until is None:
            return False
        if until < asyncio.get_running_loop().time():
            del self._held[provider]
        return provider in self._held


def _fail(flush: Sequence[Waiting], answer: type[Exception]) -> None:
    for waiting in flush:
        waiting.fail(answer())


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
