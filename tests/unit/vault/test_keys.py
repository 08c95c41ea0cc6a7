"""A key opens for whom and what it was made for, and for nothing else."""

from dataclasses import replace
from uuid import UUID

import pytest

from adapters.vault.keys import KIND_OF, KeyKind, new_key, open_key, rewrapped
from adapters.vault.seal import about_body
from adapters.vault.wrapping import Unopenable
from domain.sealed import BodyClass
from tests.unit.vault.conftest import BODY, CASE, KEY, OTHER_PROVIDER, PERSON, PROVIDER

ABOUT = about_body(PROVIDER, BODY, "narrative")
DATA_KEY = bytes(range(32))


def test_every_class_of_body_has_its_kind_of_key():
    assert dict(KIND_OF) == {
        BodyClass.IDENTITY: KeyKind.PERSON,
        BodyClass.STAFF_IDENTITY: KeyKind.PERSON,
        BodyClass.NARRATIVE: KeyKind.CASE,
        BodyClass.REPORTER_IDENTITY: KeyKind.REPORTER,
        BodyClass.LEARNING_TEXT: KeyKind.LEARNING,
    }
    assert set(KIND_OF) == set(BodyClass)


def test_a_new_key_is_stored_wrapped_under_the_current_epoch(a_key, keyring):
    stored, opened = a_key(kind=KeyKind.PERSON, owner=PERSON)

    assert (stored.id, stored.kind, stored.owner) == (KEY, "person", PERSON)
    assert stored.epoch == keyring.current()
    assert (opened.id, opened.kind, opened.provider) == (KEY, KeyKind.PERSON, PROVIDER)


def test_a_stored_key_opens_what_it_sealed(a_key, keyring):
    stored, opened = a_key()
    wrapped = opened.wrap(DATA_KEY, ABOUT)

    assert open_key(keyring, stored, provider=PROVIDER).unwrap(wrapped, ABOUT) == DATA_KEY


@pytest.mark.parametrize(
    "changed",
    [{"id": UUID(int=1)}, {"kind": "person"}, {"owner": PERSON}, {"wrapped": bytes(61)}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_stored_key_cannot_be_passed_off_as_another(a_key, keyring, changed):
    stored, _ = a_key()

    with pytest.raises(Unopenable):
        open_key(keyring, replace(stored, **changed), provider=PROVIDER)


def test_a_key_of_one_provider_does_not_open_as_anothers(a_key, keyring):
    stored, _ = a_key()

    with pytest.raises(Unopenable):
        open_key(keyring, stored, provider=OTHER_PROVIDER)


def test_no_byte_of_a_stored_key_can_be_changed(a_key, keyring):
    stored, _ = a_key()

    for place in range(len(stored.wrapped)):
        changed = bytearray(stored.wrapped)
        changed[place] ^= 0x80
        with pytest.raises(Unopenable):
            open_key(keyring, replace(stored, wrapped=bytes(changed)), provider=PROVIDER)


@pytest.mark.parametrize(
    "elsewhere",
    [
        about_body(OTHER_PROVIDER, BODY, "narrative"),
        about_body(PROVIDER, CASE, "narrative"),
        about_body(PROVIDER, BODY, "learning_text"),
    ],
    ids=["provider", "body", "class"],
)
def test_a_data_key_does_not_open_for_another_body(a_key, elsewhere):
    _, opened = a_key()
    wrapped = opened.wrap(DATA_KEY, ABOUT)

    with pytest.raises(Unopenable):
        opened.unwrap(wrapped, elsewhere)


def test_a_data_key_does_not_open_under_another_key(a_key):
    _, one = a_key()
    _, other = a_key()

    with pytest.raises(Unopenable):
        other.unwrap(one.wrap(DATA_KEY, ABOUT), ABOUT)


def test_the_same_secret_stored_under_another_id_opens_no_body(keyring, a_key):
    """A row copied under a new id does not become a second way to the same words."""
    stored, opened = a_key()
    twin = replace(open_key(keyring, stored, provider=PROVIDER), about=a_key(key_id=CASE)[1].about)

    with pytest.raises(Unopenable):
        twin.unwrap(opened.wrap(DATA_KEY, ABOUT), ABOUT)


def test_a_key_is_wrapped_differently_each_time(a_key):
    _, opened = a_key()

    assert len({opened.wrap(DATA_KEY, ABOUT) for _ in range(100)}) == 100


def test_only_whole_keys_are_wrapped(a_key):
    _, opened = a_key()

    with pytest.raises(ValueError, match="32 bytes"):
        opened.wrap(DATA_KEY[:31], ABOUT)


def test_a_key_wrapped_anew_opens_what_the_old_one_sealed(a_key, keyring):
    stored, opened = a_key()
    wrapped = opened.wrap(DATA_KEY, ABOUT)
    keyring.rotate()

    anew = rewrapped(keyring, stored, provider=PROVIDER)

    assert (anew.epoch, anew.id, anew.kind, anew.owner) == (2, stored.id, stored.kind, stored.owner)
    assert open_key(keyring, anew, provider=PROVIDER).unwrap(wrapped, ABOUT) == DATA_KEY


def test_a_key_in_memory_prints_no_secret(keyring):
    stored, opened = new_key(keyring, provider=PROVIDER, key_id=KEY, kind=KeyKind.CASE, owner=CASE)

    assert "cipher" not in repr(opened)
    assert not hasattr(opened, "secret")
    assert stored.wrapped not in repr(opened).encode()
