"""From words to what is stored and back; whatever does not fit the event is refused."""

import hashlib
from dataclasses import replace
from uuid import UUID

import pytest

from adapters.vault.body import open_body, seal_body
from adapters.vault.keys import KIND_OF, KeyKind
from adapters.vault.wrapping import Unopenable
from domain.sealed import BodyClass
from tests.unit.vault.conftest import BODY, OTHER_PROVIDER, PERSON

WORDS = "Invented: “Rwy'n iawn”, meddai'r gŵr. 🌱".encode()


@pytest.fixture
def body(a_key):
    _, key = a_key()
    return seal_body(WORDS, body=BODY, kind=BodyClass.NARRATIVE, key=key), key


def test_words_come_back_from_what_was_stored(body):
    sealed, key = body

    assert open_body(sealed, key=key) == WORDS


def test_the_event_is_told_the_hash_of_the_sealed_bytes(body):
    sealed, key = body

    assert sealed.sha256 == hashlib.sha256(sealed.sealed).digest()
    assert (sealed.id, sealed.kind, sealed.key_id) == (BODY, "narrative", key.id)
    assert type(sealed.kind) is str


@pytest.mark.parametrize("kind", BodyClass)
@pytest.mark.parametrize("key_kind", KeyKind)
def test_a_class_is_sealed_under_its_own_kind_of_key_only(a_key, kind, key_kind):
    _, key = a_key(kind=key_kind, owner=PERSON)

    if KIND_OF[kind] is key_kind:
        assert open_body(seal_body(WORDS, body=BODY, kind=kind, key=key), key=key) == WORDS
    else:
        with pytest.raises(ValueError, match="not sealed under"):
            seal_body(WORDS, body=BODY, kind=kind, key=key)


def test_a_body_sealed_anew_in_the_table_is_not_the_one_the_event_names(body):
    """Real keys, real seal, other words: only the event's hash can tell."""
    sealed, key = body
    other = seal_body(b"Other words", body=BODY, kind=BodyClass.NARRATIVE, key=key)

    with pytest.raises(Unopenable, match="the event names"):
        open_body(replace(other, sha256=sealed.sha256), key=key)


@pytest.mark.parametrize(
    "changed", [{"id": UUID(int=2)}, {"kind": "learning_text"}, {"wrapped": b""}]
)
def test_a_body_does_not_open_as_another(body, changed):
    sealed, key = body

    with pytest.raises(Unopenable):
        open_body(replace(sealed, **changed), key=key)


def test_a_body_does_not_open_for_another_provider_even_with_the_same_key_id(body, a_key):
    sealed, key = body

    with pytest.raises(Unopenable):
        open_body(sealed, key=a_key(provider=OTHER_PROVIDER)[1])
    with pytest.raises(Unopenable):
        open_body(sealed, key=replace(key, provider=OTHER_PROVIDER))


def test_a_refusal_to_open_says_nothing_of_the_words(body):
    sealed, key = body

    with pytest.raises(Unopenable) as refused:
        open_body(replace(sealed, id=UUID(int=2)), key=key)

    assert "Invented" not in str(refused.value)
    assert refused.value.__suppress_context__
