"""One PostgreSQL for the whole run, a migrated database for each module, a provider for each test.

Roles belong to the server, not to a database: their passwords are the same for every module, and a
test that migrates with others brings a server of its own. What is durable in earnest is switched
off here for speed; tests of crashes bring their own server too.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest

from adapters.postgres.append.batcher import Batcher, batching
from adapters.postgres.credential import Registry, open_registry
from adapters.postgres.embedded.binaries import OLDEST, Binaries, binaries
from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.supervisor import EmbeddedPostgres
from adapters.postgres.log import PostgresLog
from adapters.postgres.migrate import ROLES, migrate
from adapters.postgres.reading import Pool, open_pool
from adapters.postgres.url import as_role
from api.wiring import Urls

PASSWORDS = {role: f"{role}, for tests only" for role in ROLES}
HASTY = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "max_wal_size": "4GB",
    "shared_buffers": "128MB",
}
"""Nothing of this server is to survive a crash."""


def pytest_report_header() -> list[str]:
    """Which PostgreSQL the suite runs on, and the others that are here to be tried."""
    here = [found.version for number in range(OLDEST, 30) if (found := _here(number)) is not None]
    return [f"PostgreSQL {binaries().version} runs the suite; started as well: {', '.join(here)}"]


def _here(version: int) -> Binaries | None:
    try:
        return binaries(version)
    except CannotRun:
        return None


def urls_on(server: EmbeddedPostgres, database: str) -> Urls:
    """One address per role of a database that was migrated with `PASSWORDS`."""
    owner = server.url(database)
    return Urls(owner, *(as_role(owner, role, PASSWORDS[role]) for role in ROLES))


async def told(server: EmbeddedPostgres, statement: str) -> None:
    """A statement that no database of a test can run about itself."""
    connection = await asyncpg.connect(server.url("postgres"), timeout=30)
    try:
        await connection.execute(statement)
    finally:
        await connection.close(timeout=30)


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    """Running; in a folder that every user can pass, as root runs it as somebody else."""
    folder = Path(tempfile.mkdtemp(prefix="heed-tests-"))
    folder.chmod(0o755)
    with EmbeddedPostgres(folder / "postgres", settings=HASTY) as server:
        yield server
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
async def migrated(server: EmbeddedPostgres) -> str:
    """The name of a database that is migrated and empty, and that nobody is connected to."""
    await told(server, "CREATE DATABASE migrated")
    await migrate(server.url("migrated"), PASSWORDS)
    return "migrated"


@pytest.fixture(scope="module")
async def urls(server: EmbeddedPostgres, migrated: str) -> AsyncIterator[Urls]:
    """A database of the module's own."""
    name = f"of_{uuid4().hex}"
    await told(server, f"CREATE DATABASE {name} TEMPLATE {migrated}")
    yield urls_on(server, name)
    await told(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def registry(urls: Urls) -> AsyncIterator[Registry]:
    assert urls.owner is not None
    registry = await open_registry(urls.owner)
    yield registry
    await registry.close()


@pytest.fixture
async def provider(registry: Registry) -> UUID:
    """With an empty log."""
    provider = uuid4()
    await registry.open_provider(provider)
    return provider


@pytest.fixture
async def pool(urls: Urls) -> AsyncIterator[Pool]:
    """Of heed_app."""
    pool = await open_pool(urls.app)
    yield pool
    await asyncio.wait_for(pool.close(), 30)


@pytest.fixture
async def batcher(urls: Urls) -> AsyncIterator[Batcher]:
    async with batching(urls.writer) as batcher:
        yield batcher


@pytest.fixture
async def log(pool: Pool, batcher: Batcher) -> PostgresLog:
    return PostgresLog(pool, batcher)
