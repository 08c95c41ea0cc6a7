"""Making a database in a server that runs."""

import contextlib

import asyncpg

from adapters.postgres.embedded.supervisor import EmbeddedPostgres

_SECONDS = 30
_EXISTS = "SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = $1)"
_STATEMENT = "SELECT format('CREATE DATABASE %I', $1::text)"


async def ensure_database(postgres: EmbeddedPostgres, name: str = "heed") -> None:
    """Make the database `name` where it is missing; several may ask at once."""
    connection = await asyncpg.connect(
        postgres.url("postgres"), timeout=_SECONDS, command_timeout=_SECONDS
    )
    try:
        if await connection.fetchval(_EXISTS, name):
            return
        statement = await connection.fetchval(_STATEMENT, name)
        with contextlib.suppress(asyncpg.DuplicateDatabaseError, asyncpg.UniqueViolationError):
            await connection.execute(statement)
    finally:
        await connection.close(timeout=_SECONDS)
