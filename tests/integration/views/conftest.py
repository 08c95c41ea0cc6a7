"""A database for each module, and a fresh one for a test that makes and switches versions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest

from adapters.postgres.embedded.supervisor import EmbeddedPostgres
from tests.conftest import told, urls_on
from tests.integration.views.database import APP, PROJECTOR, Database


@asynccontextmanager
async def opened(server: EmbeddedPostgres, migrated: str) -> AsyncIterator[Database]:
    name = f"view_{uuid4().hex}"
    await told(server, f"CREATE DATABASE {name} TEMPLATE {migrated}")
    urls = urls_on(server, name)
    assert urls.owner is not None
    async with Database(urls.owner, {APP: urls.app, PROJECTOR: urls.projector}) as database:
        yield database
    await told(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
async def database(server: EmbeddedPostgres, migrated: str) -> AsyncIterator[Database]:
    async with opened(server, migrated) as database:
        yield database


@pytest.fixture
async def fresh(server: EmbeddedPostgres, migrated: str) -> AsyncIterator[Database]:
    async with opened(server, migrated) as database:
        yield database
