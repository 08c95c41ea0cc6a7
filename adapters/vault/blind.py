"""Finding without keeping: keyed hashes of what must not be stored.

A person is found again by NHS number or by the caller's own reference through a blind index, and a
repeated request is recognised by its fingerprint. Both are HMACs under a key of the provider's
that PostgreSQL never sees: ten digits, hashed without a key, are guessed in seconds, and so is a
short report about a known person after its erasure. Two providers' indexes cannot be joined.

Promise: what people write in several ways (case and accents' encoding in a name, spaces in an NHS
number) gives one index; a caller's references keep their case, since "w08" and "W08" may be two
people and to join two people is the worse mistake. What says nothing gives no index at all.

Source: RFC 2104 (HMAC); Unicode TR 15 and 21 (normalisation, case folding); UK GDPR recital 26.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Protocol

from adapters.vault.framing import framed
from adapters.vault.nhs_digits import nhs_digits

INDEX_BYTES: Final = 16
_BLOCK_BYTES: Final = 64
_IPAD: Final = bytes(byte ^ 0x36 for byte in range(256))
_OPAD: Final = bytes(byte ^ 0x5C for byte in range(256))


class Field(StrEnum):
    """What is looked up. The value is part of the index: never renamed."""

    NHS_NUMBER = "nhs_number"
    NAME = "name"
    """Also a name with a date of birth, as two parts."""
    EMAIL = "email"
    PERSON_REF = "person_ref"
    """The caller's source and its reference for a person, as two parts."""
    STAFF_REF = "staff_ref"
    SERVICE = "service"
    """Which identifier (of CQC, ODS or Heed) and its value, as two parts."""
    UNIT = "unit"
    """The two parts of its service, and the caller's reference for the unit."""


class _Hash(Protocol):
    """A hash that has begun, as hashlib has it."""

    def copy(self) -> "_Hash": ...

    def update(self, data: bytes, /) -> None: ...

    def digest(self) -> bytes: ...


def blind(index_key: bytes, field: Field, *parts: str) -> bytes:
    """16 bytes. Raises ValueError for a part that is empty or should be an NHS number and is none.

    Otherwise everybody without a value would become one person.
    """
    normalised = [_NORMALISED[field](part) for part in parts]
    if not normalised or not all(normalised):
        raise ValueError("There is nothing here to look up by.")
    message = framed(b"heed/blind/1", field.encode(), *(part.encode() for part in normalised))
    return _hmac(index_key, message)[:INDEX_BYTES]


def fingerprint(index_key: bytes, purpose: str, *parts: bytes) -> bytes:
    """32 bytes, equal only for the same bytes in the same parts for the same purpose.

    Nothing is normalised: bring the parts into one form first.
    """
    message = framed(b"heed/fingerprint/1", purpose.encode(), *parts)
    return _hmac(index_key, message)


def _hmac(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA256 as the library has it, at a fifth of its price: a report takes some thirty, and
    the library begins each from the key.
    """
    begun, outer = _begun(key)
    inner, outer = begun.copy(), outer.copy()
    inner.update(message)
    outer.update(inner.digest())
    return outer.digest()


@lru_cache(maxsize=4096)
def _begun(key: bytes) -> tuple[_Hash, _Hash]:
    """Both hashes of RFC 2104 with the key taken in."""
    if len(key) > _BLOCK_BYTES:
        raise ValueError("A key that is longer than a block is hashed first.")
    block = key.ljust(_BLOCK_BYTES, b"\0")
    return hashlib.sha256(block.translate(_IPAD)), hashlib.sha256(block.translate(_OPAD))


def _folded(text: str) -> str:
    """One form for any case, encoding or spacing. Twice, as folding can undo composition."""
    once = unicodedata.normalize("NFKC", text).casefold()
    return _spaced(unicodedata.normalize("NFKC", once).casefold())


def _exact(text: str) -> str:
    """One form for any encoding or spacing; case is kept."""
    return _spaced(unicodedata.normalize("NFC", text))


def _spaced(text: str) -> str:
    return " ".join(text.split())


_NORMALISED: Final[Mapping[Field, Callable[[str], str]]] = MappingProxyType(
    {
        Field.NHS_NUMBER: nhs_digits,
        Field.NAME: _folded,
        Field.EMAIL: _folded,
        Field.PERSON_REF: _exact,
        Field.STAFF_REF: _exact,
        Field.SERVICE: _exact,
        Field.UNIT: _exact,
    }
)
