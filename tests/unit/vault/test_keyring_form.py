"""A keyring that was damaged or made up is refused, without a word of what it says."""

import json
from uuid import UUID

import pytest

from adapters.vault.keyring import KeyringRefused
from tests.unit.vault.conftest import load

LATER = "2026-03-02T09:00:00Z"
EPOCH = {"epoch": 1, "created_at": LATER, "key": "ab" * 32, "destroyed_at": None}


def a_keyring(**changes):
    usual = {
        "format": "heed-keyring/1",
        "id": str(UUID(int=1)),
        "master": "cd" * 32,
        "epochs": [EPOCH],
    }
    return json.dumps(usual | changes)


def test_an_intact_keyring_is_read(path):
    path.write_text(a_keyring())
    path.chmod(0o600)

    assert load(path).current() == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "\0",
        a_keyring()[:-2],
        a_keyring(format="heed-keyring/2"),
        a_keyring(master="cd" * 31),
        a_keyring(master="secret-secret-secret"),
        a_keyring(extra=1),
        a_keyring(epochs=[]),
        a_keyring(epochs=[EPOCH | {"epoch": 2}]),
        a_keyring(epochs=[EPOCH, EPOCH]),
        a_keyring(epochs=[EPOCH | {"key": None}]),
        a_keyring(epochs=[EPOCH | {"key": None, "destroyed_at": LATER}]),
        a_keyring(epochs=[EPOCH | {"destroyed_at": LATER}]),
        a_keyring(epochs=[EPOCH | {"created_at": "2026-03-02T09:00:00"}]),
    ],
)
def test_a_damaged_keyring_is_refused_without_repeating_it(path, text):
    path.write_text(text)
    path.chmod(0o600)

    with pytest.raises(KeyringRefused, match="damaged") as refused:
        load(path)

    assert "secret" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
