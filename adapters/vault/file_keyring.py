"""The keyring as a file: the default where no key management service is used.

Keep a copy of the file in a safe place: without it nothing sealed can be read again, by design.
The file is looked at before each use, so that a rotation or a destruction by one process holds for
all at once; and where it has vanished, nothing more is sealed, as it could not be read after a
restart. What a disk or a copy retains of a destroyed epoch is outside this module's reach: use an
encrypted disk, and let the copies expire.

Source: `keyring.py` (contract), `keyring_file.py` (the file), `keyring_form.py` (its content).
"""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

from adapters.vault import keyring_file, keyring_form, wrapping
from adapters.vault.derived import Derived, derive
from adapters.vault.keyring import (
    Description,
    Epoch,
    EpochDestroyed,
    EpochUnknown,
    KeyringRefused,
)

GRACE: Final = timedelta(hours=1)
"""How long ago an epoch must have been succeeded before it can be destroyed: an append that took
its number just before the rotation has long been committed, and found by whoever wraps anew."""

_KEPT: Final = 4096


def create_keyring(path: Path, *, keyring: UUID, now: datetime) -> bool:
    """Make the file if there is none; True if it was made. Safe to do twice, and at once."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.path.lexists(path):
        return False
    return keyring_file.create(path, keyring_form.fresh(keyring, now).text())


class FileKeyring:
    """Implements `Keyring`; `derived` holds what comes from the master. Not for several threads."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime]) -> None:
        """Raises KeyringRefused where the file is missing, unsafe or damaged."""
        self._path, self._name = path, str(path)
        self._clock = clock
        self._ciphers: dict[tuple[int, UUID], AESGCMSIV] = {}
        self._seen: tuple[int, ...] = self._look()
        self._stored = keyring_form.parsed(keyring_file.read(path))
        self.derived = Derived(bytes.fromhex(self._stored.master))

    def current(self) -> int:
        self._refresh()
        return self._stored.current().epoch

    def wrap(self, epoch: int, provider: UUID, secret: bytes, aad: bytes) -> bytes:
        return wrapping.wrap(self._cipher(epoch, provider), secret, aad)

    def unwrap(self, epoch: int, provider: UUID, wrapped: bytes, aad: bytes) -> bytes:
        self._refresh()
        return wrapping.unwrap(self._cipher(epoch, provider), wrapped, aad)

    def rotate(self) -> int:
        with keyring_file.locked(self._path):
            self._refresh()
            keyring_file.replace(self._path, self._stored.with_epoch(self._clock()).text())
        return self.current()

    def destroy(self, epoch: int) -> None:
        with keyring_file.locked(self._path):
            self._refresh()
            if self._key(epoch) is None:
                return
            now = self._clock()
            if self._succeeded_at(epoch) + GRACE > now:
                raise KeyringRefused("This epoch was current less than an hour ago.")
            keyring_file.replace(self._path, self._stored.without(epoch, now).text())
        self._refresh()

    def describe(self) -> Description:
        self._refresh()
        epochs = (Epoch(row.epoch, row.created_at, row.destroyed_at) for row in self._stored.epochs)
        return Description(self._stored.id, self._stored.current().epoch, tuple(epochs))

    def fingerprint(self) -> bytes:
        """32 bytes by which a database knows its own keyring; no rotation changes them."""
        return self.derived.fingerprint(self._stored.id)

    def _cipher(self, epoch: int, provider: UUID) -> AESGCMSIV:
        cipher = self._ciphers.get((epoch, provider))
        if cipher is None:
            secret = self._key(epoch)
            if secret is None:
                raise EpochDestroyed("This epoch was destroyed; what it wrapped is erased.")
            cipher = AESGCMSIV(derive(secret, b"heed/epoch/1", provider.bytes))
            if len(self._ciphers) >= _KEPT:
                self._ciphers.clear()
            self._ciphers[epoch, provider] = cipher
        return cipher

    def _key(self, epoch: int) -> bytes | None:
        """None where it was destroyed."""
        if not 1 <= epoch <= len(self._stored.epochs):
            raise EpochUnknown("This keyring never had such an epoch.")
        key = self._stored.epochs[epoch - 1].key
        return None if key is None else bytes.fromhex(key)

    def _succeeded_at(self, epoch: int) -> datetime:
        if epoch == self._stored.current().epoch:
            raise KeyringRefused("The current epoch cannot be destroyed; rotate first.")
        return self._stored.epochs[epoch].created_at

    def _refresh(self) -> None:
        """Read again if the file is another one than before. It must be the same keyring's."""
        seen = self._look()
        if seen == self._seen:
            return
        stored = keyring_form.parsed(keyring_file.read(self._path))
        if (stored.id, stored.master) != (self._stored.id, self._stored.master):
            raise KeyringRefused("The keyring was exchanged for another one while in use.")
        self._stored, self._seen = stored, seen
        self._ciphers.clear()

    def _look(self) -> tuple[int, ...]:
        try:
            seen = os.lstat(self._name)
        except OSError as refused:
            raise KeyringRefused(f"The keyring cannot be found: {refused.strerror}.") from None
        return seen.st_ino, seen.st_ctime_ns, seen.st_size
