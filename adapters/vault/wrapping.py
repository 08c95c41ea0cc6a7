"""A key locked under another key: one version byte, a random nonce, AES-256-GCM-SIV.

Class keys lie wrapped under an epoch's key and data keys under a class key. GCM-SIV, because one
wrapping key serves many times and must survive a nonce that repeats. The associated data says
what the wrapped key is for: moved elsewhere, it does not unwrap.

Promise: `unwrap` returns what was wrapped, or raises Unopenable.

Source: RFC 8452 (AES-GCM-SIV), section 9 on random nonces.
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

KEY_BYTES: Final = 32
_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_WRAPPED_BYTES: Final = 1 + _NONCE_BYTES + KEY_BYTES + 16


class Unopenable(Exception):  # noqa: N818 - says what is the matter with the bytes
    """Bytes that are damaged, moved, or locked under another key. Never says which, nor echoes."""


def wrap(cipher: AESGCMSIV, secret: bytes, aad: bytes) -> bytes:
    """61 bytes for a key of 32; different every time. `secret` of another length is a defect."""
    if len(secret) != KEY_BYTES:
        raise ValueError("Only keys of 32 bytes are wrapped.")
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + cipher.encrypt(nonce, secret, aad)


def unwrap(cipher: AESGCMSIV, wrapped: bytes, aad: bytes) -> bytes:
    """The 32 bytes that were wrapped with this `aad`."""
    if len(wrapped) != _WRAPPED_BYTES or wrapped[:1] != _VERSION:
        raise Unopenable("This is not a wrapped key.")
    nonce, rest = wrapped[1 : 1 + _NONCE_BYTES], wrapped[1 + _NONCE_BYTES :]
    try:
        return cipher.decrypt(nonce, rest, aad)
    except InvalidTag:
        raise Unopenable("The wrapped key does not open here.") from None
