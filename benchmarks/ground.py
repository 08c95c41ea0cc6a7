"""What everything is measured on: an embedded PostgreSQL of its own, durable, and its databases.

Each suite has a database of its own, so that none pays for another's rows. Whatever is measured
commits in earnest: where `fsync`, `synchronous_commit` or `full_page_writes` is off, nothing runs.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import asyncpg
import psutil

from adapters.postgres.credential import Registry, open_registry
from adapters.postgres.embedded.binaries import binaries
from adapters.postgres.embedded.database import ensure_database
from adapters.postgres.embedded.supervisor import EmbeddedPostgres
from adapters.postgres.migrate import ROLES, migrate
from adapters.postgres.url import as_role
from adapters.vault.file_keyring import FileKeyring
from api.clock import utc_now
from api.wiring import Urls, open_keyring, role_passwords

SETTINGS: Mapping[str, str] = MappingProxyType(
    {"max_connections": "200", "max_wal_size": "4GB", "shared_buffers": "256MB"}
)
"""Room for 64 threads of a peer, and no checkpoint in the middle of one contender's turn."""

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


@dataclass(frozen=True, slots=True)
class Ground:
    postgres: EmbeddedPostgres
    folder: Path
    keyring: FileKeyring
    peers: str
    """The Python that runs other people's programs."""
    durability: Mapping[str, str]
    version: str

    def owner(self, database: str) -> str:
        return self.postgres.url(database)

    @property
    def pgbench(self) -> str:
        return binaries(18).tool("pgbench")

    def postgres_cpu(self) -> float:
        """CPU seconds that PostgreSQL has used so far, with its processes that have ended."""
        postmaster = psutil.Process(self.postgres.pid())
        own = postmaster.cpu_times()
        total = own.user + own.system + own.children_user + own.children_system
        for process in postmaster.children(recursive=True):
            try:
                times = process.cpu_times()
            except psutil.Error:
                continue  # it ended meanwhile, and is among the children's times next time
            total += times.user + times.system
        return total

    async def empty(self, database: str) -> str:
        """A database without anything of Heed's, and its owner's address."""
        await ensure_database(self.postgres, database)
        return self.owner(database)

    async def migrated(self, database: str) -> Urls:
        """A database of Heed's, and an address per role."""
        owner = await self.empty(database)
        passwords = role_passwords(self.keyring)
        await migrate(owner, passwords)
        return Urls(owner, *(as_role(owner, role, passwords[role]) for role in ROLES))


@asynccontextmanager
async def registry_of(urls: Urls) -> AsyncIterator[Registry]:
    registry = await open_registry(urls.owner or "")
    try:
        yield registry
    finally:
        await registry.close()


async def providers(urls: Urls, count: int) -> list[UUID]:
    """Newly opened providers with empty logs."""
    made = [UUID(int=0x0190_0000_0000_7000_8000_0000_0000_0000 + n) for n in range(count)]
    async with registry_of(urls) as registry:
        for provider in made:
            await registry.open_provider(provider)
    return made


async def _durability(url: str) -> tuple[dict[str, str], str]:
    connection = await asyncpg.connect(url)
    try:
        shown = {name: await connection.fetchval(f"SHOW {name}") for name in (*DURABLE, *SETTINGS)}
        version = await connection.fetchval("SHOW server_version")
    finally:
        await connection.close()
    if any(shown[name] != "on" for name in DURABLE):
        raise SystemExit(f"PostgreSQL is not durable, so there is nothing to measure: {shown}")
    return shown, version


@asynccontextmanager
async def grounded(peers: str) -> AsyncIterator[Ground]:
    """PostgreSQL in a temporary folder (TMPDIR is honoured), gone when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="heed-bench-"))
    folder.chmod(0o755)
    (folder / "keys").mkdir(mode=0o700)
    keyring = open_keyring(folder / "keys" / "keyring.json", utc_now)
    postgres = EmbeddedPostgres(folder / "postgres", settings=SETTINGS)
    try:
        await asyncio.to_thread(postgres.start)
        shown, version = await _durability(postgres.url("postgres"))
        yield Ground(postgres, folder, keyring, peers, shown, version)
    finally:
        await asyncio.to_thread(postgres.stop)
        shutil.rmtree(folder, ignore_errors=True)
