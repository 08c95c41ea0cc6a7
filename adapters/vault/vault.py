"""The vault as the rest of Heed uses it: one object that seals, opens and finds.

It holds no words and no rows. Sealing makes what an append stores; opening takes what a read
found. Keys that were opened are kept for at most a minute.

Source: the modules it puts together (`keys.py`, `body.py`, `blind.py`, `opened.py`).
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from adapters.vault import blind as index
from adapters.vault.body import open_body, seal_body
from adapters.vault.file_keyring import FileKeyring
from adapters.vault.keys import ClassKey, KeyKind, new_key, open_key
from adapters.vault.opened import Opened
from domain.log import NewKey, SealedBody
from domain.sealed import BodyClass


class Vault:
    """Of one process; `clock` bounds how long an opened key is kept."""

    def __init__(self, keyring: FileKeyring, *, clock: Callable[[], datetime]) -> None:
        self._keyring = keyring
        self._opened = Opened(clock=clock)

    def blind(self, provider: UUID, field: str, *parts: str) -> bytes:
        """The blind index (16 bytes) of a name. Raises ValueError where it says nothing."""
        key = self._keyring.derived.index_key(provider)
        return index.blind(key, index.Field(field), *parts)

    def fingerprint(self, provider: UUID, purpose: str, *parts: bytes) -> bytes:
        """32 bytes that tell requests apart without saying what they hold."""
        return index.fingerprint(self._keyring.derived.index_key(provider), purpose, *parts)

    def new_key(
        self, provider: UUID, *, key_id: UUID, kind: KeyKind, owner: UUID
    ) -> tuple[NewKey, ClassKey]:
        return new_key(self._keyring, provider=provider, key_id=key_id, kind=kind, owner=owner)

    def key(self, provider: UUID, stored: NewKey) -> ClassKey:
        """A stored key, open. Raises EpochDestroyed where it was erased with its epoch."""
        kept = self._opened.get(provider, stored.id)
        if kept is None:
            kept = open_key(self._keyring, stored, provider=provider)
            self._opened.keep(kept)
        return kept

    def seal(self, words: str, *, body: UUID, kind: BodyClass, key: ClassKey) -> SealedBody:
        return seal_body(words.encode(), body=body, kind=kind, key=key)

    def open(self, body: SealedBody, stored: NewKey, *, provider: UUID) -> str:
        """The words. Raises Unopenable where body, key and hash do not belong together."""
        return open_body(body, key=self.key(provider, stored)).decode()
