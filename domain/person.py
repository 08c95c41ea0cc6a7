"""A person, as far as the log knows one: a random reference, and nothing else.

The reference is the stream itself. Who the person is lies in sealed bodies under a key of their
own, how callers call them lies in the alias table as a blind index; neither stands in an event.

Source: UK GDPR Art 4(5) (pseudonymisation), Art 25.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, assert_never

from domain.event import DomainEvent, ImpossibleHistory
from domain.vocabulary.code import Name


class PersonIntroduced(DomainEvent):
    """Somebody was named for the first time, as an adult, as staff or otherwise."""

    type: ClassVar[str] = "person.introduced.v1"


class PersonAliasAdded(DomainEvent):
    """A system knows this person by a reference of its own. The reference is not in here."""

    type: ClassVar[str] = "person.alias_added.v1"

    system: Name


PersonEvent = PersonIntroduced | PersonAliasAdded


@dataclass(frozen=True, slots=True)
class Person:
    """`systems`: every system that has a reference for this person, in order of learning it."""

    systems: tuple[str, ...] = ()


def evolve(person: Person | None, event: PersonEvent) -> Person:
    if isinstance(event, PersonIntroduced):
        if person is not None:
            raise ImpossibleHistory("A person introduced twice.")
        return Person()
    if person is None:
        raise ImpossibleHistory(f"{event.type} before person.introduced")
    match event:
        case PersonAliasAdded():
            return replace(person, systems=(*person.systems, event.system))
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Person | None:
    """The person as far as the log knows one; None for no events."""
    person: Person | None = None
    for event in events:
        if not isinstance(event, PersonEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a person")
        person = evolve(person, event)
    return person
