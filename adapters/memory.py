"""The log in memory, for unit tests: the same answers as PostgreSQL, kept as long as the object.

Events lie in the plain-object recorder of the library `eventsourcing`, one recorder per provider:
its notification id is the position. What that recorder has no place for (idempotency keys,
references, aliases, class keys, sealed bodies) lies in dictionaries beside it.

Source: `domain/log.py` (contract); the contract suite runs against this and PostgreSQL alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from eventsourcing.popo import POPOApplicationRecorder

from adapters.coherent import must_be_coherent
from adapters.stored_event import row_of, stored
from domain.log import (
    Append,
    Code,
    Key,
    KnownOrigin,
    NewKey,
    Origin,
    Outcome,
    Pointer,
    Recalled,
    Recorded,
    SealedBody,
)


@dataclass(slots=True)
class Answered:
    """What a key stands for, and how often it was asked again."""

    request: bytes
    pointer: Pointer
    recorded_at: datetime
    replays: int = 0


@dataclass(slots=True)
class Held:
    """Everything of one provider."""

    recorder: POPOApplicationRecorder = field(default_factory=POPOApplicationRecorder)
    recorded_at: datetime | None = None
    answered: dict[tuple[UUID, str], Answered] = field(
        default_factory=dict[tuple[UUID, str], Answered]
    )
    origins: dict[tuple[str, str], KnownOrigin] = field(
        default_factory=dict[tuple[str, str], KnownOrigin]
    )
    aliases: dict[bytes, UUID] = field(default_factory=dict[bytes, UUID])
    keys: dict[UUID, NewKey] = field(default_factory=dict[UUID, NewKey])
    bodies: dict[UUID, tuple[SealedBody, int]] = field(
        default_factory=dict[UUID, tuple[SealedBody, int]]
    )

    def head(self) -> int:
        return self.recorder.max_notification_id() or 0

    def stream(self, stream: UUID, upto: int | None = None) -> list[Recorded]:
        return [row_of(event.state) for event in self.recorder.select_events(stream, lte=upto)]

    def after(self, position: int, limit: int) -> list[Recorded]:
        if limit < 1:
            return []
        start = max(position, 0)
        found = self.recorder.select_notifications(start, limit, inclusive_of_start=False)
        return [row_of(event.state) for event in found]

    def again(self, key: Key) -> Outcome | None:
        """The answer the key has; asking counts."""
        known = self.answered.get((key.integration, key.key))
        if known is None:
            return None
        if known.request != key.request:
            return Outcome(Code.KEY_REUSED)
        known.replays += 1
        return Outcome(Code.REPLAYED, known.pointer, known.recorded_at)

    def is_known(self, origin: Origin | None) -> bool:
        known = origin and self.origins.get((origin.source, origin.ref))
        if origin is None or known is None:
            return False
        return known.stream != origin.stream or known.version >= origin.version

    def is_overtaken(self, append: Append) -> bool:
        """A stream, a key or an alias is not as it was seen."""
        owned = {(key.kind, key.owner) for key in self.keys.values()}
        usable = self.keys.keys() | {key.id for key in append.keys}
        bodies = (body for event in append.events for body in event.bodies)
        return (
            any(len(self.stream(stream)) != version for stream, version in append.seen.items())
            or any((key.kind, key.owner) in owned for key in append.keys)
            or any(self.aliases.get(a.blind, a.person) != a.person for a in append.aliases)
            or any(body.key_id not in usable for body in bodies)
        )

    def keep(self, append: Append) -> Outcome:
        """Nothing stands in its way any more."""
        at = append.now if self.recorded_at is None else max(append.now, self.recorded_at)
        first = self.head() + 1
        places = list(enumerate(append.events, first))
        self.recorder.insert_events([stored(append.provider, p, at, event) for p, event in places])
        self.recorded_at = at
        self.bodies |= {body.id: (body, p) for p, event in places for body in event.bodies}
        self.keys |= {key.id: key for key in append.keys}
        self.aliases |= {alias.blind: alias.person for alias in append.aliases}
        if (origin := append.origin) is not None:
            known = KnownOrigin(origin.stream, origin.version, origin.content, origin.members)
            self.origins[origin.source, origin.ref] = known
        pointer = Pointer(
            status=append.status,
            stream=append.answers,
            version=append.answers_version,
            position=self.head() if append.events else append.points_at,
            events=len(append.events),
        )
        answered = Answered(append.key.request, pointer, at)
        self.answered[append.key.integration, append.key.key] = answered
        return Outcome(Code.STORED, pointer, at)


class MemoryLog:
    """Implements `domain.log.Log`."""

    def __init__(self) -> None:
        self._held: dict[UUID, Held] = {}

    def open_provider(self, provider: UUID) -> None:
        """Give the provider a log. Safe to do twice."""
        self._held.setdefault(provider, Held())

    def held(self, provider: UUID) -> Held:
        """Of an unknown provider: nothing, and nothing will be kept."""
        return self._held.get(provider, Held())

    async def append(self, append: Append) -> Outcome:
        must_be_coherent(append)
        if append.provider not in self._held:
            return Outcome(Code.NO_PROVIDER)
        held = self._held[append.provider]
        if (again := held.again(append.key)) is not None:
            return again
        if held.is_known(append.origin):
            return Outcome(Code.ORIGIN_KNOWN)
        if held.is_overtaken(append):
            return Outcome(Code.CONFLICT)
        return held.keep(append)

    async def replay(self, provider: UUID, key: Key) -> Outcome | None:
        return self.held(provider).again(key)

    async def load(
        self, provider: UUID, stream: UUID, *, version: int | None = None
    ) -> Sequence[Recorded]:
        return self.held(provider).stream(stream, version)

    async def load_many(
        self, provider: UUID, streams: Sequence[UUID]
    ) -> Mapping[UUID, Sequence[Recorded]]:
        found = {stream: self.held(provider).stream(stream) for stream in streams}
        return {stream: rows for stream, rows in found.items() if rows}

    async def after(self, provider: UUID, position: int, limit: int) -> Sequence[Recorded]:
        return self.held(provider).after(position, limit)

    async def at(self, provider: UUID, position: int) -> Recorded | None:
        if position < 1:
            return None
        found = self.held(provider).after(position - 1, 1)
        return found[0] if found else None

    async def head(self, provider: UUID) -> int:
        if provider not in self._held:
            raise LookupError("No such provider.")
        return self._held[provider].head()

    async def origins(
        self, provider: UUID, source: str, refs: Sequence[str]
    ) -> Mapping[str, KnownOrigin]:
        known = self.held(provider).origins
        return {ref: known[source, ref] for ref in refs if (source, ref) in known}

    async def aliases(self, provider: UUID, blinds: Sequence[bytes]) -> Mapping[bytes, UUID]:
        known = self.held(provider).aliases
        return {blind: known[blind] for blind in blinds if blind in known}

    async def named(self, provider: UUID, persons: Sequence[UUID]) -> frozenset[UUID]:
        return frozenset(persons) & frozenset(self.held(provider).aliases.values())

    async def recall(
        self, provider: UUID, source: str, ref: str, blinds: Sequence[bytes]
    ) -> Recalled:
        persons = await self.aliases(provider, blinds)
        kept = self.held(provider).keys.values()
        of_persons = {key.owner: key for key in kept if key.kind == "person"}
        keys = {one: of_persons[one] for one in persons.values() if one in of_persons}
        origins = await self.origins(provider, source, [ref])
        return Recalled(origins.get(ref), persons, keys)
