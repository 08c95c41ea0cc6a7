"""What opens is what was sealed, here, for this, and the size says little."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.vault.framing import framed
from adapters.vault.seal import BUCKET, about_body, open_, seal, seal_under
from adapters.vault.wrapping import Unopenable
from tests.unit.vault.conftest import BODY, CASE, OTHER_PROVIDER, PROVIDER

ABOUT = about_body(PROVIDER, BODY, "narrative")
WORDS = b"Invented: the door was left open, and nobody said so at handover."
HEADER, COMMITMENT, TAG = 4, 32, 16


@settings(deadline=None)
@given(st.binary(max_size=3 * BUCKET))
def test_words_come_back_as_they_were_sealed(words):
    sealed, data_key = seal(words, ABOUT)

    assert open_(sealed, data_key, ABOUT) == words


@pytest.mark.parametrize("length", [0, 1, 251, 252, 253, 508, 509, 1 << 20])
def test_words_of_any_length_come_back(length):
    sealed, data_key = seal(b"w" * length, ABOUT)

    assert open_(sealed, data_key, ABOUT) == b"w" * length


def test_no_byte_can_be_changed_unnoticed():
    sealed, data_key = seal(WORDS, ABOUT)

    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 0x01]) + sealed[place + 1 :]
        with pytest.raises(Unopenable):
            open_(changed, data_key, ABOUT)


@settings(deadline=None)
@given(st.integers(0, 7), st.integers(0, HEADER + COMMITMENT + BUCKET + TAG - 1))
def test_no_bit_can_be_changed_unnoticed(bit, place):
    sealed, data_key = seal(WORDS, ABOUT)
    changed = bytearray(sealed)
    changed[place] ^= 1 << bit

    with pytest.raises(Unopenable):
        open_(bytes(changed), data_key, ABOUT)


def test_nothing_can_be_cut_off_or_added():
    sealed, data_key = seal(WORDS, ABOUT)
    cut = [sealed[:length] for length in range(len(sealed))]

    for changed in [*cut, sealed + b"\0", sealed + sealed, b"\0" + sealed]:
        with pytest.raises(Unopenable):
            open_(changed, data_key, ABOUT)


@pytest.mark.parametrize(
    "elsewhere",
    [
        about_body(OTHER_PROVIDER, BODY, "narrative"),
        about_body(PROVIDER, CASE, "narrative"),
        about_body(PROVIDER, BODY, "learning_text"),
        about_body(BODY, PROVIDER, "narrative"),
    ],
    ids=["provider", "body", "class", "exchanged"],
)
def test_a_body_cannot_be_moved(elsewhere):
    sealed, data_key = seal(WORDS, ABOUT)

    with pytest.raises(Unopenable):
        open_(sealed, data_key, elsewhere)


def test_another_key_opens_nothing():
    sealed, _ = seal(WORDS, ABOUT)
    _, other_key = seal(WORDS, ABOUT)

    with pytest.raises(Unopenable):
        open_(sealed, other_key, ABOUT)


def test_the_same_words_are_never_sealed_the_same_way_twice():
    assert len({seal(WORDS, ABOUT)[0] for _ in range(100)}) == 100


def test_a_long_name_and_a_short_one_look_the_same_sealed():
    lengths = {len(seal(b"w" * length, ABOUT)[0]) for length in range(253)}

    assert lengths == {HEADER + COMMITMENT + BUCKET + TAG}


@pytest.mark.parametrize("length", range(0, 5 * BUCKET, 37))
def test_the_size_of_a_sealed_body_moves_in_steps(length):
    sealed, _ = seal(b"w" * length, ABOUT)

    assert (len(sealed) - HEADER - COMMITMENT - TAG) % BUCKET == 0


def test_the_words_are_nowhere_in_the_sealed_bytes():
    sealed, data_key = seal(WORDS * 20, ABOUT)

    assert WORDS[:8] not in sealed
    assert data_key not in sealed


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_is_a_fault(length):
    sealed, _ = seal(WORDS, ABOUT)

    with pytest.raises(ValueError, match="32 bytes"):
        seal_under(bytes(length), WORDS, ABOUT)
    with pytest.raises(ValueError, match="32 bytes"):
        open_(sealed, bytes(length), ABOUT)


def test_what_a_body_is_bound_to_is_framed():
    assert framed(PROVIDER.bytes, BODY.bytes, b"narrative") == ABOUT


def test_parts_that_run_into_each_other_are_framed_apart():
    parts = [
        p for n in range(4) for p in itertools.product([b"", b"a", b"aa", b"\0\0\0\1"], repeat=n)
    ]

    assert len({framed(*part) for part in parts}) == len(parts)


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_anything_else_does_not_open(anything):
    with pytest.raises(Unopenable):
        open_(anything, bytes(32), ABOUT)
