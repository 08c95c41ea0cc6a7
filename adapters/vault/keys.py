"""Class keys: whose key seals what, and the wrapping that makes erasure possible.

A person's identity is sealed under that person's key, what was said under the case's, a reporter's
identity under a key of its own per incident, learning under the provider's. Each is 256 random
bits, wrapped by an epoch's key that PostgreSQL never sees; destroying the one row destroys every
copy of the words, in backups too once the epoch is gone.

Promise: a wrapped key opens only for the provider, id, kind and owner it was made for, and a data
key only for its provider, body, class and class key. The words of one cannot be moved to another.

Source: UK GDPR Arts 17, 25, 32; NIST SP 800-57 part 1, 5.3 (a key has one purpose and a period).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from adapters.vault.framing import framed
from adapters.vault.keyring import Keyring
from adapters.vault.wrapping import KEY_BYTES, unwrap, wrap
from domain.log import NewKey
from domain.sealed import BodyClass

_CLASS_KEY: Final = b"heed/class-key/1"
_DATA_KEY: Final = b"heed/data-key/1"


class KeyKind(StrEnum):
    """What a class key belongs to; its owner is that person, incident or provider."""

    PERSON = "person"
    CASE = "case"
    REPORTER = "reporter"
    """Owned by the incident, apart from the case key: another purpose, another life."""
    LEARNING = "learning"


KIND_OF: Final[Mapping[BodyClass, KeyKind]] = MappingProxyType(
    {
        BodyClass.IDENTITY: KeyKind.PERSON,
        BodyClass.STAFF_IDENTITY: KeyKind.PERSON,
        BodyClass.NARRATIVE: KeyKind.CASE,
        BodyClass.REPORTER_IDENTITY: KeyKind.REPORTER,
        BodyClass.LEARNING_TEXT: KeyKind.LEARNING,
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class ClassKey:
    """A class key, open, in memory. The secret itself can be neither read nor printed."""

    provider: UUID
    id: UUID
    kind: KeyKind
    cipher: AESGCMSIV = field(repr=False)
    about: bytes = field(repr=False)

    def must_be_for(self, kind: BodyClass) -> None:
        """Raises ValueError where bodies of this class have another kind of key."""
        if KIND_OF[kind] is not self.kind:
            raise ValueError(f"A body of class {kind} is not sealed under a {self.kind} key.")

    def wrap(self, data_key: bytes, about: bytes) -> bytes:
        """The data key of the one body that `about_body` says."""
        return wrap(self.cipher, data_key, self.about + about)

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """Raises Unopenable where it is not the data key of this body under this key."""
        return unwrap(self.cipher, wrapped, self.about + about)


def new_key(
    keyring: Keyring, *, provider: UUID, key_id: UUID, kind: KeyKind, owner: UUID
) -> tuple[NewKey, ClassKey]:
    """A fresh key: wrapped for the append that first uses it, and open to seal with."""
    secret, epoch = os.urandom(KEY_BYTES), keyring.current()
    wrapped = keyring.wrap(epoch, provider, secret, _about_key(provider, key_id, kind, owner))
    kept = NewKey(id=key_id, kind=kind, owner=owner, epoch=epoch, wrapped=wrapped)
    return kept, _opened(provider, key_id, kind, secret)


def open_key(keyring: Keyring, key: NewKey, *, provider: UUID) -> ClassKey:
    """A stored key, open. Raises Unopenable; EpochDestroyed where it was erased with its epoch."""
    return _opened(provider, key.id, KeyKind(key.kind), _secret(keyring, key, provider))


def rewrapped(keyring: Keyring, key: NewKey, *, provider: UUID) -> NewKey:
    """The same key under the current epoch, so that the older epoch can be destroyed."""
    epoch, about = keyring.current(), _about_key(provider, key.id, key.kind, key.owner)
    wrapped = keyring.wrap(epoch, provider, _secret(keyring, key, provider), about)
    return replace(key, epoch=epoch, wrapped=wrapped)


def _opened(provider: UUID, key_id: UUID, kind: KeyKind, secret: bytes) -> ClassKey:
    about = framed(_DATA_KEY, provider.bytes, key_id.bytes)
    return ClassKey(provider, key_id, kind, AESGCMSIV(secret), about)


def _secret(keyring: Keyring, key: NewKey, provider: UUID) -> bytes:
    about = _about_key(provider, key.id, key.kind, key.owner)
    return keyring.unwrap(key.epoch, provider, key.wrapped, about)


def _about_key(provider: UUID, key_id: UUID, kind: str, owner: UUID) -> bytes:
    return framed(_CLASS_KEY, provider.bytes, key_id.bytes, kind.encode(), owner.bytes)
