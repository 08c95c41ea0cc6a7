"""A reference to a person as callers read it: what it is linked to, and never who it is."""

from typing import Annotated

from pydantic import Field

from api.incidents.answer import MomentAnswer, ReceiptAnswer, Sealed
from api.roles import RoleAnswer
from api.schema import LARGEST_VERSION, Answer, PersonId
from domain.person.vocabulary import MOST_TOGETHER, Basis

MOST_PARTED = 500
VersionOrNone = Annotated[
    int, Field(ge=0, le=LARGEST_VERSION, json_schema_extra={"format": "int32"})
]


class LinkAnswer(Answer):
    """A link that stands."""

    same_as: PersonId
    basis: Basis
    reason: Sealed
    by: RoleAnswer
    at: MomentAnswer | None


class PartedAnswer(Answer):
    """A link that was taken back."""

    from_: PersonId = Field(alias="from")
    reason: Sealed
    by: RoleAnswer
    at: MomentAnswer | None


class PersonLinks(Answer):
    """A random reference of this provider, and the references that it is linked to directly."""

    id: PersonId
    version: VersionOrNone
    """0: nothing was ever linked to it."""
    links: Annotated[tuple[LinkAnswer, ...], Field(max_length=MOST_TOGETHER)]
    parted: Annotated[tuple[PartedAnswer, ...], Field(max_length=MOST_PARTED)]


class PersonLinksRecorded(PersonLinks):
    """The reference after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer
