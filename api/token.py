"""API keys: how they look, how they are made, and how one that is sent is checked.

`heed_<id>_<secret>`: a prefix that scanners of leaked keys know, 26 characters that say which key,
43 that are 256 random bits. The database holds an HMAC of the secret under the keyring's pepper;
a random secret needs no slow hash.

Source: OWASP ASVS 5.0, chapter 6; GitHub's secret scanning (recognisable prefixes).
"""

import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from domain.identifier import read, shown

PREFIX = "heed_"
_ID_LENGTH = 26
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Token:
    """A key in clear: shown once when it is made, sent with every request."""

    credential: UUID
    secret: str

    def __str__(self) -> str:
        return f"{PREFIX}{shown('key', self.credential)[4:]}_{self.secret}"


def new_token(credential: UUID) -> Token:
    return Token(credential, secrets.token_urlsafe(32))


def read_token(text: str) -> Token | None:
    """None for anything that cannot be a key of ours."""
    if not text.startswith(PREFIX) or len(text) > _LONGEST or not text.isascii():
        return None
    letters, _, secret = text[len(PREFIX) :].partition("_")
    credential = read("key", f"key_{letters}") if len(letters) == _ID_LENGTH else None
    return None if credential is None or not secret else Token(credential, secret)


def secret_hash(pepper: bytes, secret: str) -> bytes:
    """32 bytes."""
    return hmac.digest(pepper, secret.encode(), "sha256")
