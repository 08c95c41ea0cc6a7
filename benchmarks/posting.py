"""What a report costs over HTTP, in CPU of the serving process, beside a FastAPI echo.

Heed's `POST /v1/incidents` authenticates, validates, seals, looks its keys up, and answers after
the commit; the echo does nothing of that. Both run under uvicorn with the same settings, in
processes of their own; PostgreSQL's CPU is told beside. The API process folds no projections.
"""

import asyncio
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

import psutil

from adapters.postgres.append.batcher import batching
from adapters.postgres.log import PostgresLog
from adapters.postgres.reading import open_pool
from api.clock import utc_now
from api.demo.full_report import FULL
from api.identity import uuid7
from api.providing import KeyWanted, make_key, open_provider
from api.scope import CredentialKind
from api.wiring import Urls
from benchmarks.client import Build, Drive, numbers, request
from benchmarks.echo import EXAMPLE
from benchmarks.ground import Ground, registry_of
from benchmarks.peer import HERE
from benchmarks.sample import Goal, Sample, sampled, server_cpu
from benchmarks.suite import Duel, Size, against

HEED = ("-c", "from api.cli.program import main; main()", "serve", "--role", "api")
MINIMAL = {"what_happened": EXAMPLE["what_happened"]}
AT_MOST = 2.5
PATIENCE_SECONDS = 60
WARM_UP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Served:
    """A server under test. `numbers`: no request of this server's life is sent twice."""

    process: psutil.Process
    port: int
    numbers: Iterator[int]

    def cpu(self) -> float:
        used = self.process.cpu_times()
        return used.user + used.system


def a_free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@asynccontextmanager
async def serving(
    ground: Ground, command: Sequence[str], port: int, environment: dict[str, str]
) -> AsyncIterator[Served]:
    """A server in a process of its own; ready when it takes connections."""
    environment = {**os.environ, "PYTHONPATH": str(HERE), **environment}
    said = ground.folder / f"server-{port}.log"
    with said.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=environment, stdout=log, stderr=log
        )
    try:
        await _ready(port, process, said)
        yield Served(psutil.Process(process.pid), port, numbers())
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _ready(port: int, process: asyncio.subprocess.Process, said: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and process.returncode is None:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise RuntimeError(f"The server did not come up: {said.read_text()[-2000:]}")


async def opened_provider(urls: Urls) -> UUID:
    """A new provider, with the first event of its log."""
    provider = uuid7()
    pool = await open_pool(urls.app, size=1)
    async with registry_of(urls) as registry, batching(urls.writer) as batcher:
        await open_provider(
            registry, PostgresLog(pool, batcher), provider, "Invented Care",
            salt=os.urandom(32), event=uuid7(), now=utc_now(),
        )  # fmt: skip
    await pool.close()
    return provider


async def token_of(ground: Ground, urls: Urls) -> str:
    """A care system's key to a new provider."""
    provider, pepper = await opened_provider(urls), ground.keyring.derived.api_key_pepper()
    async with registry_of(urls) as registry:
        wanted = KeyWanted(CredentialKind.CARE_SYSTEM, "bench")
        token = await make_key(
            registry, provider, wanted, key=uuid7(), pepper=pepper, now=utc_now()
        )
    return str(token)


def heed_environment(ground: Ground, urls: Urls, port: int) -> dict[str, str]:
    return {
        "HEED_DATABASE_URL": urls.owner or "",
        "HEED_DATA_DIR": str(ground.folder / "data"),
        "HEED_KEYRING": str(ground.folder / "keys" / "keyring.json"),
        "PORT": str(port),
    }


async def posted(
    ground: Ground, served: Served, build: Build, status: int, seconds: float
) -> Sample:
    """CPU per request: the serving process's as the server's, PostgreSQL's beside it."""
    drive = Drive(served.port, build, served.numbers, status)
    client, server, postgres = time.process_time(), served.cpu(), ground.postgres_cpu()
    took = await drive.run(seconds)
    client, server = time.process_time() - client, served.cpu() - server
    postgres = (ground.postgres_cpu() - postgres) / len(drive.latencies) * 1e6
    return sampled(drive.latencies, took, client, server, **{"PostgreSQL us": postgres})


def report(token: str, members: dict[str, object]) -> Build:
    def build(nth: int) -> bytes:
        return request("/v1/incidents", {**members, "source_ref": f"B-{nth:09}"}, token)

    return build


def echo(nth: int) -> bytes:
    return request("/echo", {**EXAMPLE, "source_ref": f"B-{nth:09}"})


@asynccontextmanager
async def http(ground: Ground, size: Size) -> AsyncIterator[Sequence[Duel]]:
    urls = await ground.migrated("bench_http")
    token = await token_of(ground, urls)
    heed_port, echo_port = a_free_port(), a_free_port()
    async with AsyncExitStack() as stack:
        environment = heed_environment(ground, urls, heed_port)
        heed = await stack.enter_async_context(serving(ground, HEED, heed_port, environment))
        echoing = ("-m", "benchmarks.echo", str(echo_port))
        bare = await stack.enter_async_context(serving(ground, echoing, echo_port, {}))
        ceiling = partial(posted, ground, bare, echo, 200)
        await ceiling(WARM_UP_SECONDS)
        duels = list[Duel]()
        for name, members in (("minimal", MINIMAL), ("full", FULL)):
            ours = partial(posted, ground, heed, report(token, members), 201)
            await ours(WARM_UP_SECONDS)
            duels.append(
                against(
                    f"POST /v1/incidents, {name} report", partial(ours, size.seconds),
                    "CPU of a FastAPI echo", partial(ceiling, size.seconds),
                    Goal(server_cpu, AT_MOST, at_least=False),
                )
            )  # fmt: skip
        yield duels
