"""Secrets that are derived, not stored: one master, one label for each purpose.

Losing a database role's password or a cursor key loses nothing, as the same keyring derives it
again; two purposes never share a key. Labels and lengths are fixed for ever (pinned by
`tests/unit/golden/seal`): a changed label would orphan every blind index and lock out every role.

Source: RFC 5869 (HKDF), section 3.2 on `info`.
"""

from base64 import urlsafe_b64encode
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.vault.framing import framed
from adapters.vault.wrapping import KEY_BYTES

_KEPT: Final = 4096


def derive(secret: bytes, label: bytes, *about: bytes) -> bytes:
    """32 bytes by HKDF-SHA256 that say nothing about `secret` nor about each other."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=framed(label, *about)).derive(secret)


class Derived:
    """Everything that comes from the master. Prints nothing of it."""

    def __init__(self, master: bytes) -> None:
        self._master = master
        self._index_keys: dict[UUID, bytes] = {}

    def index_key(self, provider: UUID) -> bytes:
        """For the provider's blind index and its request fingerprints (`blind.py`)."""
        key = self._index_keys.get(provider)
        if key is None:
            key = derive(self._master, b"heed/index/1", provider.bytes)
            if len(self._index_keys) >= _KEPT:
                self._index_keys.clear()
            self._index_keys[provider] = key
        return key

    def role_password(self, role: str) -> str:
        """Of a database login role: 43 characters that need no escaping in a DSN or in SQL."""
        secret = derive(self._master, b"heed/role/1", role.encode())
        return urlsafe_b64encode(secret).rstrip(b"=").decode()

    def fingerprint(self, keyring: UUID) -> bytes:
        """Tells this keyring from every other, and says nothing of its keys."""
        return derive(self._master, b"heed/fingerprint/1", keyring.bytes)

    def cursor_key(self) -> bytes:
        """Signs the cursors of lists, so that a caller cannot make one up."""
        return derive(self._master, b"heed/cursor/1")

    def api_key_pepper(self) -> bytes:
        """Keys the stored hash of an API key: a copy of the database alone verifies nothing."""
        return derive(self._master, b"heed/api-key/1")
