"""`heed demo`: from nothing to a Heed with stories in it, in the foreground.

Starts the embedded PostgreSQL, mints a new admin key (and revokes the one before), serves, loads
the stories through the API if this data folder has not got them yet, waits until the views have
caught up, and only then writes `.heed/demo.json` and prints five requests to try.
"""

import asyncio
import json
import os
import socket
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import typer
from uvicorn.loops.auto import auto_loop_factory

from adapters.postgres.append.batcher import batching
from adapters.postgres.credential import Registry, open_registry
from adapters.postgres.log import PostgresLog
from adapters.postgres.reading import open_pool
from api.clock import utc_now
from api.demo.client import DemoClient, NotLoaded
from api.demo.loading import load
from api.demo.requests import five_requests
from api.demo.seed import ADMIN, IDS, PROVIDER, demo_id
from api.edge.limits import Limits
from api.identity import uuid7
from api.providing import KeyWanted, make_key, open_provider
from api.scope import CredentialKind
from api.serving import Ground, api_server, standing
from api.settings import Settings, read_settings
from api.watching.looks import Looks
from api.watching.running import watching
from api.work import working
from domain.identifier import shown
from projections.runner.status import status_of_all

NAME = "Three Stories Care (invented)"
SOURCE = "demo"
CARE_SYSTEMS = ("caresys", "rosterly", "nourishlike")
TOLD = Path(".heed") / "demo.json"


@asynccontextmanager
async def _registry(ground: Ground) -> AsyncGenerator[Registry]:
    if ground.urls.owner is None:
        raise RuntimeError("The demo runs on its own PostgreSQL; unset HEED_DATABASE_URL_APP.")
    registry = await open_registry(ground.urls.owner)
    try:
        yield registry
    finally:
        await registry.close()


async def _opened(ground: Ground, registry: Registry) -> None:
    """The provider with the first event of its log; nothing where it is there already."""
    pool = await open_pool(ground.urls.app, size=1)
    async with batching(ground.urls.writer) as batcher:
        await open_provider(
            registry,
            PostgresLog(pool, batcher),
            PROVIDER,
            NAME,
            salt=os.urandom(32),
            event=demo_id("provider", 2),
            now=utc_now(),
        )
    await pool.close()


async def _key(ground: Ground, registry: Registry, wanted: KeyWanted) -> str:
    """A new key; every earlier one of its integration ends."""
    for old in await registry.keys(PROVIDER):
        if old.integration == wanted.integration and old.revoked_at is None:
            await registry.revoke(old.id, at=utc_now())
    pepper = ground.keyring.derived.api_key_pepper()
    made = await make_key(registry, PROVIDER, wanted, key=uuid7(), pepper=pepper, now=utc_now())
    return str(made)


async def _prepared(ground: Ground) -> str:
    """The provider and its admin key of this start."""
    async with _registry(ground) as registry:
        await _opened(ground, registry)
        return await _key(
            ground, registry, KeyWanted(CredentialKind.ADMIN, SOURCE, integration=ADMIN)
        )


def _tell(base_url: str, api_key: str) -> None:
    """Last of all: whoever waits for this file finds everything in place."""
    TOLD.parent.mkdir(exist_ok=True)
    told = {"base_url": base_url, "provider_id": shown("prv", PROVIDER), "api_key": api_key}
    unfinished = TOLD.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)
    unfinished.write_text(json.dumps(told, indent=2) + "\n")
    unfinished.replace(TOLD)
    typer.echo(five_requests(base_url, api_key))


async def _load(ground: Ground, looks: Looks, base_url: str, client: DemoClient) -> None:
    """The stories come from three care systems, each with a key of its own for an hour. What Heed
    notices in them is there before anybody looks.
    """
    clients: dict[str, DemoClient] = {}
    async with _registry(ground) as registry, AsyncExitStack() as stack:
        for system in CARE_SYSTEMS:
            wanted = KeyWanted(
                CredentialKind.CARE_SYSTEM,
                system,
                integration=demo_id(f"integration/{system}"),
                lasts=timedelta(hours=1),
            )
            key = await _key(ground, registry, wanted)
            clients[system] = await stack.enter_async_context(DemoClient(base_url, key))
        await load(client, clients)
    await looks.until_quiet(PROVIDER)
    await _caught_up(ground)


async def _caught_up(ground: Ground) -> None:
    """Return when every view reflects all that is in the log."""
    pool = await open_pool(ground.urls.projector, size=1, name="heed demo")
    async with pool.acquire() as connection:
        while any(  # noqa: ASYNC110 - another process may be folding
            one.lag_events for one in await status_of_all(connection, utc_now())
        ):
            await asyncio.sleep(0.05)
    await pool.close()


async def _loaded(ground: Ground, looks: Looks, base_url: str, api_key: str) -> None:
    async with DemoClient(base_url, api_key) as client:
        await client.ready()
        marker = ground.settings.data_dir / "demo.loaded"
        if not marker.exists():
            typer.echo("Loading three invented stories through the API ...")
            await _load(ground, looks, base_url, client)
            marker.write_text("The stories are in this database.\n")
    _tell(base_url, api_key)


def _must_be_free(host: str, port: int) -> None:
    """Before a key is exchanged: another demo may be running there, with the former one."""
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError:
            typer.echo(f"Port {port} is in use; choose another: make demo PORT=8481")
            raise typer.Exit(1) from None


async def _demo(settings: Settings) -> None:
    async with standing(settings, utc_now) as ground, AsyncExitStack() as stack:
        api_key = await _prepared(ground)
        await stack.enter_async_context(working(ground.urls.projector))
        looking = watching(ground.urls, ground.keyring, clock=utc_now, ids=IDS)
        looks = await stack.enter_async_context(looking)
        log = stack.enter_context((settings.data_dir / "demo.log").open("a", buffering=1))
        server = await api_server(
            stack, ground, clock=utc_now, ids=IDS, limits=Limits(), stream=log
        )
        base_url = f"http://{settings.host}:{settings.port}"
        async with asyncio.TaskGroup() as tasks:
            loading = tasks.create_task(_loaded(ground, looks, base_url, api_key))
            await server.serve()
            loading.cancel()


def _refused(group: BaseExceptionGroup[NotLoaded], settings: Settings) -> str:
    """In plain words. Loading goes on where it was ended, but only with the same stories."""
    first: BaseException = group
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    again = f"If another version of Heed began this folder, remove {settings.data_dir} first."
    return f"The stories could not be loaded: {first}\n{again}"


def demo_command() -> None:
    """Run Heed with invented data, in the foreground; SIGTERM or Ctrl-C ends it."""
    settings = read_settings()
    _must_be_free(settings.host, settings.port)
    refused: str | None = None
    try:
        with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
            runner.run(_demo(settings))
    except* NotLoaded as group:
        refused = _refused(group, settings)
    finally:
        TOLD.unlink(missing_ok=True)
    if refused is not None:
        typer.echo(refused, err=True)
        raise typer.Exit(1)
