"""A database of its own for every test: migrated, empty, with a log to write to."""

import os
from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from adapters.postgres.migrate import ROLES, migrate
from adapters.postgres.url import as_role
from tests.integration.views.database import Database, on

SERVER = os.environ.get("HEED_VIEWS_SERVER", "postgresql://postgres@127.0.0.1:55455/postgres")
PASSWORDS = dict.fromkeys(ROLES, "for-tests-only")


@pytest.fixture(scope="session")
async def template() -> AsyncIterator[str]:
    name = f"heed_views_{uuid4().hex[:12]}"
    server = await asyncpg.connect(SERVER)
    await server.execute(f"CREATE DATABASE {name}")
    await migrate(on(SERVER, name), PASSWORDS)
    yield name
    await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await server.close()


@pytest.fixture
async def database(template: str) -> AsyncIterator[Database]:
    name = f"heed_view_{uuid4().hex[:12]}"
    server = await asyncpg.connect(SERVER)
    await server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    owner = on(SERVER, name)
    urls = {role: as_role(owner, role, PASSWORDS[role]) for role in ROLES}
    async with Database(owner, urls) as database:
        yield database
    await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await server.close()
