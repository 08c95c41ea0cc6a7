"""A world for every test that asks for one, and callers with the usual keys."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.postgres.credential import Registry
from adapters.vault.file_keyring import FileKeyring
from api.scope import CredentialKind
from api.wiring import Urls
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
async def lead(world: World) -> Caller:
    """An admin key: a safeguarding lead's application, strict."""
    return await world.caller()


@pytest.fixture
async def care_system(world: World) -> Caller:
    """A care system's key: reports, and reads back what it sent; lenient."""
    return await world.caller(CredentialKind.CARE_SYSTEM, "rosterly")
