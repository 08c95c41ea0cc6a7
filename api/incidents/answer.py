"""An incident as callers read it back: facts and codes, never words or names.

Sealed words appear as `{sealed, id}` and are read by an unsealing of their own, which leaves a
record. A credential that only reports gets the short form: what it needs to go on, and nothing
that could be about somebody else's work.

Source: the pinned report door (answer, rule 6).
"""

from typing import Annotated

from pydantic import Field

from api.schema import (
    Answer,
    BodyId,
    ExternalReportId,
    IncidentId,
    PersonId,
    Version,
)
from domain.incident.vocabulary import (
    Asked,
    AskedOf,
    AttachmentKind,
    Channel,
    CouncilDecision,
    EngagedAs,
    ImmediateAction,
    Kind,
    LackedCapacity,
    LedBy,
    NoticedBy,
    PersonIs,
    SafeNow,
    SupportedBy,
    ToldBody,
)
from domain.moment import Day, Instant, Kept, Precision
from domain.vocabulary.duty import DutyCode

Pointer = Annotated[str, Field(max_length=300)]
Word = Annotated[str, Field(max_length=64)]
OwnRef = Annotated[str, Field(max_length=200)]
MOST_INVESTIGATIONS = 200
MOST_TOLD = 200
MOST_ACTIONS = 500
BEYOND_REACH = 1_000_000
"""Of what newer snapshots bring. A report is never refused for want of room."""


class Sealed(Answer):
    """Words that are kept sealed. `POST /v1/unsealings` opens them, with a purpose."""

    sealed: bool
    id: BodyId


class SourceAnswer(Answer):
    """Where the report came from, and the newest version of it that Heed has."""

    system: OwnRef
    ref: OwnRef
    version: Version


class MissingAnswer(Answer):
    """What is not known yet, what it is needed for, and by when."""

    pointer: Pointer
    needed_for: Word
    needed_by: Word


class CompletenessAnswer(Answer):
    score: Annotated[float, Field(ge=0, le=1)]
    missing: Annotated[tuple[MissingAnswer, ...], Field(max_length=20)]


class IssueAnswer(Answer):
    """Something that was set aside or marked; it refused nothing."""

    pointer: Pointer
    code: Word
    fix: Annotated[str, Field(max_length=300)]


class NextAnswer(Answer):
    """The most urgent fact that nobody has recorded yet."""

    fact: Word
    href: Annotated[str, Field(max_length=300)]


class ReceiptAnswer(Answer):
    """Proof that it was accepted: its place in the log and the hash of its leaf."""

    position: Annotated[str, Field(max_length=40, pattern=r"^e[0-9]+\.[0-9]+$")]
    leaf: Annotated[str, Field(min_length=64, max_length=64, pattern=r"^[0-9a-f]{64}$")]


class ReportAnswer(Answer):
    """What every reporter reads back."""

    id: IncidentId
    version: Version
    kind: Kind
    source: SourceAnswer
    recorded_at: Instant
    what_happened: Sealed | None
    completeness: CompletenessAnswer
    issues: Annotated[tuple[IssueAnswer, ...], Field(max_length=1_000)]
    next: Annotated[tuple[NextAnswer, ...], Field(max_length=10)]


class ReceivedAnswer(ReportAnswer):
    """The answer to a report: the incident as it now is, and the receipt."""

    receipt: ReceiptAnswer


class GrownAnswer(ReceivedAnswer):
    """The answer to a newer snapshot."""

    changed: Annotated[tuple[Word, ...], Field(max_length=50)]
    """The members that changed."""


class MomentAnswer(Answer):
    """A time, how exactly it is known, and whether it is left out of clocks."""

    at: Kept
    precision: Precision | None
    suspect: bool


class NoticedAnswer(MomentAnswer):
    by: NoticedBy | None


class AwareAnswer(MomentAnswer):
    role: Word | None


class OccurredAnswer(Answer):
    from_: Kept | None = Field(alias="from")
    to: Kept | None
    precision: Precision | None
    suspect: bool


class RaisedByAnswer(Answer):
    staff: PersonId | None
    role: Word | None
    anonymous: bool | None
    speaking_up: bool | None
    identity: Sealed | None


class StaffAnswer(Answer):
    role: Word | None
    engaged_as: EngagedAs | None


class PersonAnswer(Answer):
    id: PersonId
    is_: Annotated[tuple[PersonIs, ...], Field(max_length=5)] = Field(alias="is")
    placed_by: Annotated[tuple[Word, ...], Field(max_length=10)]
    self_funded: bool | None
    staff: StaffAnswer | None
    identity: Sealed | None


class DoneAnswer(Answer):
    kind: ImmediateAction
    at: MomentAnswer | None


class ActionsTakenAnswer(Answer):
    safe_now: SafeNow | None
    done: Annotated[tuple[DoneAnswer, ...], Field(max_length=50)]
    text: Sealed | None
    at: MomentAnswer | None


class WishesAnswer(Answer):
    asked: Asked | None
    asked_of: AskedOf | None
    lacked_capacity: LackedCapacity | None
    supported_by: SupportedBy | None
    text: Sealed | None
    at: MomentAnswer | None


class AcknowledgedAnswer(Answer):
    at: MomentAnswer | None
    their_ref: OwnRef | None
    issuer: Word | None


class ToldAnswer(Answer):
    """A report to an outside body and what came back."""

    id: ExternalReportId
    body: ToldBody | None
    commissioner_ref: Word | None
    at: MomentAnswer | None
    channel: Channel | None
    duty: DutyCode | None
    late_reason: Annotated[str, Field(max_length=20_000)] | None
    acknowledged: AcknowledgedAnswer | None


class DecidedAnswer(Answer):
    """The council's decision, as received."""

    decision: CouncilDecision
    led_by: LedBy | None
    report_due_on: Day | None
    at: MomentAnswer | None
    reason: Annotated[str, Field(max_length=20_000)] | None


class ThresholdToolAnswer(Answer):
    name: Annotated[str, Field(max_length=300)]
    version: Annotated[str, Field(max_length=300)]


class ClassifiedAnswer(Answer):
    """The provider's own decision what this is."""

    kind: Kind
    decided_by: Word
    threshold_tool: ThresholdToolAnswer | None
    at: MomentAnswer | None
    reason: Annotated[str, Field(max_length=20_000)] | None


class AttachmentAnswer(Answer):
    kind: AttachmentKind
    media_type: Annotated[str, Field(max_length=100)] | None
    sha256: Annotated[str, Field(max_length=64)] | None
    url: Sealed | None
