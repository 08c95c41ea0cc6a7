"""What a report says about an incident, once identities are references and words are sealed.

Every member may be absent: a concern is never refused for what could follow later. The same shape
serves the first report, later knowledge (amendment) and putting right (correction).

Source: the report door; Safeguarding Adults Collection SG2 (risks are triples, never three lists).
"""

from typing import Any
from uuid import UUID

from pydantic import Field

from domain.incident.vocabulary import (
    Association,
    AttachmentKind,
    Kind,
    NoticedBy,
    PhysicalHarm,
    PsychologicalHarm,
    RiskLocation,
    RiskSource,
    RiskType,
    Shift,
)
from domain.moment import Kept, Moment, Precision
from domain.part import Part
from domain.sealed import Body
from domain.vocabulary.factor import Factor


class Occurred(Part):
    """When it happened, or the period in which it did. `suspect`: not to be used in a clock."""

    from_: Kept | None = Field(default=None, alias="from")
    to: Kept | None = None
    precision: Precision | None = None
    suspect: bool | None = None


class Noticed(Moment):
    """When any worker, person or family member first noticed."""

    by: NoticedBy | None = None


class Aware(Moment):
    """When the organisation knew: a manager or the person on call had the facts."""

    role: str | None = None


class RaisedBy(Part):
    """Who raised it. `staff` is a random reference; their identity is a body of its own."""

    staff: UUID | None = None
    role: str | None = None
    anonymous: bool | None = None
    speaking_up: bool | None = None
    identity: Body | None = None


class Risk(Part):
    """Type, source and place of abuse or neglect, together."""

    type: RiskType = RiskType.UNKNOWN
    source: RiskSource = RiskSource.UNKNOWN
    location: RiskLocation = RiskLocation.UNKNOWN


class Harm(Part):
    physical: PhysicalHarm | None = None
    psychological: PsychologicalHarm | None = None
    association: Association | None = None


class Circumstances(Part):
    shift: Shift | None = None
    agency_on_duty: bool | None = None
    lone_working: bool | None = None


class Attachment(Part):
    """A pointer to a file in the source system, never its bytes. The address is sealed."""

    kind: AttachmentKind
    media_type: str | None = None
    sha256: str | None = None
    url: Body | None = None


class Account(Part):
    """What is known of an incident. A member that is None is not known yet.

    `council_area`: the council in whose area it happened, which need not be the one that placed
    anybody.
    """

    service: UUID | None = None
    unit: UUID | None = None
    council_area: str | None = None
    occurred: Occurred | None = None
    first_noticed: Noticed | None = None
    organisation_aware: Aware | None = None
    raised_by: RaisedBy | None = None
    risks: tuple[Risk, ...] | None = None
    harm: Harm | None = None
    what_happened: Body | None = None
    suggested_factors: tuple[Factor, ...] | None = None
    circumstances: Circumstances | None = None
    attachments: tuple[Attachment, ...] | None = None
    source_url: Body | None = None
    extra: Body | None = None


class ReportedAccount(Account):
    """An account with the reporter's own word for its kind."""

    kind: Kind | None = None


MEMBERS = tuple(ReportedAccount.model_fields)


def known(account: Account) -> dict[str, Any]:
    """What the account says, by member. None says nothing, whether it was sent or left out: the
    log does not keep the difference.
    """
    said = {name: getattr(account, name, None) for name in MEMBERS}
    return {name: value for name, value in said.items() if value is not None}
