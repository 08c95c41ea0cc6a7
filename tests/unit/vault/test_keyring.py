"""Epochs begin, go on opening what they wrapped, and end; every process sees it at once."""

from datetime import timedelta
from uuid import UUID

import pytest

from adapters.vault.file_keyring import GRACE, FileKeyring, create_keyring
from adapters.vault.keyring import (
    Epoch,
    EpochDestroyed,
    EpochUnknown,
    Keyring,
    KeyringRefused,
)
from adapters.vault.wrapping import Unopenable
from tests.unit.vault.conftest import OTHER_PROVIDER, PROVIDER

SECRET = bytes(range(32))


@pytest.fixture
def another_process(path, clock, keyring):
    """The same file, opened a second time."""
    return FileKeyring(path, clock=clock)


def test_a_file_is_a_keyring(keyring):
    port: Keyring = keyring

    assert port.current() == 1


def test_what_was_wrapped_unwraps(keyring):
    wrapped = keyring.wrap(1, PROVIDER, SECRET, b"about")

    assert keyring.unwrap(1, PROVIDER, wrapped, b"about") == SECRET


def test_what_was_wrapped_for_one_provider_or_purpose_unwraps_for_no_other(keyring):
    wrapped = keyring.wrap(1, PROVIDER, SECRET, b"about")

    with pytest.raises(Unopenable):
        keyring.unwrap(1, OTHER_PROVIDER, wrapped, b"about")
    with pytest.raises(Unopenable):
        keyring.unwrap(1, PROVIDER, wrapped, b"other")


def test_an_older_epoch_goes_on_opening_what_it_wrapped(keyring):
    wrapped = keyring.wrap(1, PROVIDER, SECRET, b"about")

    assert keyring.rotate() == 2
    assert keyring.current() == 2
    assert keyring.unwrap(1, PROVIDER, wrapped, b"about") == SECRET
    with pytest.raises(Unopenable):
        keyring.unwrap(2, PROVIDER, wrapped, b"about")


def test_every_process_sees_a_rotation_at_once(keyring, another_process):
    keyring.rotate()

    assert another_process.current() == 2
    assert another_process.rotate() == 3
    assert keyring.current() == 3


def test_a_destroyed_epoch_opens_nothing_in_any_process(keyring, another_process, clock):
    wrapped = keyring.wrap(1, PROVIDER, SECRET, b"about")
    assert another_process.unwrap(1, PROVIDER, wrapped, b"about") == SECRET
    keyring.rotate()
    clock.passes(GRACE)

    keyring.destroy(1)

    for process in (keyring, another_process):
        with pytest.raises(EpochDestroyed):
            process.unwrap(1, PROVIDER, wrapped, b"about")
        with pytest.raises(EpochDestroyed):
            process.wrap(1, PROVIDER, SECRET, b"about")


def test_the_key_of_a_destroyed_epoch_is_no_longer_in_the_file(keyring, path, clock):
    key = keyring._stored.epochs[0].key
    assert key.encode() in path.read_bytes()
    keyring.rotate()
    clock.passes(GRACE)

    keyring.destroy(1)

    assert key.encode() not in path.read_bytes()


def test_destroying_twice_is_safe(keyring, clock):
    keyring.rotate()
    clock.passes(GRACE)
    keyring.destroy(1)
    before = keyring.describe()
    clock.passes(GRACE)

    keyring.destroy(1)

    assert keyring.describe() == before


def test_the_current_epoch_is_never_destroyed(keyring):
    with pytest.raises(KeyringRefused, match="rotate first"):
        keyring.destroy(1)


def test_an_epoch_is_not_destroyed_while_somebody_may_still_be_using_it(keyring, clock):
    keyring.rotate()
    clock.passes(GRACE - timedelta(seconds=1))

    with pytest.raises(KeyringRefused, match="less than an hour"):
        keyring.destroy(1)


@pytest.mark.parametrize("epoch", [-1, 0, 2, 99])
def test_an_epoch_that_never_was_means_the_wrong_keyring(keyring, epoch):
    with pytest.raises(EpochUnknown):
        keyring.unwrap(epoch, PROVIDER, bytes(61), b"")
    with pytest.raises(EpochUnknown):
        keyring.destroy(epoch)


def test_a_keyring_describes_itself_without_a_secret(keyring, clock):
    began = clock()
    keyring.rotate()
    clock.passes(GRACE)
    keyring.destroy(1)

    described = keyring.describe()

    assert described.keyring == UUID(int=0xF1)
    assert described.current == 2
    assert described.epochs == (Epoch(1, began, clock()), Epoch(2, began, None))
    for secret in (keyring._stored.master, keyring._stored.epochs[1].key):
        assert secret not in repr(described)
        assert secret not in repr(keyring._stored)
        assert secret not in repr(keyring)


def test_roles_keys_and_index_outlive_every_epoch(keyring, another_process, clock):
    before = keyring.derived.role_password("heed_app"), keyring.derived.index_key(PROVIDER)
    keyring.rotate()
    clock.passes(GRACE)
    keyring.destroy(1)

    derived = another_process.derived
    assert (derived.role_password("heed_app"), derived.index_key(PROVIDER)) == before


def test_each_derived_secret_is_of_its_own(keyring):
    derived = keyring.derived
    secrets = {
        derived.index_key(PROVIDER),
        derived.index_key(OTHER_PROVIDER),
        derived.cursor_key(),
        derived.api_key_pepper(),
        derived.role_password("heed_app"),
        derived.role_password("heed_writer"),
        derived.role_password("heed_projector"),
    }

    assert len(secrets) == 7


def test_a_role_password_needs_no_escaping(keyring):
    password = keyring.derived.role_password("heed_app")

    assert len(password) == 43
    assert password.replace("-", "").replace("_", "").isalnum()


def test_two_keyrings_share_nothing(keyring, tmp_path, clock):
    other = tmp_path / "other" / "keyring.json"
    create_keyring(other, keyring=UUID(int=0xF2), now=clock())
    second = FileKeyring(other, clock=clock)

    assert second.derived.cursor_key() != keyring.derived.cursor_key()
    with pytest.raises(Unopenable):
        second.unwrap(1, PROVIDER, keyring.wrap(1, PROVIDER, SECRET, b""), b"")


def test_an_index_of_many_providers_is_the_same_when_asked_again(keyring, monkeypatch):
    monkeypatch.setattr("adapters.vault.derived._KEPT", 3)
    first = [keyring.derived.index_key(UUID(int=number)) for number in range(10)]

    assert [keyring.derived.index_key(UUID(int=number)) for number in range(10)] == first


def test_keys_of_many_providers_open_when_asked_again(keyring, monkeypatch):
    monkeypatch.setattr("adapters.vault.file_keyring._KEPT", 3)
    providers = [UUID(int=number) for number in range(10)]
    wrapped = [keyring.wrap(1, provider, SECRET, b"") for provider in providers]

    for provider, one in zip(providers, wrapped, strict=True):
        assert keyring.unwrap(1, provider, one, b"") == SECRET
