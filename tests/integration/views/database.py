"""What a test does with its database: write a log, run projections, read as the application."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self
from uuid import UUID, uuid4

import asyncpg

from domain.event import DomainEvent
from projections.runner.claim import Unit
from projections.runner.declaration import Projection
from projections.runner.step import fold_all
from projections.runner.versions import Status, known, prepare, with_status
from tests.told import recorded_at

APP, PROJECTOR = "heed_app", "heed_projector"

_APPEND = """
    INSERT INTO heed.event
           (tenant_id, position, stream_id, version, event_id, type, actor, recorded_at,
            salt, facts, sealed)
    SELECT $1, $2, $3,
           (SELECT count(*) + 1 FROM heed.event WHERE tenant_id = $1 AND stream_id = $3),
           $4, $5, 'credential', $6, decode(repeat('00', 32), 'hex'), $7, '[]'
"""

_HEAD = """
    UPDATE heed.tenant_head
       SET position = position + 1, recorded_at = $2
     WHERE tenant_id = $1
 RETURNING position
"""

_COPY = """
    INSERT INTO heed.event
           (tenant_id, position, stream_id, version, event_id, type, actor, recorded_at,
            salt, facts, sealed)
    SELECT $2, position, stream_id, version, event_id, type, actor, recorded_at,
           salt, facts, sealed
      FROM heed.event
     WHERE tenant_id = $1
"""

_COPY_HEAD = """
    UPDATE heed.tenant_head AS head
       SET position = other.position, recorded_at = other.recorded_at
      FROM heed.tenant_head AS other
     WHERE other.tenant_id = $1
       AND head.tenant_id = $2
"""

_POSITIONS = """
    SELECT own.position
      FROM heed.projection_checkpoint AS own
      JOIN heed.projection AS projection USING (name, version)
     WHERE own.tenant_id = $1
       AND own.name = ANY ($2)
       AND projection.status = 'live'
"""


class Database:
    def __init__(self, owner: str, urls: Mapping[str, str]) -> None:
        self.owner_url, self.urls = owner, urls
        self.owner: asyncpg.Connection
        self.pools: dict[str, asyncpg.Pool] = {}

    async def __aenter__(self) -> Self:
        self.owner = await asyncpg.connect(self.owner_url)
        for role, url in self.urls.items():
            self.pools[role] = await asyncpg.create_pool(url, min_size=0, max_size=8)
        return self

    async def __aexit__(self, *_: object) -> None:
        for pool in self.pools.values():
            await asyncio.wait_for(pool.close(), 10)
        await self.owner.close()

    async def provider(self) -> UUID:
        provider = uuid4()
        await self.owner.execute("INSERT INTO heed.tenant_head (tenant_id) VALUES ($1)", provider)
        return provider

    async def append(self, provider: UUID, stream: UUID, *events: DomainEvent) -> int:
        """The last position. As an append does: one transaction, the head first, one hint."""
        position = 0
        async with self.owner.transaction():
            for event in events:
                position = await self._append_one(provider, stream, event)
            await self.owner.execute("SELECT pg_notify('heed_log', '')")
        return position

    async def _append_one(self, provider: UUID, stream: UUID, event: DomainEvent) -> int:
        head = "SELECT position FROM heed.tenant_head WHERE tenant_id = $1 FOR UPDATE"
        at = recorded_at(1 + await self.owner.fetchval(head, provider))
        position = await self.owner.fetchval(_HEAD, provider, at)
        facts = event.facts()
        await self.owner.execute(
            _APPEND, provider, position, stream, uuid4(), event.type, at, facts
        )
        return position

    async def copy_of(self, provider: UUID) -> UUID:
        """Another provider with the very same log."""
        other = await self.provider()
        async with self.owner.transaction():
            await self.owner.execute(_COPY, provider, other)
            await self.owner.execute(_COPY_HEAD, provider, other)
        return other

    async def dispose(self, provider: UUID, position: int) -> None:
        """As the eraser does at the end of a retention."""
        async with self.owner.transaction():
            await self.owner.execute("SET LOCAL ROLE heed_eraser")
            await self.owner.execute("SELECT set_config('heed.tenant', $1, true)", str(provider))
            await self.owner.execute(
                "UPDATE heed.event SET facts = NULL, salt = NULL"
                " WHERE tenant_id = $1 AND position = $2",
                provider,
                position,
            )

    async def fold(self, projection: Projection, provider: UUID, **size: int) -> int:
        """Bring the live version up to the head; where it is now."""
        async with self.pools[PROJECTOR].acquire() as connection:
            version = await prepare(connection, projection)
            unit = Unit(projection, version.version, provider)
            step = await fold_all(connection, unit, **size)
        return 0 if step is None else step.position

    async def caught_up(self, provider: UUID, names: Sequence[str]) -> bool:
        head = await self.owner.fetchval(
            "SELECT position FROM heed.tenant_head WHERE tenant_id = $1", provider
        )
        found = await self.owner.fetch(_POSITIONS, provider, list(names))
        return [row["position"] for row in found] == [head] * len(names)

    async def live(self, name: str) -> int:
        async with self.pools[PROJECTOR].acquire() as connection:
            return with_status(await known(connection, name), Status.LIVE).version

    @asynccontextmanager
    async def reading(self, provider: UUID, role: str = APP) -> AsyncIterator[asyncpg.Connection]:
        """A transaction that names the provider, as the application's do."""
        async with self.pools[role].acquire() as connection, connection.transaction(readonly=True):
            await connection.execute("SELECT set_config('heed.tenant', $1, true)", str(provider))
            yield connection

    async def rows(self, provider: UUID, view: str) -> list[dict[str, Any]]:
        """Everything in a view for that provider, in a fixed order."""
        async with self.reading(provider) as connection:
            rows = await connection.fetch(f"SELECT * FROM heed.{view}")
        return in_order([dict(row) for row in rows])

    async def listening(self, role: str) -> asyncpg.Connection:
        return await asyncpg.connect(self.urls[role])


def in_order(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return sorted((dict(row) for row in rows), key=lambda row: str(sorted(row.items())))
