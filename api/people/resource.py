"""A reference to a person as a resource: links only, no identity.

A reference is there as soon as somebody was named, long before anything is recorded of it; so a
fact may be the first of its stream, and whoever records it looks whether the reference is known.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from api.incidents.telling import moment, sealed
from api.people.answer import PersonLinks, PersonLinksRecorded
from api.principal import Principal
from api.reader import Reader
from api.resource import Resource, Standing
from api.roles import role_members
from api.schema import Answer
from domain.identifier import shown
from domain.log import Recorded
from domain.person.state import Person, fold
from domain.sealed import Body


def person_members(identity: UUID, version: int, at: Standing[Person] | None) -> dict[str, Any]:
    """`at` None: nothing was recorded of it."""
    members: dict[str, Any] = {"id": shown("per", identity), "version": version}
    if at is None:
        return members | {"links": (), "parted": ()}
    links = [
        {
            "same_as": shown("per", one.other),
            "basis": one.basis,
            "reason": sealed(one.reason),
            "by": role_members(one.by),
            "at": moment(one.at),
        }
        for one in at.state.links.values()
    ]
    parted = [
        {
            "from": shown("per", one.other),
            "reason": sealed(one.reason),
            "by": role_members(one.by),
            "at": moment(one.at),
        }
        for one in at.state.parted
    ]
    return members | {"links": links, "parted": parted}


def tell(_: Principal, at: Standing[Person]) -> tuple[type[Answer], dict[str, Any]]:
    return PersonLinks, person_members(at.id, at.version, at)


def everyone(_: Principal, __: frozenset[UUID], ___: Person) -> bool:
    """Whoever may link people, or look for repeats; a reference says nothing of who it is."""
    return True


def words(_: Person) -> Iterable[Body]:
    """No learning text: a reason says who somebody is, and is unsealed like an identity."""
    return ()


class _Named(Resource[Person]):
    """One that may have no facts yet."""

    async def found(self, reader: Reader, rows: Sequence[Recorded]) -> Person | None:
        return await super().found(reader, rows) if rows else Person()


PERSON: Resource[Person] = Resource(
    name="person",
    prefix="per",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={PersonLinks: PersonLinksRecorded},
)
NAMED: Resource[Person] = _Named(
    name="person",
    prefix="per",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={PersonLinks: PersonLinksRecorded},
)
"""The same for whoever records the first fact."""
