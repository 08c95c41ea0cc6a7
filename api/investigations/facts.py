"""What callers send about an investigation. Free text is learning text: it names nobody."""

from typing import Annotated

from pydantic import Field

from api.roles import RolePart
from api.schema import (
    Digest,
    EvidenceId,
    FindingId,
    IncidentId,
    Request,
    Role,
    ServiceId,
    Words,
)
from domain.moment import When
from domain.vocabulary.code import Code
from domain.vocabulary.evidence import EvidenceStrength
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.learning_response import Method, Origin


class OpenInvestigation(Request):
    """Any learning response: a huddle, a review, an enquiry the council caused."""

    incidents: Annotated[tuple[IncidentId, ...], Field(max_length=200)] = ()
    origin: Origin
    method: Method
    why: Words
    """Why this method, in proportion."""
    lead: RolePart
    lead_independent: bool
    questions: Annotated[tuple[Words, ...], Field(max_length=20)] = ()
    service: ServiceId | None = None
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
