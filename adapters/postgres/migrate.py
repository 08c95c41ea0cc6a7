"""`heed migrate`: bring the database to the newest revision, and give the roles their passwords.

Runs as the owner and nothing else does. A password never leaves this process: the server is sent
its SCRAM verifier, which also keeps it out of server logs.

Source: RFC 5802 and 7677 (SCRAM-SHA-256).
"""

import base64
import hashlib
import hmac
import os
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from adapters.postgres.own_keyring import remember
from adapters.postgres.url import plain_url

ROLES = ("heed_app", "heed_writer", "heed_projector")
ITERATIONS = 4096
CONNECT_SECONDS = 10.0
TRIES = 50
"""More than there are databases on a server that are migrated at one moment."""
OVERTAKEN = "XX000"
"""PostgreSQL has no code of its own for "tuple concurrently updated"."""
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(72069003)")


def scram_verifier(password: str, salt: bytes) -> str:
    """What PostgreSQL stores instead of the password."""
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ITERATIONS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    parts = (base64.b64encode(part).decode() for part in (salt, stored, server))
    salt_text, stored_text, server_text = parts
    return f"SCRAM-SHA-256${ITERATIONS}:{salt_text}${stored_text}:{server_text}"


@asynccontextmanager
async def _connected(url: str) -> AsyncGenerator[AsyncConnection]:
    """Made by asyncpg itself, which reads an address as everybody writes it, `sslmode` and all."""

    async def creator() -> Any:
        return await asyncpg.connect(plain_url(url), timeout=CONNECT_SECONDS)

    engine = create_async_engine("postgresql+asyncpg://", async_creator=creator, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    connection.execute(ONE_AT_A_TIME)
    command.upgrade(_config(connection), "head")


def _is_at_head(connection: Connection) -> bool:
    script = ScriptDirectory.from_config(_config(connection))
    options = {"version_table_schema": "public", "version_table": "heed_version"}
    context = MigrationContext.configure(connection, opts=options)
    return context.get_current_revision() == script.get_current_head()


async def migrate(
    owner_url: str, passwords: Mapping[str, str], *, keyring: bytes | None = None
) -> None:
    """Safe to do twice, and from several processes at once; one at a time within a process.

    `passwords`: one per login role. Roles belong to the server: databases that share one share the
    passwords, and may be migrated at the same moment. `keyring`: its fingerprint, which the
    database keeps; None where nothing will be sealed. Raises KeyringRefused where another is kept,
    and has changed nothing then.
    """
    async with _connected(owner_url) as connection, connection.begin():
        await connection.run_sync(_upgrade)
        if keyring is not None:
            await remember(connection, keyring)
        for role in ROLES:
            await _give_password(connection, role, passwords[role])


async def _give_password(connection: AsyncConnection, role: str, password: str) -> None:
    """Where another database of the server does so at this moment, the second of the two waits for
    the first to commit and is then refused: no lock spans databases. It tries again.
    """
    verifier = scram_verifier(password, os.urandom(16))
    # Neither value can be a parameter here; the one is a constant, the other base 64.
    statement = f"ALTER ROLE {role} PASSWORD '{verifier}'"
    for left in reversed(range(TRIES)):
        try:
            async with connection.begin_nested():
                await connection.exec_driver_sql(statement)
        except DBAPIError as refused:
            if not left or getattr(refused.orig, "sqlstate", None) != OVERTAKEN:
                raise
        else:
            return


async def is_at_head(url: str) -> bool:
    """Whether every migration of this version was applied. The owner may ask, and heed_app."""
    async with _connected(url) as connection:
        return await connection.run_sync(_is_at_head)
