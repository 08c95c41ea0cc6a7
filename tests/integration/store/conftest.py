"""The two stores that the contract is for, behind one small face; two invented providers."""

from collections.abc import Iterator
from typing import Protocol
from uuid import UUID, uuid4

import asyncpg
import pytest

from adapters.memory import MemoryLog
from adapters.memory_vault import MemoryVaultTables
from adapters.postgres.log import PostgresLog
from adapters.postgres.reading import Pool
from adapters.postgres.vault_tables import VaultTables
from api.ports import ClassKeys
from api.wiring import Urls
from domain.log import Key, Log
from tests.integration.store.places import HERE, Place, opened

REPLAYS = """
    SELECT replays FROM heed.idempotency WHERE tenant_id = $1 AND integration = $2 AND key = $3
"""


class Store(Protocol):
    log: Log
    tables: ClassKeys

    async def provider(self) -> UUID:
        """A new one, with an empty log."""

    async def replays(self, provider: UUID, key: Key) -> int:
        """How often the key was asked again."""


class InMemory:
    def __init__(self) -> None:
        self.log = MemoryLog()
        self.tables = MemoryVaultTables(self.log)

    async def provider(self) -> UUID:
        provider = uuid4()
        self.log.open_provider(provider)
        return provider

    async def replays(self, provider: UUID, key: Key) -> int:
        return self.log.held(provider).answered[key.integration, key.key].replays


class InPostgres:
    def __init__(self, log: PostgresLog, pool: Pool, owner: asyncpg.Connection) -> None:
        self.log = log
        self.tables = VaultTables(pool)
        self._owner = owner

    async def provider(self) -> UUID:
        provider = uuid4()
        await self._owner.execute("INSERT INTO heed.tenant_head (tenant_id) VALUES ($1)", provider)
        return provider

    async def replays(self, provider: UUID, key: Key) -> int:
        return await self._owner.fetchval(REPLAYS, provider, key.integration, key.key)


@pytest.fixture
async def owner(urls: Urls):
    """A connection of whoever migrates."""
    connection = await asyncpg.connect(urls.owner)
    yield connection
    await connection.close()


@pytest.fixture(scope="session", params=HERE)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """One PostgreSQL after the other."""
    with opened(request.param) as place:
        yield place


@pytest.fixture(params=["memory", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "memory":
        return InMemory()
    return InPostgres(*map(request.getfixturevalue, ("log", "pool", "owner")))


@pytest.fixture
async def larkfield(store: Store) -> UUID:
    return await store.provider()


@pytest.fixture
async def meadow(store: Store) -> UUID:
    return await store.provider()
