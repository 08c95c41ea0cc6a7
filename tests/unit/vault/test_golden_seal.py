"""What was sealed, wrapped or derived once is so for ever.

The files were made by another program than Heed, from the definitions in the modules' docstrings;
the secrets in them are counted bytes.
"""

import hashlib
import json
import shutil
from pathlib import Path
from uuid import UUID

import pytest

from adapters.vault.blind import Field, blind, fingerprint
from adapters.vault.body import open_body
from adapters.vault.file_keyring import FileKeyring
from adapters.vault.keyring import EpochDestroyed
from adapters.vault.keys import open_key
from adapters.vault.seal import about_body, open_, seal_under
from domain.log import NewKey, SealedBody

GOLDEN = Path(__file__).parents[1] / "golden" / "seal"
BODY = json.loads((GOLDEN / "body.json").read_text(encoding="utf-8"))
DERIVED = json.loads((GOLDEN / "derived.json").read_text(encoding="utf-8"))
PROVIDER = UUID(BODY["provider"])


@pytest.fixture
def keyring(path, clock):
    """A checkout has no modes to keep, so the file gets its own here."""
    shutil.copyfile(GOLDEN / "keyring.json", path)
    path.chmod(0o600)
    return FileKeyring(path, clock=clock)


def test_a_sealed_body_opens_for_ever():
    about = about_body(PROVIDER, UUID(BODY["body"]), BODY["kind"])
    words = open_(bytes.fromhex(BODY["sealed"]), bytes.fromhex(BODY["data_key"]), about)

    assert words.decode() == BODY["words"]


def test_sealing_under_the_same_key_makes_the_same_bytes_for_ever():
    about = about_body(PROVIDER, UUID(BODY["body"]), BODY["kind"])
    sealed = seal_under(bytes.fromhex(BODY["data_key"]), BODY["words"].encode(), about)

    assert sealed.hex() == BODY["sealed"]
    assert hashlib.sha256(sealed).hexdigest() == BODY["sha256"]


def test_a_stored_body_opens_from_the_keyring_down_for_ever(keyring):
    row = BODY["key"]
    stored = NewKey(
        id=UUID(row["id"]),
        kind=row["kind"],
        owner=UUID(row["owner"]),
        epoch=row["epoch"],
        wrapped=bytes.fromhex(row["wrapped"]),
    )
    body = SealedBody(
        id=UUID(BODY["body"]),
        kind=BODY["kind"],
        key_id=stored.id,
        wrapped=bytes.fromhex(BODY["wrapped"]),
        sealed=bytes.fromhex(BODY["sealed"]),
        sha256=bytes.fromhex(BODY["sha256"]),
    )

    key = open_key(keyring, stored, provider=PROVIDER)

    assert open_body(body, key=key).decode() == BODY["words"]


def test_the_keyring_file_is_read_for_ever(keyring):
    described = keyring.describe()

    assert (described.keyring, described.current) == (UUID(int=described.keyring.int), 2)
    assert [epoch.destroyed_at is not None for epoch in described.epochs] == [True, False]
    with pytest.raises(EpochDestroyed):
        keyring.unwrap(1, PROVIDER, bytes(61), b"")


def test_what_is_derived_from_the_master_never_changes(keyring):
    derived = keyring.derived

    assert derived.index_key(PROVIDER).hex() == DERIVED["index_key"]
    assert derived.role_password(DERIVED["role"]) == DERIVED["role_password"]
    assert keyring.fingerprint().hex() == DERIVED["keyring_fingerprint"]
    assert derived.cursor_key().hex() == DERIVED["cursor_key"]
    assert derived.api_key_pepper().hex() == DERIVED["api_key_pepper"]


@pytest.mark.parametrize("field", sorted(DERIVED["blind"]))
def test_a_person_is_found_by_the_same_index_for_ever(keyring, field):
    *parts, index = DERIVED["blind"][field]

    assert blind(keyring.derived.index_key(PROVIDER), Field(field), *parts).hex() == index


def test_a_request_has_the_same_fingerprint_for_ever(keyring):
    purpose, *parts, expected = DERIVED["fingerprint"]
    key = keyring.derived.index_key(PROVIDER)

    assert fingerprint(key, purpose, *(part.encode() for part in parts)).hex() == expected
