"""Running the watches beside the projections, in a worker or in the one process that does all."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Final

import asyncpg

from adapters.postgres.reading import open_pool
from adapters.postgres.url import plain_url
from adapters.vault.file_keyring import FileKeyring
from api.clock import Clock
from api.identity import IdSource, random_ids
from api.watching.looks import Looks
from api.watching.watch import Watch
from api.watching.watcher import Pace, Watcher
from api.watching.watches import WATCHES
from api.wiring import Urls, open_heed

_POOL: Final = 4


@asynccontextmanager
async def opened_looks(
    urls: Urls,
    keyring: FileKeyring,
    *,
    clock: Clock,
    ids: IdSource = random_ids,
    watches: Sequence[Watch] = WATCHES,
) -> AsyncGenerator[Looks]:
    """A Heed of its own, since a worker may have no API beside it."""
    async with AsyncExitStack() as stack:
        pool = await open_pool(urls.app, size=_POOL, name="heed watching")
        stack.push_async_callback(pool.close)
        opened = open_heed(urls, pool, keyring, clock=clock, ids=ids)
        yield Looks(await stack.enter_async_context(opened), watches)


@asynccontextmanager
async def watching(
    urls: Urls,
    keyring: FileKeyring,
    *,
    clock: Clock,
    ids: IdSource = random_ids,
    watches: Sequence[Watch] = WATCHES,
    pace: Pace | None = None,
) -> AsyncGenerator[Looks]:
    """A watcher that runs until the block ends."""
    async with AsyncExitStack() as stack:
        opened = opened_looks(urls, keyring, clock=clock, ids=ids, watches=watches)
        looks = await stack.enter_async_context(opened)
        pool = await open_pool(urls.projector, size=2, name="heed watcher")
        stack.push_async_callback(pool.close)
        watcher = Watcher(
            looks, pool, lambda: asyncpg.connect(plain_url(urls.projector), timeout=10), pace
        )
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(watcher.run())
            try:
                yield looks
            finally:
                running.cancel()
