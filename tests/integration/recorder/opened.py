"""Recorders as the tests open them: each over the empty log of a provider of its own."""

from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from uuid import UUID, uuid4

import asyncpg
from eventsourcing.persistence import StoredEvent

from adapters.recorder.background import in_background
from adapters.recorder.inserting import Author
from adapters.recorder.recorder import AsyncRecorder, recording
from adapters.recorder.synchronous import SyncAggregateRecorder, SyncRecorder
from api.wiring import Urls

CREDENTIAL = UUID(int=0x2A)


def now() -> datetime:
    return datetime.now(UTC)


def author_for(provider: UUID) -> Author:
    return Author(provider, CREDENTIAL, clock=now, ids=uuid4)


async def new_author(urls: Urls) -> Author:
    provider = uuid4()
    owner = await asyncpg.connect(urls.owner)
    await owner.execute("INSERT INTO heed.tenant_head (tenant_id) VALUES ($1)", provider)
    await owner.close()
    return author_for(provider)


@asynccontextmanager
async def a_recorder(urls: Urls) -> AsyncGenerator[AsyncRecorder]:
    async with recording(urls.app, urls.writer, await new_author(urls)) as recorder:
        yield recorder


@contextmanager
def a_sync_recorder(urls: Urls) -> Generator[SyncRecorder]:
    with in_background(a_recorder(urls)) as (background, recorder):
        yield SyncRecorder(background, recorder)


@contextmanager
def a_sync_aggregate_recorder(urls: Urls) -> Generator[SyncAggregateRecorder]:
    with in_background(a_recorder(urls)) as (background, recorder):
        yield SyncAggregateRecorder(background, recorder)


def told(
    stream: UUID, *versions: int, state: bytes = b'{"harm":"none"}', topic: str = "invented.told.v1"
) -> list[StoredEvent]:
    """Events of one stream, one for each version."""
    return [StoredEvent(stream, version, topic, state) for version in versions]
