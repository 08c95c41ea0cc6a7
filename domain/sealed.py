"""Sealed bodies: what an event says about text and identities without containing them.

Free text and identities never stand in an event. The event carries the id and the class of a body
that lies, encrypted, in the vault; destroying the key erases the words and leaves the log true.
Each class has its own key and purpose, so that learning outlives the case and a reporter's
identity can be guarded apart.

Source: UK GDPR Arts 5(1)(e), 17; EDPB Guidelines 02/2025; PIDA 1998 (reporters).
"""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class BodyClass(StrEnum):
    """What a body holds, which decides whose key seals it."""

    IDENTITY = "identity"
    """Who an adult is: name, NHS number, date of birth. Sealed under the person's key."""
    STAFF_IDENTITY = "staff_identity"
    """Who a member of staff is. Sealed under the person's key."""
    NARRATIVE = "narrative"
    """What was said and seen in one case. Sealed under the case key."""
    REPORTER_IDENTITY = "reporter_identity"
    """Who raised it. A key and a purpose of its own."""
    LEARNING_TEXT = "learning_text"
    """Findings, actions, lessons, reasons: the provider's learning key; outlives the case."""


class Body(BaseModel):
    """A reference to one sealed body. The words themselves are in the vault."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID
    kind: BodyClass


def bodies_in(value: object) -> Iterator[Body]:
    """Every body that an event refers to, at any depth, in the order of its members."""
    if isinstance(value, Body):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from bodies_in(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for item in value:  # pyright: ignore[reportUnknownVariableType] - any sequence of members
            yield from bodies_in(item)
    elif isinstance(value, dict):
        for item in value.values():  # pyright: ignore[reportUnknownVariableType] - any map of members
            yield from bodies_in(item)
