"""What callers send about an investigation. Free text is learning text: it names nobody."""

from typing import Annotated

from pydantic import Field

from api.roles import RolePart
from api.schema import (
    AuditId,
    Digest,
    EvidenceId,
    FindingId,
    GovernanceReviewId,
    IncidentId,
    Ref,
    Request,
    Role,
    ServiceId,
    Words,
)
from domain.moment import Precision, When
from domain.vocabulary.code import Code
from domain.vocabulary.evidence import EvidenceStrength
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.learning_response import Method, Origin

Incidents = Annotated[tuple[IncidentId, ...], Field(min_length=1, max_length=200)]


class OriginPointerPart(Request):
    """The record that made you look. `ref`: somebody else's own, such as that of a complaint."""

    audit: AuditId | None = None
    governance_review: GovernanceReviewId | None = None
    ref: Ref | None = None


class OpenInvestigation(Request):
    """Any learning response: a huddle, a review, an enquiry the council caused.

    With the method `none`, `why` says why nothing more is looked into; it can be signed off at
    once.
    """

    incidents: Annotated[tuple[IncidentId, ...], Field(max_length=200)] = ()
    origin: Origin
    method: Method
    why: Words
    """Why this method, in proportion."""
    lead: RolePart
    lead_independent: bool
    questions: Annotated[tuple[Words, ...], Field(max_length=20)] = ()
    service: ServiceId | None = None
    pointer: OriginPointerPart | None = None
    at: When | None = None


class AddIncidents(Request):
    """More incidents that are looked at from now on."""

    incidents: Incidents
    at: When | None = None


class ChangeLead(Request):
    """Somebody else leads from now on."""

    lead: RolePart
    lead_independent: bool
    reason: Words
    at: When | None = None


class AddChronologyEntry(Request):
    """Something that happened, as a source tells it: the note of a visit, a call, a sheet.

    Its words belong to the case: they are sealed under the key of `incident`, or of the
    investigation where that has none.
    """

    when: When
    precision: Precision | None = None
    source: Code
    """Where it is written, such as `daily_notes`."""
    kind: Code
    text: Words | None = None
    incident: IncidentId | None = None
    """Whose case the words belong to; needed where several incidents are looked at."""
    at: When | None = None


class AddEvidence(Request):
    """A pointer to evidence, never the evidence."""

    kind: Code
    count: Annotated[int, Field(ge=1, le=100_000)] | None = None
    sha256: Digest | None = None
    text: Words | None = None
    at: When | None = None


class RecordFinding(Request):
    """What in the organisation made it likely."""

    factor: Factor
    secondary: Annotated[tuple[Factor, ...], Field(max_length=2)] = ()
    level: Level
    strength: EvidenceStrength
    text: Words
    evidence: Annotated[tuple[EvidenceId, ...], Field(min_length=1, max_length=50)]
    incidents: Incidents | None = None
    """Which incidents it rests on; all of the investigation, where you do not say."""
    at: When | None = None


class ReviseFinding(RecordFinding):
    """It is put differently from now on, as a whole. What it said before stays in the history."""

    finding: FindingId
    reason: Words


class RecordRecommendation(Request):
    """What somebody outside recommended, such as a coroner or a safeguarding adults board.

    It is kept as a finding that rests on their report, and answered and traced like one.
    """

    made_by: Code
    ref: Ref | None = None
    """Their own reference of the report."""
    sha256: Digest | None = None
    factor: Factor
    secondary: Annotated[tuple[Factor, ...], Field(max_length=2)] = ()
    level: Level
    strength: EvidenceStrength = EvidenceStrength.MODERATE
    text: Words
    incidents: Incidents | None = None
    at: When | None = None


class WithdrawFinding(Request):
    """It does not stand any more; the history keeps it."""

    finding: FindingId
    reason: Words
    at: When | None = None


class LeaveFindingWithoutAction(Request):
    """Somebody decided that nothing is to be done about it, and why."""

    finding: FindingId
    reason: Words
    decided_by: Role
    at: When | None = None


class DeclareNoFinding(Request):
    """It was looked into and nothing was found."""

    reason: Words
    at: When | None = None


class CompleteInvestigation(Request):
    """The lead says that it is done."""

    at: When | None = None


class ReturnInvestigation(Request):
    """It was not good enough yet: it is open again."""

    reason: Words
    at: When | None = None


class SignOff(Request):
    """Somebody other than the lead accepts it."""

    at: When | None = None


class StopInvestigation(Request):
    """It is given up before its end. Findings that stand by then are still to be answered."""

    reason: Words
    at: When | None = None


class SetFindingAdviceAside(Request):
    """You read what is advised about a finding and decided otherwise."""

    finding: FindingId
    rule: Code
    reason: Words
    at: When | None = None
