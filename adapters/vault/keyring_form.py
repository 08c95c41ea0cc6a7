"""What stands in a keyring file: its identity, the master, and the key of each epoch.

An epoch that was destroyed stays as a row without a key, so that "erased" can be told from "the
wrong keyring". The form is read for ever; another form is another `format`.

Source: this project.
"""

import os
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from adapters.vault.keyring import KeyringRefused
from adapters.vault.wrapping import KEY_BYTES

Secret = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class StoredEpoch(BaseModel):
    """`key` is None exactly when `destroyed_at` is not."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    epoch: int
    created_at: AwareDatetime
    key: Secret | None = Field(repr=False)
    destroyed_at: AwareDatetime | None

    def destroyed(self, at: datetime) -> "StoredEpoch":
        return self.model_copy(update={"key": None, "destroyed_at": at})


class StoredKeyring(BaseModel):
    """Epochs are numbered 1, 2, 3… in order; the last is the current one and has its key."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    format: Literal["heed-keyring/1"]
    id: UUID
    master: Secret = Field(repr=False)
    epochs: tuple[StoredEpoch, ...]

    def text(self) -> bytes:
        return self.model_dump_json(indent=1).encode() + b"\n"

    def current(self) -> StoredEpoch:
        return self.epochs[-1]

    def with_epoch(self, at: datetime) -> "StoredKeyring":
        """The same with one epoch more, which is the current one from now on."""
        begun = _begun(self.current().epoch + 1, at)
        return self.model_copy(update={"epochs": (*self.epochs, begun)})

    def without(self, epoch: int, at: datetime) -> "StoredKeyring":
        """The same without the key of that epoch."""
        rows = [row.destroyed(at) if row.epoch == epoch else row for row in self.epochs]
        return self.model_copy(update={"epochs": tuple(rows)})


def fresh(keyring: UUID, at: datetime) -> StoredKeyring:
    """A new keyring with its first epoch."""
    return StoredKeyring(
        format="heed-keyring/1", id=keyring, master=_secret(), epochs=(_begun(1, at),)
    )


def parsed(text: bytes) -> StoredKeyring:
    """Raises KeyringRefused, without a word of what the file says, where it is damaged."""
    try:
        stored = StoredKeyring.model_validate_json(text)
    except ValidationError:
        raise KeyringRefused(
            "The keyring is damaged or of a form that is not known here."
        ) from None
    numbered = [row.epoch for row in stored.epochs] == [*range(1, len(stored.epochs) + 1)]
    told = all((row.key is None) != (row.destroyed_at is None) for row in stored.epochs)
    if not (stored.epochs and numbered and told and stored.current().key):
        raise KeyringRefused("The keyring is damaged: its epochs do not follow each other.")
    return stored


def _begun(epoch: int, at: datetime) -> StoredEpoch:
    return StoredEpoch(epoch=epoch, created_at=at, key=_secret(), destroyed_at=None)


def _secret() -> str:
    return os.urandom(KEY_BYTES).hex()
