"""The facts about a reference to a person: it means the same person as another one, or does not.

Two systems call one person by two names, and each name has a random reference of its own. A link
says that both mean one person. It is a judgement of somebody who may be wrong, so it can be taken
back, and it never changes what either reference was named in. A link is a fact at both ends, so
that neither can be linked anew while it is being looked at.

The reason says who somebody is, so it is sealed with their identity, under their own key, at each
end apart: it is erased with them.

Source: Heed's rule that every link is a fact at both ends; UK GDPR Art 5(1)(d) (accuracy).
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AfterValidator

from domain.actor import InRole
from domain.event import DomainEvent
from domain.moment import Moment
from domain.person.vocabulary import Basis
from domain.sealed import Body, BodyClass


def _sealed_as_identity(body: Body) -> Body:
    if body.kind is not BodyClass.IDENTITY:
        raise ValueError("This text says who somebody is and has to be sealed as identity.")
    return body


Reason = Annotated[Body, AfterValidator(_sealed_as_identity)]


class PersonLinked(DomainEvent):
    """This reference and `other` mean the same person."""

    type: ClassVar[str] = "person.linked.v1"

    other: UUID
    basis: Basis
    reason: Reason
    by: InRole
    at: Moment | None = None


class PersonUnlinked(DomainEvent):
    """They do not, after all, or nobody can say so any more."""

    type: ClassVar[str] = "person.unlinked.v1"

    other: UUID
    reason: Reason
    by: InRole
    at: Moment | None = None


PersonEvent = PersonLinked | PersonUnlinked
