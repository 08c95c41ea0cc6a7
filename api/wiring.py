"""The wiring: which database, which roles, which keyring, and a Heed that lives as long as asked.

`heed serve` without settings starts the embedded PostgreSQL, migrates it and serves it; with
`HEED_DATABASE_URL` it uses the server it is given, which `heed migrate` has prepared.

Source: the binding design, sections 1 and 4.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from adapters.postgres.append.batcher import batching
from adapters.postgres.embedded.supervisor import EmbeddedPostgres
from adapters.postgres.log import PostgresLog
from adapters.postgres.migrate import ROLES
from adapters.postgres.reading import Pool
from adapters.postgres.url import as_role, plain_url
from adapters.postgres.vault_tables import VaultTables
from adapters.vault.file_keyring import FileKeyring, create_keyring
from adapters.vault.vault import Vault
from api.clock import Clock
from api.heed import Heed
from api.identity import IdSource, random_ids, uuid7
from api.settings import Settings
from api.views.cursor import Cursors
from api.views.read_side import ReadSide
from projections.runner.positions import Positions


@dataclass(frozen=True, slots=True)
class Urls:
    """One address per role; `owner` is None where only the roles' own were given."""

    owner: str | None
    app: str
    writer: str
    projector: str


def open_keyring(path: Path, clock: Clock) -> FileKeyring:
    """The keyring, made if there is none. Raises KeyringRefused where it is unsafe."""
    create_keyring(path, keyring=uuid7(), now=clock())
    return FileKeyring(path, clock=clock)


def role_passwords(keyring: FileKeyring) -> Mapping[str, str]:
    return {role: keyring.derived.role_password(role) for role in ROLES}


def urls_of(settings: Settings, keyring: FileKeyring, owner: str | None) -> Urls:
    """The roles' addresses: those that were given, else the owner's with each role's password."""
    passwords = role_passwords(keyring)
    given = (settings.app_url, settings.writer_url, settings.projector_url)
    made: list[str] = []
    for role, url in zip(ROLES, given, strict=True):
        if url is None and owner is None:
            raise ValueError(f"Give HEED_DATABASE_URL, or the address of {role}.")
        made.append(url or as_role(owner or "", role, passwords[role]))
    return Urls(owner, *made)


def embedded(settings: Settings) -> EmbeddedPostgres:
    return EmbeddedPostgres(settings.data_dir / "postgres")


@asynccontextmanager
async def reading(url: str, pool: Pool, keyring: FileKeyring) -> AsyncGenerator[ReadSide]:
    """What reads through views; it listens for their progress until the block ends. `url` and
    `pool` are of heed_app.
    """
    positions = Positions(pool, lambda: asyncpg.connect(plain_url(url), timeout=10))
    async with asyncio.TaskGroup() as tasks:
        listening = tasks.create_task(positions.listen())
        try:
            yield ReadSide(pool, positions, Cursors(keyring.derived.cursor_key()))
        finally:
            listening.cancel()


@asynccontextmanager
async def open_heed(
    urls: Urls, pool: Pool, keyring: FileKeyring, *, clock: Clock, ids: IdSource = random_ids
) -> AsyncGenerator[Heed]:
    """A wired Heed: the batcher and whatever listens, ended in the opposite order. `pool` is of
    heed_app and belongs to the caller.
    """
    async with AsyncExitStack() as stack:
        batcher = await stack.enter_async_context(batching(urls.writer))
        yield Heed(
            log=PostgresLog(pool, batcher),
            vault=Vault(keyring, clock=clock),
            keys=VaultTables(pool),
            clock=clock,
            ids=ids,
            reads=await stack.enter_async_context(reading(urls.app, pool, keyring)),
        )
