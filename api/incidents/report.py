"""The report: the one request every vendor sends.

Needed are `source_ref` and one of `what_happened` and `kind`; everything else may follow. This
shape is accepted for ever: members are added, never removed.

Source: the pinned report door; Safeguarding Adults Collection; LFPSE.
"""

from typing import Annotated

from pydantic import Field, JsonValue

from api.incidents.parts import (
    AttachmentPart,
    AwarePart,
    CircumstancesPart,
    HarmPart,
    ImmediateActionsPart,
    NoticedPart,
    OccurredPart,
    PersonPart,
    RaisedByPart,
    RestrictedPart,
    RiskPart,
    ServiceNamed,
    SourceStamp,
    ToldPart,
    WishesPart,
)
from api.schema import Code, Ref, Request, Version, Words
from domain.incident.vocabulary import Kind
from domain.vocabulary.factor import Factor


class AccountParts(Request):
    """What is known of an incident, as sent in a report, an amendment or a correction."""

    service: ServiceNamed | None = None
    unit_ref: Ref | None = None
    """House, wing, round or team, by the reference it was opened with."""
    council_area: Code | None = None
    """The council in whose area it happened; not who placed the person."""
    occurred: OccurredPart | None = None
    first_noticed: NoticedPart | None = None
    organisation_aware: AwarePart | None = None
    raised_by: RaisedByPart | None = None
    risks: Annotated[tuple[RiskPart, ...], Field(max_length=20)] | None = None
    harm: HarmPart | None = None
    what_happened: Words | None = None
    """In the reporter's own words. Sealed; never sent back to a reporter."""
    suggested_factors: Annotated[tuple[Factor, ...], Field(max_length=10)] | None = None
    circumstances: CircumstancesPart | None = None
    attachments: Annotated[tuple[AttachmentPart, ...], Field(max_length=20)] | None = None
    extra: Annotated[dict[str, JsonValue], Field(max_length=200)] | None = None
    """Whatever else the care system knows. Kept verbatim, sealed."""


class Report(AccountParts):
    """An incident as a care system reports it, as little or as much as is known."""

    source_ref: Ref
    """Your own stable reference of this record. It must not contain an identifier of a person."""
    source_version: Version = 1
    """Your record's version; a higher one sent to the same door makes the incident grow."""
    kind: Kind | None = None
    source: SourceStamp | None = None
    people: Annotated[tuple[PersonPart, ...], Field(max_length=50)] | None = None
    immediate_actions: ImmediateActionsPart | None = None
    wishes: WishesPart | None = None
    reported_to: Annotated[tuple[ToldPart, ...], Field(max_length=20)] | None = None
    restricted: RestrictedPart | None = None


MEMBERS = frozenset(Report.model_fields)
SERVER_OWNED = frozenset(
    {
        "id",
        "provider_id",
        "tenant_id",
        "recorded_at",
        "version",
        "position",
        "receipt",
        "completeness",
        "issues",
        "actor",
        "stream",
        "changed",
    }
)
"""Members that only Heed sets; a report that carries one is refused, never silently cleaned."""
