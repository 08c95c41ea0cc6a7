"""A provider whose views are folded when a test says so, or all the time."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.postgres.credential import Registry
from adapters.vault.file_keyring import FileKeyring
from api.wiring import Urls
from api.work import working
from tests.acceptance.world import Caller, World, a_keyring, a_world


@pytest.fixture(scope="session")
def keyring(tmp_path_factory: pytest.TempPathFactory) -> FileKeyring:
    folder = tmp_path_factory.mktemp("keyring")
    folder.chmod(0o700)
    return a_keyring(Path(folder))


@pytest.fixture
async def world(urls: Urls, registry: Registry, keyring: FileKeyring) -> AsyncIterator[World]:
    async with a_world(urls, registry, keyring) as world:
        yield world


@pytest.fixture
async def worker(urls: Urls) -> AsyncIterator[None]:
    """Folds what comes in for as long as the test runs."""
    async with working(urls.projector):
        yield


@pytest.fixture
async def lead(world: World) -> Caller:
    """A safeguarding lead's application, which may read everything."""
    return await world.caller()
