"""How links between references to people are decided: both ends in one append.

Every reference that means one of the two persons already is read by the attempt, so that two links
made at the same moment are decided one after the other, and neither is lost. The reason is sealed
at each end under the key of that end's person, so that it is erased with them.
"""

from collections.abc import Mapping
from uuid import UUID

from adapters.vault.keys import KeyKind
from api.attempt import Attempt, events_of
from api.command import Target
from api.other_end import not_found
from api.people.answer import MOST_PARTED
from api.people.facts import LinkPerson, UnlinkPerson
from api.problem.problem import Problem
from api.roles import actor_of, identity_of, moment_of
from api.room import must_have_room
from domain.person import decisions
from domain.person.events import PersonLinked, PersonUnlinked
from domain.person.state import Person, fold
from domain.person.vocabulary import MOST_TOGETHER
from domain.sealed import BodyClass

At = Target[Person]
People = Mapping[UUID, Person]


async def together_with(attempt: Attempt, person: UUID) -> People:
    """Every reference that means the same person as this one, itself among them."""
    found: dict[UUID, Person] = {}
    left = {person}
    while left:
        rows = await attempt.load_all(sorted(left))
        found |= {one: fold(events_of(rows[one])) for one in left}
        left = {other for one in left for other in found[one].links} - found.keys()
    return found


async def _find_keys(attempt: Attempt, *persons: UUID) -> None:
    """Whoever was named with an identity has a key already, before anything is in their stream."""
    wanted = [(KeyKind.PERSON, person) for person in persons]
    found = await attempt.heed.keys.find(attempt.provider, wanted)
    attempt.keys |= {person: found.get((KeyKind.PERSON, person)) for person in persons}


async def _must_be_named(attempt: Attempt, person: UUID, other: UUID) -> None:
    """Raises Problem `not-found` where either is nobody whom this provider ever named."""
    named = await attempt.heed.log.named(attempt.provider, (person, other))
    if person not in named:
        raise Problem("not-found")
    rows = (await attempt.load_all([other]))[other]
    if other not in named or (rows and not rows[0].type.startswith("person.")):
        raise not_found("/same_as")


def _linked(attempt: Attempt, at: UUID, other: UUID, body: LinkPerson) -> PersonLinked:
    """As the end `at` has it."""
    return PersonLinked(
        other=other,
        basis=body.basis,
        reason=attempt.sealed(body.reason, BodyClass.IDENTITY, at),
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )


async def link(attempt: Attempt, at: At, body: LinkPerson) -> UUID:
    other = identity_of("per", body.same_as, "/same_as")
    mine, theirs = _linked(attempt, at.id, other, body), _linked(attempt, other, at.id, body)
    await _must_be_named(attempt, at.id, other)
    await _find_keys(attempt, at.id, other)
    here = await together_with(attempt, at.id)
    linked = decisions.link(at.id, here.keys(), mine)
    there = await together_with(attempt, other)
    must_have_room({*here, *there}, MOST_TOGETHER)
    attempt.record(at.id, linked)
    attempt.record(other, theirs)
    return at.id


def _unlinked(attempt: Attempt, at: UUID, other: UUID, body: UnlinkPerson) -> PersonUnlinked:
    return PersonUnlinked(
        other=other,
        reason=attempt.sealed(body.reason, BodyClass.IDENTITY, at),
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )


async def unlink(attempt: Attempt, at: At, body: UnlinkPerson) -> UUID:
    other = identity_of("per", body.from_, "/from")
    unlinked = decisions.unlink(at.state, _unlinked(attempt, at.id, other, body))
    await _find_keys(attempt, at.id, other)
    must_have_room(at.state.parted, MOST_PARTED)
    there = fold(events_of((await attempt.load_all([other]))[other]))
    attempt.record(at.id, unlinked)
    attempt.record(other, decisions.unlink(there, _unlinked(attempt, other, at.id, body)))
    return at.id
