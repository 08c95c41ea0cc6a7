"""The parts of a report as a care system sends them, before words are sealed.

Everything but the caller's reference may be absent. Coded lists are closed for requests; a
lenient report sets an unknown code aside instead of refusing it.
"""

from typing import Annotated

from pydantic import Field

from api.schema import (
    Code,
    Digest,
    Line,
    MediaType,
    Ref,
    Registered,
    Request,
    Role,
    ServiceId,
    Url,
    Words,
)
from domain.incident.vocabulary import (
    Asked,
    AskedOf,
    Association,
    AttachmentKind,
    Channel,
    EngagedAs,
    ImmediateAction,
    LackedCapacity,
    NoticedBy,
    PersonIs,
    PhysicalHarm,
    PsychologicalHarm,
    RestrictionReason,
    RiskLocation,
    RiskSource,
    RiskType,
    SafeNow,
    Shift,
    SupportedBy,
    ToldBody,
)
from domain.moment import Day, Precision, When


class SourceStamp(Request):
    """About the record in the care system."""

    recorded_at: When | None = None
    """When it was saved there."""
    url: Url | None = None
    """Where it can be opened there. Sealed."""


class ServiceNamed(Request):
    """The service, by any one of its identifiers."""

    id: ServiceId | None = None
    cqc_location_id: Registered | None = None
    """CQC location id, such as `1-000000101`."""
    ods: Registered | None = None
    """ODS code."""


class OccurredPart(Request):
    """When it happened, or between when."""

    from_: When | None = Field(default=None, alias="from")
    to: When | None = None
    precision: Precision | None = None


class NoticedPart(Request):
    """When anybody first noticed, and who."""

    at: When
    by: NoticedBy | None = None
    precision: Precision | None = None


class AwarePart(Request):
    """When the organisation knew: a manager or the person on call."""

    at: When
    role: Role | None = None
    precision: Precision | None = None


class RaisedByPart(Request):
    """Who raised it. Guarded by a key of its own."""

    staff_ref: Ref | None = None
    role: Role | None = None
    name: Line | None = None
    """Sealed as the reporter's identity."""
    anonymous: bool | None = None
    speaking_up: bool | None = None
    """Raised as speaking up (whistleblowing)."""


class IdentityPart(Request):
    """Who somebody is. Sealed under that person's own key."""

    name: Line | None = None
    nhs_number: Annotated[str, Field(min_length=10, max_length=14)] | None = None
    date_of_birth: Day | None = None
    address: Annotated[str, Field(min_length=1, max_length=1_000)] | None = None


class StaffPart(Request):
    role: Role | None = None
    engaged_as: EngagedAs | None = None


class PersonPart(Request):
    """Somebody in the incident, by the caller's own reference."""

    ref: Ref
    is_: Annotated[tuple[PersonIs, ...], Field(max_length=5)] = Field(default=(), alias="is")
    placed_by: Annotated[tuple[Code, ...], Field(max_length=10)] = ()
    """Commissioners that placed this person; there may be several."""
    self_funded: bool | None = None
    staff: StaffPart | None = None
    identity: IdentityPart | None = None


class RiskPart(Request):
    """Type, source and place of abuse or neglect, together."""

    type: RiskType = RiskType.UNKNOWN
    source: RiskSource = RiskSource.UNKNOWN
    location: RiskLocation = RiskLocation.UNKNOWN


class HarmPart(Request):
    physical: PhysicalHarm | None = None
    psychological: PsychologicalHarm | None = None
    association: Association | None = None


class DonePart(Request):
    kind: ImmediateAction
    at: When | None = None


class ImmediateActionsPart(Request):
    """What was done at once, and whether people are safe now."""

    safe_now: SafeNow | None = None
    done: Annotated[tuple[DonePart, ...], Field(max_length=50)] = ()
    text: Words | None = None


class WishesPart(Request):
    """What the adult wants (Making Safeguarding Personal)."""

    asked: Asked | None = None
    asked_of: AskedOf | None = None
    lacked_capacity: LackedCapacity | None = None
    supported_by: SupportedBy | None = None
    text: Words | None = None


class ToldPart(Request):
    """An outside body that was told."""

    body: ToldBody | None = None
    commissioner_ref: Code | None = None
    at: When | None = None
    channel: Channel | None = None


class CircumstancesPart(Request):
    shift: Shift | None = None
    agency_on_duty: bool | None = None
    lone_working: bool | None = None


class RestrictedPart(Request):
    """Who may not see this incident."""

    exclude: Annotated[tuple[Ref, ...], Field(max_length=50)] = ()
    reason: RestrictionReason = RestrictionReason.OTHER


class AttachmentPart(Request):
    """A pointer to a file in the care system, never its bytes."""

    kind: AttachmentKind = AttachmentKind.OTHER
    url: Url | None = None
    media_type: MediaType | None = None
    sha256: Digest | None = None
