"""The vault's tables in memory, for unit tests: they read what the log in memory was given.

Implements the routes' `ClassKeys`, and keeps the record of every look for a test to see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory import MemoryLog
from adapters.vault.keys import KeyKind
from domain.log import NewKey, SealedBody

Placed = tuple[SealedBody, NewKey, UUID]
"""A body, its key, and the stream of the event that carries it."""


@dataclass(frozen=True, slots=True)
class Look:
    """Who asked for which bodies, and why."""

    provider: UUID
    access: UUID
    actor: str
    purpose: str
    at: datetime
    bodies: tuple[UUID, ...]


class MemoryVaultTables:
    """`looks`: oldest first."""

    def __init__(self, log: MemoryLog) -> None:
        self._log = log
        self.looks: list[Look] = []

    async def find(
        self, provider: UUID, owners: Sequence[tuple[KeyKind, UUID]]
    ) -> Mapping[tuple[KeyKind, UUID], NewKey]:
        keys = self._log.held(provider).keys.values()
        known = {(KeyKind(key.kind), key.owner): key for key in keys}
        return {owned: known[owned] for owned in owners if owned in known}

    async def placed(
        self, provider: UUID, ids: Sequence[UUID], kind: str | None = None
    ) -> Sequence[Placed]:
        """Bodies with keys and streams, in the order asked; missing ones are left out."""
        held = self._log.held(provider)
        found = [held.bodies[body] for body in ids if body in held.bodies]
        return [
            (body, held.keys[body.key_id], held.after(position - 1, 1)[0].stream)
            for body, position in found
            if kind in {None, body.kind}
        ]

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
        self.looks.append(Look(provider, access, actor, purpose, at, tuple(ids)))
        return await self.placed(provider, ids)
