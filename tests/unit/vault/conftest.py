"""A keyring in a folder of its own, a clock that is set by hand, and one case's keys."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from adapters.vault.file_keyring import FileKeyring, create_keyring
from adapters.vault.keys import KeyKind, new_key

PROVIDER = UUID(int=0xA1)
OTHER_PROVIDER = UUID(int=0xA2)
CASE = UUID(int=0xC1)
PERSON = UUID(int=0xB1)
BODY = UUID(int=0xD1)
KEY = UUID(int=0xE1)


class Clock:
    """Stands still until time is let pass."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, span: timedelta) -> None:
        self.now += span


def make(path: Path) -> bool:
    return create_keyring(path, keyring=uuid4(), now=Clock()())


def load(path: Path) -> FileKeyring:
    return FileKeyring(path, clock=Clock())


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keyring.json"


@pytest.fixture
def keyring(path, clock):
    create_keyring(path, keyring=UUID(int=0xF1), now=clock())
    return FileKeyring(path, clock=clock)


@pytest.fixture
def a_key(keyring):
    """A function that makes a key: stored form and open form."""

    def made(kind=KeyKind.CASE, owner=CASE, key_id=KEY, provider=PROVIDER):
        return new_key(keyring, provider=provider, key_id=key_id, kind=kind, owner=owner)

    return made
