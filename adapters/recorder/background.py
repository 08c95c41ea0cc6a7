"""An event loop in a thread of its own, for callers that block.

What is opened is opened, used and closed in that one loop, by whichever threads hold it.
"""

import asyncio
from collections.abc import Coroutine, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any, TypeVar

T = TypeVar("T")


class Background:
    """The loop. Never called from within it: the call would wait for itself."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Cancelling what is returned cancels the work."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.begin(work).result()


@contextmanager
def in_background(opening: AbstractAsyncContextManager[T]) -> Generator[tuple[Background, T]]:
    """The loop and what was opened in it. Both end with the block, and so does what still runs."""
    ready: Future[tuple[Background, T, asyncio.Event]] = Future()

    async def live() -> None:
        async with opening as opened:
            over = asyncio.Event()
            ready.set_result((Background(asyncio.get_running_loop()), opened, over))
            await over.wait()

    def fail(living: Future[None]) -> None:
        problem = living.exception()
        if problem is not None and not ready.done():
            ready.set_exception(problem)

    with ThreadPoolExecutor(1, thread_name_prefix="heed recorder") as thread:
        living = thread.submit(lambda: asyncio.run(live()))
        living.add_done_callback(fail)
        background, opened, over = ready.result()
        try:
            yield background, opened
        finally:
            if not living.done():
                background.run(_set(over))
            living.result()


async def _set(event: asyncio.Event) -> None:
    event.set()
