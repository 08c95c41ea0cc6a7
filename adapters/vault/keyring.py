"""What Heed asks of whoever holds the outermost keys: a file, or a key management service.

The secrets of an epoch never leave the keyring and never touch PostgreSQL. A month or so long,
an epoch ends by rotation; its keys are wrapped anew; and when the last backup that needs it has
expired it is destroyed, which makes every key that was erased meanwhile unreadable in every
backup. `wrap` binds the provider: one provider's keys do not open as another's.

Source: NIST SP 800-57 part 1, 5.3.5 and 8.3.4 (cryptoperiods, destruction); ICO guidance on
erasure from backups.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


class KeyringRefused(Exception):  # noqa: N818 - an answer to the operator, in words
    """The keyring is missing, unsafe or damaged, or was asked for what it must not do."""


class EpochUnknown(LookupError):  # noqa: N818 - says which case it is
    """No such epoch was ever in this keyring: the database belongs to another one."""


class EpochDestroyed(LookupError):  # noqa: N818 - says which case it is
    """The epoch was destroyed, and with it whatever was still wrapped under it: erased."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """What may be known of an epoch. `destroyed_at` is None while its key is there."""

    epoch: int
    created_at: datetime
    destroyed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Description:
    """No secrets. `keyring` is this keyring's own identity; epochs run oldest first."""

    keyring: UUID
    current: int
    epochs: tuple[Epoch, ...]


class Keyring(Protocol):
    """Wraps and unwraps class keys; every process that shares it sees a rotation at once."""

    def current(self) -> int:
        """The epoch under which new keys are wrapped."""
        ...

    def wrap(self, epoch: int, provider: UUID, secret: bytes, aad: bytes) -> bytes:
        """Raises EpochUnknown or EpochDestroyed."""
        ...

    def unwrap(self, epoch: int, provider: UUID, wrapped: bytes, aad: bytes) -> bytes:
        """Raises Unopenable, EpochUnknown or EpochDestroyed."""
        ...

    def rotate(self) -> int:
        """Begin a new epoch and say which; the older ones go on opening what they wrapped."""
        ...

    def destroy(self, epoch: int) -> None:
        """For ever. Every live key must have been wrapped anew before; doing it twice is safe.

        Raises KeyringRefused for the current epoch and for one that was current a moment ago.
        """
        ...

    def describe(self) -> Description: ...
