"""A reference to a person as it stands: its events folded, oldest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never
from uuid import UUID

from domain.event import DomainEvent, ImpossibleHistory
from domain.person.events import PersonEvent, PersonLinked, PersonUnlinked


@dataclass(frozen=True, slots=True)
class Person:
    """`links`: those that stand, by the reference at their other end. `parted`: every link that
    was taken back, in the order of that.
    """

    links: Mapping[UUID, PersonLinked] = field(default_factory=dict[UUID, PersonLinked])
    parted: tuple[PersonUnlinked, ...] = ()


def evolve(person: Person, event: PersonEvent) -> Person:
    match event:
        case PersonLinked():
            if event.other in person.links:
                raise ImpossibleHistory("Two references linked twice.")
            return replace(person, links={**person.links, event.other: event})
        case PersonUnlinked():
            if event.other not in person.links:
                raise ImpossibleHistory("A link taken back that did not stand.")
            left = {one: link for one, link in person.links.items() if one != event.other}
            return replace(person, links=left, parted=(*person.parted, event))
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Person:
    """The reference as it stands; one of which nothing was recorded is linked to nothing."""
    person = Person()
    for event in events:
        if not isinstance(event, PersonEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a person")
        person = evolve(person, event)
    return person
