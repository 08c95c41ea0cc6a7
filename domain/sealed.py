"""Sealed bodies: what an event says about text and identities without containing them.

Free text and identities never stand in an event. The event carries the id and the class of a body
that lies, encrypted, in the vault; destroying the key erases the words and leaves the log true.
Each class has its own key and purpose, so that learning outlives the case and a reporter's
identity can be guarded apart.

Source: UK GDPR Arts 5(1)(e), 17; EDPB Guidelines 02/2025; PIDA 1998 (reporters).
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, cast
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
    found: list[Body] = []
    _gather(value, found)
    return iter(found)


def _gather(value: object, found: list[Body]) -> None:
    """A model keeps its members in the order in which they are declared."""
    if isinstance(value, Body):
        found.append(value)
        return
    for member in _members(value):
        if isinstance(member, _MAY_HOLD):
            _gather(cast("object", member), found)


def _members(value: object) -> Iterable[object]:
    if isinstance(value, BaseModel):
        return value.__dict__.values()
    if isinstance(value, (list, tuple)):
        return cast("Iterable[object]", value)
    if isinstance(value, dict):
        return cast("dict[object, object]", value).values()
    return ()


_MAY_HOLD: Final = (BaseModel, list, tuple, dict)
