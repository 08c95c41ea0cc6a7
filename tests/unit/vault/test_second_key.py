"""One ciphertext that means two things: possible with GCM alone, impossible with a commitment.

Whoever holds both keys can make one ciphertext and tag that open under either key, each to words
of their choice: "followed the plan" for the inspector, something else for the file. An event that
carried the hash of such bytes would commit to neither. This makes the attack, then shows that a
sealed body withstands it.

Source: Dodis, Grubbs, Ristenpart and Woodage, "Fast Message Franking: From Invisible Salamanders
to Encryptment" (CRYPTO 2018); NIST SP 800-38D 6.3, 6.4 (GHASH).
"""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.vault.seal import _expanded, about_body, open_
from adapters.vault.wrapping import Unopenable
from tests.unit.vault.conftest import BODY, PROVIDER

ABOUT = about_body(PROVIDER, BODY, "narrative")
NONCE = bytes(12)
FIRST_KEY, SECOND_KEY = bytes([1]) * 32, bytes([2]) * 32
CALM = b"\0\0\0\x3cThe worker kept to the plan and told the manager at once."
GRAVE = b"The worker did not keep to the plan, and told nobody at all."


def times(one: int, other: int) -> int:
    """Multiplication in GF(2^128) as GCM defines it, most significant bit first."""
    product = 0
    for bit in range(127, -1, -1):
        if other >> bit & 1:
            product ^= one
        one = one >> 1 ^ (0xE1 << 120 if one & 1 else 0)
    return product


def inverse(one: int) -> int:
    result, power = 1 << 127, one
    for _ in range(127):
        power = times(power, power)
        result = times(result, power)
    return result


def block(key: bytes, plain: bytes) -> bytes:
    return Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(plain)


def stream(key: bytes, blocks: int) -> bytes:
    return b"".join(block(key, NONCE + (2 + n).to_bytes(4, "big")) for n in range(blocks))


def xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=False))


def whole(text: bytes, size: int) -> bytes:
    return text + bytes(-len(text) % size)


def tag(key: bytes, ciphertext: bytes, about: bytes) -> int:
    subkey, total = int.from_bytes(block(key, bytes(16)), "big"), 0
    lengths = (len(about) * 8).to_bytes(8, "big") + (len(ciphertext) * 8).to_bytes(8, "big")
    hashed = whole(about, 16) + whole(ciphertext, 16) + lengths
    for start in range(0, len(hashed), 16):
        total = times(total ^ int.from_bytes(hashed[start : start + 16], "big"), subkey)
    return total ^ int.from_bytes(block(key, NONCE + b"\0\0\0\1"), "big")


def with_two_meanings(first_key: bytes, second_key: bytes) -> bytes:
    """Four blocks for each key, and one whose value makes both tags the same."""
    first, second = stream(first_key, 4), stream(second_key, 8)[64:]
    ciphertext = xor(whole(CALM, 64), first) + xor(whole(GRAVE, 64), second)
    apart = tag(first_key, ciphertext + bytes(16), ABOUT) ^ tag(
        second_key, ciphertext + bytes(16), ABOUT
    )
    subkeys = [int.from_bytes(block(key, bytes(16)), "big") for key in (first_key, second_key)]
    weight = times(subkeys[0], subkeys[0]) ^ times(subkeys[1], subkeys[1])
    ciphertext += times(apart, inverse(weight)).to_bytes(16, "big")
    return ciphertext + tag(first_key, ciphertext, ABOUT).to_bytes(16, "big")


@pytest.fixture(scope="module")
def salamander():
    """Made for the very keys that a sealed body would be encrypted with."""
    return with_two_meanings(_expanded(FIRST_KEY, ABOUT)[0], _expanded(SECOND_KEY, ABOUT)[0])


def test_gcm_alone_opens_the_same_bytes_as_two_different_reports(salamander):
    first, second = (
        AESGCM(_expanded(key, ABOUT)[0]).decrypt(NONCE, salamander, ABOUT)
        for key in (FIRST_KEY, SECOND_KEY)
    )

    assert first[: len(CALM)] == CALM
    assert second[64 : 64 + len(GRAVE)] == GRAVE


@pytest.mark.parametrize(("committed", "other"), [(FIRST_KEY, SECOND_KEY), (SECOND_KEY, FIRST_KEY)])
def test_a_sealed_body_opens_under_the_committed_key_alone(salamander, committed, other):
    sealed = b"HSB\x01" + _expanded(committed, ABOUT)[1] + salamander

    open_(sealed, committed, ABOUT)
    with pytest.raises(Unopenable, match="not committed"):
        open_(sealed, other, ABOUT)


def test_two_keys_never_have_the_same_commitment():
    commitments = {_expanded(number.to_bytes(32, "big"), ABOUT)[1] for number in range(2000)}

    assert len(commitments) == 2000
