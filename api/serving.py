"""Serving HTTP: the application, its edge, and the process that runs both until it is told to end.

One process does everything by default; `role` api or worker does one half. Whatever is started
here is ended here, in the opposite order.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO

from adapters.postgres.embedded.database import ensure_database
from adapters.postgres.embedded.supervisor import EmbeddedPostgres
from adapters.postgres.embedded.watch import watch
from adapters.postgres.migrate import is_at_head, migrate
from adapters.postgres.own_keyring import must_be_its_keyring
from adapters.postgres.preflight import preflight
from adapters.postgres.reading import ANSWER_SECONDS, open_pool
from adapters.vault.file_keyring import FileKeyring
from api.app import create_app
from api.authentication import Authentication
from api.clock import Clock
from api.edge.draining import Draining
from api.edge.edge import Edge
from api.edge.limits import Limits
from api.edge.log import LibraryLog, process_log
from api.edge.server import Server
from api.identity import IdSource, random_ids
from api.settings import Settings
from api.watching.running import watching
from api.wiring import Urls, embedded, open_heed, open_keyring, role_passwords, urls_of
from api.work import working


class Role(StrEnum):
    """What a process does."""

    ALL = "all"
    API = "api"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything stands on: the keyring and a migrated database."""

    settings: Settings
    keyring: FileKeyring
    urls: Urls
    postgres: EmbeddedPostgres | None


@asynccontextmanager
async def standing(settings: Settings, clock: Clock) -> AsyncGenerator[Ground]:
    """The embedded server is started, migrated and watched; another one is only checked."""
    # Others may pass through, so that PostgreSQL can run as a user that is not root; only the
    # keyring's own folder is closed to them.
    settings.data_dir.mkdir(mode=0o711, parents=True, exist_ok=True)
    keyring = open_keyring(settings.keyring, clock)
    if not settings.embedded:
        urls = urls_of(settings, keyring, settings.database_url)
        await must_be_its_keyring(urls.app, keyring.fingerprint())
        await preflight(urls.writer)
        yield Ground(settings, keyring, urls, None)
        return
    postgres = embedded(settings)
    await asyncio.to_thread(postgres.start)
    try:
        await ensure_database(postgres)
        urls = urls_of(settings, keyring, postgres.url())
        await migrate(postgres.url(), role_passwords(keyring), keyring=keyring.fingerprint())
        await preflight(urls.writer)
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(watch(postgres))
            yield Ground(settings, keyring, urls, postgres)
            watching.cancel()
    finally:
        await asyncio.to_thread(postgres.stop)


async def told_to_end() -> None:
    """Return at SIGTERM or SIGINT, so that what was begun is ended."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, told.set)
    await told.wait()


async def serve(
    ground: Ground,
    *,
    clock: Clock,
    role: Role = Role.ALL,
    ids: IdSource = random_ids,
    limits: Limits | None = None,
    drain_seconds: float = 0.0,
) -> None:
    """Until SIGTERM or SIGINT."""
    async with AsyncExitStack() as stack:
        if role is not Role.API:
            await stack.enter_async_context(working(ground.urls.projector))
            await stack.enter_async_context(watching(ground.urls, ground.keyring, clock=clock))
        if role is Role.WORKER:
            await told_to_end()
            return
        server = await api_server(
            stack, ground, clock=clock, ids=ids, limits=limits or Limits(), drain=drain_seconds
        )
        await server.serve()


async def api_server(
    stack: AsyncExitStack,
    ground: Ground,
    *,
    clock: Clock,
    ids: IdSource,
    limits: Limits,
    drain: float = 0.0,
    stream: TextIO = sys.stderr,
) -> Server:
    """The HTTP side, ready to be served; what it holds open is closed with `stack`. `stream`: where
    its log goes, and what libraries say with it.
    """
    log = process_log(clock, stream)
    LibraryLog(log).take_over()
    pool = await open_pool(ground.urls.app, answer_seconds=ANSWER_SECONDS)
    stack.push_async_callback(pool.close)
    draining = Draining()
    app = create_app(
        lambda: open_heed(ground.urls, pool, ground.keyring, clock=clock, ids=ids),
        draining=draining,
        # The embedded one was migrated just now.
        migrated=ground.postgres is not None or await is_at_head(ground.urls.app),
    )
    pepper = ground.keyring.derived.api_key_pepper()
    edge = Edge(
        app,
        authenticate=Authentication(pool, pepper=pepper, clock=clock),
        log=log,
        limits=limits,
        draining=draining,
    )
    settings = ground.settings
    return Server(
        edge,
        host=settings.host,
        port=settings.port,
        limits=limits,
        draining=draining,
        drain_seconds=drain,
    )
