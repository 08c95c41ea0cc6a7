"""The shapes that requests and answers are made of: bounded text, codes, references.

Every string is bounded and every list has a limit, so that the contract says what the edge
enforces. Requests forbid what they do not know; answers have no defaults, a member is always
there, perhaps null.
"""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, WithJsonSchema

from api.nameless import NAMELESS

LARGEST_VERSION = 2_147_483_647
PRINTABLE = r"^[^\x00-\x1f\x7f]*$"


class Request(BaseModel):
    """What a caller sends. Unknown members are refused (or set aside, in a lenient report)."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_by_name=True,
        serialize_by_alias=True,
    )


class Answer(BaseModel):
    """What Heed sends back. A member is always there, perhaps null."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_by_name=True,
        serialize_by_alias=True,
    )


Words = Annotated[str, Field(min_length=1, max_length=20_000)]
"""Free text. It is sealed before it is stored."""

Line = Annotated[str, Field(min_length=1, max_length=300, pattern=PRINTABLE)]
"""One line of free text."""

Ref = Annotated[str, Field(min_length=1, max_length=200, pattern=PRINTABLE)]
"""The caller's own reference; opaque to Heed."""

Registered = Annotated[
    str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")
]
"""A number in a public register: it may look like anything, and is looked up, not kept."""

Code = Annotated[Registered, NAMELESS]
"""A code from a list of the caller's, such as a commissioner's short name."""

RoleShown = Annotated[str, Field(min_length=2, max_length=40, pattern=r"^[a-z][a-z0-9_]{1,39}$")]
"""A role in an answer, as it was taken."""

Role = Annotated[RoleShown, NAMELESS]
"""A role in lower case, such as `registered_manager`."""

OutsideRef = Annotated[
    str,
    Field(
        min_length=1,
        max_length=64,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._/:#-]*( [0-9][A-Za-z0-9._/:#-]*)*$",
    ),
    NAMELESS,
]
"""Somebody else's reference, kept as they wrote it. One word, or more where they begin with a
digit (`SG 2026/113`): a reference, not a sentence, and no identifier of a person.
"""

Title = Annotated[str, Field(min_length=1, max_length=100, pattern=PRINTABLE), NAMELESS]
"""What a published thing is called, such as a form or a tool."""

Url = Annotated[str, Field(min_length=8, max_length=2_000, pattern=r"^https?://[^\x00-\x20\x7f]+$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", min_length=64, max_length=64)]
MediaType = Annotated[
    str, Field(min_length=3, max_length=100, pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$")
]
At = Annotated[
    AwareDatetime,
    WithJsonSchema({"type": "string", "format": "date-time", "maxLength": 40}),
]
"""An instant in an answer. Whatever was taken or reckoned can be shown, in any year."""
Version = Annotated[int, Field(ge=1, le=LARGEST_VERSION, json_schema_extra={"format": "int32"})]


def identifier(prefix: str) -> object:
    """The schema of one of Heed's own identifiers."""
    return Field(
        min_length=30,
        max_length=30,
        pattern=rf"^{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$",
    )


IncidentId = Annotated[str, identifier("inc")]
ServiceId = Annotated[str, identifier("svc")]
UnitId = Annotated[str, identifier("unt")]
PersonId = Annotated[str, identifier("per")]
BodyId = Annotated[str, identifier("bod")]
ExternalReportId = Annotated[str, identifier("xrp")]
InvestigationId = Annotated[str, identifier("inv")]
FindingId = Annotated[str, identifier("fnd")]
EvidenceId = Annotated[str, identifier("evd")]
ChronologyEntryId = Annotated[str, identifier("chr")]
ActionId = Annotated[str, identifier("act")]
AuditId = Annotated[str, identifier("aud")]
LessonId = Annotated[str, identifier("les")]
MeasureId = Annotated[str, identifier("mea")]
GovernanceReviewId = Annotated[str, identifier("rev")]
SignalId = Annotated[str, identifier("sig")]
ThemeId = Annotated[str, identifier("thm")]
EventId = Annotated[str, identifier("evt")]
ProviderId = Annotated[str, identifier("prv")]
