"""People by the role they hold, as callers send them and as they are shown."""

from typing import Any
from uuid import UUID

from api.attempt import Attempt
from api.incidents.answer import Word
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.schema import Answer, PersonId, Ref, Request, Role
from domain.actor import Actor, InRole
from domain.identifier import read, shown
from domain.incident.clocks import marked
from domain.moment import Moment, When


class RolePart(Request):
    """Somebody by role, and by your own staff reference where you name it."""

    role: Role
    staff_ref: Ref | None = None


class RoleAnswer(Answer):
    role: Word
    staff: PersonId | None


async def in_role(attempt: Attempt, said: RolePart) -> InRole:
    """The role with a random staff reference in place of the caller's own."""
    if said.staff_ref is None:
        return InRole(role=said.role)
    name = attempt.staff(said.staff_ref)
    await attempt.find([name])
    return InRole(role=said.role, staff=attempt.introduce(name))


def role_members(role: InRole) -> dict[str, Any]:
    return {"role": role.role, "staff": role.staff and shown("per", role.staff)}


def actor_of(attempt: Attempt) -> Actor:
    """Whoever this attempt acts for."""
    return Actor.read(attempt.actor)


def moment_of(attempt: Attempt, at: When | None) -> Moment | None:
    """A claimed time, marked where it lies in the future."""
    return None if at is None else marked(Moment(at=at), now=attempt.now)


def maybe_identity(prefix: str, text: str | None, pointer: str) -> UUID | None:
    """None for none; else as `identity_of`."""
    return None if text is None else identity_of(prefix, text, pointer)


def identity_of(prefix: str, text: str, pointer: str) -> UUID:
    """The identity behind one of Heed's own identifiers. Raises Problem `validation`."""
    identity = read(prefix, text)
    if identity is None:
        raise Problem("validation", errors=[Finding(pointer, "wrong_form")])
    return identity
