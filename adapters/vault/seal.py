"""Sealed bytes: the one form in which words and identities are ever stored.

Form, for ever (pinned by `tests/unit/golden/seal`): "HSB", version 1, a key commitment of 32
bytes, then AES-256-GCM of length ‖ plaintext ‖ zeros, filled up to a multiple of 256 bytes so that
the size says little. SHA-512 over a counter of 1, the data key, a label, provider, body and class
yields the encryption key and the commitment, half each. A data key seals one body only, so the
nonce may be fixed.

Promises: what opens is what was sealed, for this provider, body and class, and no second key opens
the same bytes as something else, so that the SHA-256 in an event pins the words and not merely
their ciphertext. GCM alone does not promise that.

Source: NIST SP 800-38D (GCM); Dodis et al., "Fast Message Franking" (CRYPTO 2018), on ciphertexts
with two meanings; Bellare and Hoang, "Efficient Schemes for Committing Authenticated Encryption"
(2022), for the commitment; NIST SP 800-56C r2 section 4.1, option 1, for the derivation (half of
the hash is never shown, so that it cannot be extended).
"""

import hashlib
import hmac
import os
import struct
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.vault.wrapping import KEY_BYTES, Unopenable

BUCKET: Final = 256
_HEADER: Final = b"HSB\x01"
_COUNTER: Final = bytes([0, 0, 0, 1])
_LABEL: Final = b"heed/sealed-body/1"
_COMMITMENT_BYTES: Final = 32
_BODY_AT: Final = len(_HEADER) + _COMMITMENT_BYTES
_NONCE: Final = bytes(12)
_LENGTH: Final = struct.Struct(">I")
_ABOUT: Final = struct.Struct(">I16sI16sI")


def about_body(provider: UUID, body: UUID, kind: str) -> bytes:
    """What a sealed body is bound to: the same bytes as `framed(provider, body, kind)`."""
    text = kind.encode()
    return _ABOUT.pack(16, provider.bytes, 16, body.bytes, len(text)) + text


def seal(plaintext: bytes, about: bytes) -> tuple[bytes, bytes]:
    """The sealed bytes, and the fresh data key that opens them and seals nothing else."""
    data_key = os.urandom(KEY_BYTES)
    return seal_under(data_key, plaintext, about), data_key


def seal_under(data_key: bytes, plaintext: bytes, about: bytes) -> bytes:
    """Seal under a given data key. It must never have sealed before: the nonce does not change."""
    key, commitment = _expanded(data_key, about)
    length = len(plaintext)
    filling = bytes(-(length + _LENGTH.size) % BUCKET)
    padded = _LENGTH.pack(length) + plaintext + filling
    return _HEADER + commitment + AESGCM(key).encrypt(_NONCE, padded, about)


def open_(sealed: bytes, data_key: bytes, about: bytes) -> bytes:
    """The words. Raises Unopenable for any other key, provider, body or class, or one bit off."""
    if sealed[: len(_HEADER)] != _HEADER:
        raise Unopenable("This is not a sealed body of a version that is known here.")
    key, commitment = _expanded(data_key, about)
    if not hmac.compare_digest(commitment, sealed[len(_HEADER) : _BODY_AT]):
        raise Unopenable("The sealed body is not committed to this key.")
    try:
        padded = AESGCM(key).decrypt(_NONCE, sealed[_BODY_AT:], about)
    except InvalidTag:
        raise Unopenable("The sealed body was changed.") from None
    return padded[_LENGTH.size : _LENGTH.size + _LENGTH.unpack_from(padded)[0]]


def _expanded(data_key: bytes, about: bytes) -> tuple[bytes, bytes]:
    """The encryption key and the commitment, 32 bytes each."""
    # The key's length is part of where it ends: with another one, key and label could be confused.
    if len(data_key) != KEY_BYTES:
        raise ValueError("A data key has 32 bytes.")
    derived = hashlib.sha512(_COUNTER + data_key + _LABEL + about).digest()
    return derived[:KEY_BYTES], derived[KEY_BYTES:]
