"""A watch: one policy of the worker, and what it sees when it looks at a provider.

A watch looks at what is known and records what follows from it. It may be asked at any time, any
number of times, by any number of workers: whatever it records has an identity that follows from
what it is about, which is its stream and its idempotency key, so that looking twice records once.
It is Heed that records here, for nobody; a machine never answers for people, never closes or
reopens anything and never changes a verdict.

Source: the binding design, section 8 (policies that raise signals).
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias
from uuid import UUID

from adapters.postgres.reading import Connection
from api.attempt import Attempt, events_of
from api.heed import Heed
from api.principal import Principal
from api.scope import CredentialKind
from api.sealing import to_append
from domain.actor import HEED, Actor
from domain.event import DomainEvent
from domain.log import Code, Key, Recorded
from projections.runner.declaration import Projection

ATTEMPTS: Final = 5
_SOURCE: Final = "heed"
_CREATED: Final = 201

Decide: TypeAlias = Callable[[Attempt], Awaitable[UUID | None]]
"""Records events in the attempt and returns the stream that they are about; None: nothing to
record after all. What it decides on, it loads through the attempt.
"""


class Overtaken(Exception):  # noqa: N818 - says what happened
    """Others were quicker every time. Nothing was recorded; the next look decides again."""


@dataclass(frozen=True, slots=True)
class Looking:
    """One look at one provider. `now`: the clock, read once. `position`: how far the log had come,
    which the projections that the watch names have reached.
    """

    heed: Heed
    provider: UUID
    now: datetime
    position: int

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[Connection]:
        """As heed_app, this provider only, one moment, read only."""
        async with self.heed.reads.looking(self.provider) as connection:
            yield connection

    async def load(self, stream: UUID) -> Sequence[DomainEvent]:
        """Oldest first; none for an unknown stream."""
        return events_of(await self.heed.log.load(self.provider, stream))

    async def rows(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Recorded]]:
        """The same as they lie in the log, of several; unknown ones are left out."""
        return await self.heed.log.load_many(self.provider, streams) if streams else {}

    async def record(self, identity: str, decide: Decide) -> bool:
        """Once for ever under this identity, however often it is tried. Whether it was recorded
        now. Raises Overtaken.
        """
        request = self.heed.vault.fingerprint(self.provider, "watch", identity.encode())
        key = Key(HEED, identity, request)
        for _ in range(ATTEMPTS):
            attempt = self._attempt(identity)
            about = await decide(attempt)
            if about is None:
                return False
            append = await to_append(attempt, key=key, status=_CREATED, answers=about)
            outcome = await self.heed.log.append(append)
            if outcome.code in {Code.STORED, Code.REPLAYED}:
                return outcome.code is Code.STORED
        raise Overtaken(identity)

    def _attempt(self, identity: str) -> Attempt:
        principal = Principal(
            credential=HEED,
            kind=CredentialKind.ADMIN,
            source=_SOURCE,
            integration=HEED,
            scopes=frozenset(),
            providers=(self.provider,),
        )
        return Attempt(
            heed=self.heed,
            principal=principal,
            provider=self.provider,
            actor=str(Actor.system()),
            persons=frozenset(),
            now=self.now,
            ids=self.heed.ids(f"heed/{identity}"),
        )


@dataclass(frozen=True, slots=True)
class Watch:
    """`projections`: what `look` reads by SQL; they have reached the position looked at."""

    name: str
    projections: tuple[Projection, ...]
    look: Callable[[Looking], Awaitable[None]]
