"""One attempt at one command: what it read, what it wants to record, what it has to seal.

A command may be decided several times when others write at the same moment; each attempt starts
here anew. It remembers the version of every stream it read, so that the append can tell whether
anything moved, and collects words and identities apart from the events that refer to them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from api.heed import Heed
from api.identity import Ids
from api.principal import Principal
from domain import catalogue
from domain.event import DomainEvent
from domain.log import KnownOrigin, NewAlias, NewKey, Recorded
from domain.sealed import Body, BodyClass

Name = tuple[str, ...]
"""What a caller calls something: a field and its parts, such as ("person_ref", source, ref)."""


def staff_name(ref: str) -> Name:
    """Staff are the provider's own, so whose key is used says nothing of who they are; people in
    incidents are known by each system's own reference, until somebody links two of them.
    """
    return ("staff_ref", ref)


def person_name(source: str, ref: str) -> Name:
    return ("person_ref", source, ref)


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be sealed under the key of `owner`: a person, an incident or the provider."""

    words: str
    kind: BodyClass
    owner: UUID


@dataclass(slots=True)
class Attempt:
    """`now` is the API's clock, read once. `actor` is who did it, as it will stand in the log."""

    heed: Heed
    principal: Principal
    provider: UUID
    actor: str
    persons: frozenset[UUID]
    now: datetime
    ids: Ids
    seen: dict[UUID, int] = field(default_factory=dict[UUID, int])
    loaded: dict[UUID, Sequence[Recorded]] = field(default_factory=dict[UUID, Sequence[Recorded]])
    events: list[tuple[UUID, DomainEvent]] = field(default_factory=list[tuple[UUID, DomainEvent]])
    texts: dict[UUID, Text] = field(default_factory=dict[UUID, Text])
    said_at: dict[UUID, str] = field(default_factory=dict[UUID, str])
    """Where in the request learning text stood, as a pointer."""
    aliases: list[NewAlias] = field(default_factory=list[NewAlias])
    names: dict[Name, UUID] = field(default_factory=dict[Name, UUID])
    introduced: set[UUID] = field(default_factory=set[UUID])
    keys: dict[UUID, NewKey | None] = field(default_factory=dict[UUID, NewKey | None])
    """Of persons that were looked up with their keys; None where they had none."""

    async def load(self, stream: UUID) -> Sequence[Recorded]:
        """The stream as this attempt first saw it; its version is part of what it has seen."""
        if stream not in self.loaded:
            self._saw(stream, await self.heed.log.load(self.provider, stream))
        return self.loaded[stream]

    async def load_all(self, streams: Iterable[UUID]) -> Mapping[UUID, Sequence[Recorded]]:
        """The same for several streams, each once, in one look; no rows for an unknown one."""
        wanted = list(dict.fromkeys(streams))
        missing = [stream for stream in wanted if stream not in self.loaded]
        if missing:
            found = await self.heed.log.load_many(self.provider, missing)
            for stream in missing:
                self._saw(stream, found.get(stream, ()))
        return {stream: self.loaded[stream] for stream in wanted}

    def _saw(self, stream: UUID, rows: Sequence[Recorded]) -> None:
        self.loaded[stream] = rows
        self.seen[stream] = rows[-1].version if rows else 0

    def begin(self, stream: UUID) -> None:
        """A stream that must not exist yet."""
        self.seen[stream] = 0

    def record(self, stream: UUID, *events: DomainEvent) -> None:
        """What this attempt wants in the log, in order."""
        self.events.extend((stream, event) for event in events)

    def body(self, words: str | None, kind: BodyClass, owner: UUID) -> Body | None:
        """A reference to words that will be sealed with the events; None for no words."""
        return None if words is None else self.sealed(words, kind, owner)

    def sealed(self, words: str, kind: BodyClass, owner: UUID) -> Body:
        body = Body(id=self.ids(), kind=kind)
        self.texts[body.id] = Text(words, kind, owner)
        return body

    def learning(self, words: str) -> Body:
        """Learning text: sealed under the provider's learning key, so that it outlives a case."""
        return self.sealed(words, BodyClass.LEARNING_TEXT, self.provider)

    async def find(self, names: Iterable[Name]) -> Mapping[Name, UUID]:
        """What these names stand for; unknown ones are left out. One look-up for all."""
        blind = self.heed.vault.blind
        wanted = {blind(self.provider, *name): name for name in names if name not in self.names}
        if wanted:
            known = await self.heed.log.aliases(self.provider, list(wanted))
            self.names |= {wanted[index]: identity for index, identity in known.items()}
        return self.names

    async def recall(self, ref: str, names: Iterable[Name]) -> KnownOrigin | None:
        """The record that this reference of the caller's leads to; and in the same look, what these
        names stand for, with the keys of the people among them.
        """
        blind = self.heed.vault.blind
        wanted = {blind(self.provider, *name): name for name in names if name not in self.names}
        source = self.principal.source
        known = await self.heed.log.recall(self.provider, source, ref, list(wanted))
        self.names |= {wanted[index]: identity for index, identity in known.persons.items()}
        self.keys |= {person: known.keys.get(person) for person in known.persons.values()}
        return known.origin

    def hide_from(self, refs: Iterable[str]) -> tuple[UUID, ...]:
        """Everybody whom these references may mean, each once: the member of staff, and the person
        whom this system calls so. A restriction that fails has to fail on the safe side.
        """
        both = (name for ref in refs for name in (self.staff(ref), self.person(ref)))
        return tuple(dict.fromkeys(self.introduce(name) for name in dict.fromkeys(both)))

    def call(self, name: Name, identity: UUID) -> None:
        """From now on `name` stands for `identity`; the name itself is not kept."""
        self.names[name] = identity
        self.aliases.append(NewAlias(self.heed.vault.blind(self.provider, *name), identity))

    def introduce(self, name: Name) -> UUID:
        """Who `name` stands for; somebody new gets a random reference."""
        if name not in self.names:
            self.call(name, self.ids())
            self.introduced.add(self.names[name])
        return self.names[name]

    def staff(self, ref: str) -> Name:
        """A member of staff, the same through every key of the provider."""
        return staff_name(ref)

    def person(self, ref: str) -> Name:
        """A person as this credential's source calls them."""
        return person_name(self.principal.source, ref)


def events_of(rows: Sequence[Recorded]) -> list[DomainEvent]:
    """The rows as events, upcast where they are old; disposed ones are left out."""
    return [catalogue.read(row.type, row.facts) for row in rows if row.facts is not None]
