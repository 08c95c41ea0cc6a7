"""A recorder over an empty log, and whoever owns the database."""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest

from adapters.recorder.recorder import AsyncRecorder, recording
from api.wiring import Urls
from tests.integration.recorder.opened import author_for


@pytest.fixture
async def recorder(urls: Urls, provider: UUID) -> AsyncIterator[AsyncRecorder]:
    """Of the test's provider."""
    async with recording(urls.app, urls.writer, author_for(provider)) as recorder:
        yield recorder


@pytest.fixture
async def owner(urls: Urls) -> AsyncIterator[asyncpg.Connection]:
    owner = await asyncpg.connect(urls.owner)
    yield owner
    await owner.close()
