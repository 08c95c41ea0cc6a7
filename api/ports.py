"""What the routes ask of the outside world, in the smallest words.

`adapters/` and `projections/` provide these; the wiring puts them together.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from adapters.vault.keys import KeyKind
from domain.log import NewKey, SealedBody

Placed = tuple[SealedBody, NewKey, UUID]
"""A body, its key, and the stream of the event that carries it."""


class ClassKeys(Protocol):
    """The vault's tables."""

    async def find(
        self, provider: UUID, owners: Sequence[tuple[KeyKind, UUID]]
    ) -> Mapping[tuple[KeyKind, UUID], NewKey]:
        """The keys that exist; others are left out."""
        ...

    async def placed(
        self, provider: UUID, ids: Sequence[UUID], kind: str | None = None
    ) -> Sequence[Placed]:
        """Bodies (of one class, if given) in the order asked, without a record: to see where they
        belong, and for learning text, which is shown with its resource. Missing ones are left out.
        """
        ...

    async def unseal(
        self,
        provider: UUID,
        ids: Sequence[UUID],
        *,
        access: UUID,
        actor: str,
        purpose: str,
        at: datetime,
    ) -> Sequence[Placed]:
        """The bodies, and in the same transaction the record of who looked and why. Without the
        record there are no bodies.
        """
        ...
