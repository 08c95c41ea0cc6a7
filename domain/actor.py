"""Who did it: a credential always, and the person it acted for where the caller said so.

In the log an actor is one short text: `<credential>` or `<credential>/<role>/<staff>`. The staff
reference is random and belongs to this provider; the caller's own reference is in the alias table
alone. It is asserted by the caller, never authenticated by Heed.

Some facts count only because of who recorded them: an investigation is signed off by somebody
other than its lead, an action is verified by somebody other than its owner. There an actor is
required, and where the other side is known by role alone the same role is not "somebody else".

What Heed's own policies record, such as a signal, is recorded by Heed: under a credential that
nobody holds and for nobody.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import Field

from domain.event import ImpossibleHistory
from domain.part import Part
from domain.refusal import Refusal
from domain.vocabulary.code import CODE_PATTERN, Code

Role = Annotated[Code, Field(description="What somebody does here, such as registered_manager.")]

_ROLE = re.compile(CODE_PATTERN)

HEED: Final = UUID("68656564-0000-7000-8000-000000000000")
"""Heed itself, as a credential."""


class ActorRequired(Refusal):
    code = "actor-required"
    detail = "Say on whose behalf this is done: their role and your reference for them."


class InRole(Part):
    """Somebody by the role they hold, and by their random staff reference where it is known."""

    role: Role
    staff: UUID | None = None

    def may_be(self, other: "InRole") -> bool:
        """Whether this may be the same person: by reference where both have one, else by role."""
        if self.staff is not None and other.staff is not None:
            return self.staff == other.staff
        return self.role == other.role


@dataclass(frozen=True, slots=True)
class Actor:
    """`role` and `staff` come together or not at all; ValueError otherwise."""

    credential: UUID
    role: str | None = None
    staff: UUID | None = None

    def __post_init__(self) -> None:
        if (self.role is None) is not (self.staff is None):
            raise ValueError("A role and a staff reference come together.")
        if self.role is not None and not is_role(self.role):
            raise ValueError("A role is a short code in lower snake case.")

    def __str__(self) -> str:
        """As it stands in the log."""
        if self.role is None:
            return str(self.credential)
        return f"{self.credential}/{self.role}/{self.staff}"

    @classmethod
    def system(cls) -> Self:
        """Heed itself, where one of its policies records something."""
        return cls(HEED)

    @property
    def is_system(self) -> bool:
        return self.credential == HEED

    @classmethod
    def read(cls, text: str) -> Self:
        """The actor behind a text of the log. Raises ImpossibleHistory for any other text."""
        try:
            actor = cls._read(text.split("/"))
        except ValueError as odd:
            raise ImpossibleHistory("An actor that Heed never wrote.") from odd
        if str(actor) != text:
            raise ImpossibleHistory("An actor that Heed never wrote.")
        return actor

    @classmethod
    def _read(cls, parts: list[str]) -> Self:
        match parts:
            case [credential]:
                return cls(UUID(credential))
            case [credential, role, staff]:
                return cls(UUID(credential), role, UUID(staff))
            case _:
                raise ValueError("An actor has one part or three.")

    def in_role(self) -> InRole:
        """Whom it acts for. Raises ActorRequired where the caller did not say."""
        if self.role is None:
            raise ActorRequired
        return InRole(role=self.role, staff=self.staff)


def is_role(text: str) -> bool:
    """Whether `text` has the shape of a role; which roles there are is the provider's business."""
    return _ROLE.fullmatch(text) is not None
