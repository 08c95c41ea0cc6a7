"""What callers get of an investigation. Learning text is shown in full, to whoever may read it."""

from typing import Annotated, Final

from pydantic import Field

from api.advice import Advice
from api.incidents.answer import MomentAnswer, ReceiptAnswer, Sealed
from api.roles import RoleAnswer
from api.schema import (
    ActionId,
    Answer,
    AuditId,
    ChronologyEntryId,
    EvidenceId,
    FindingId,
    GovernanceReviewId,
    IncidentId,
    InvestigationId,
    ServiceId,
    Version,
)
from domain.investigation.state import Stage
from domain.moment import Instant
from domain.vocabulary.code import Code
from domain.vocabulary.evidence import EvidenceStrength
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.learning_response import Method, Origin

MOST_EVIDENCE: Final = 1_000
MOST_FINDINGS: Final = 1_000
MOST_ACTIONS: Final = 100
MOST_RETURNS: Final = 100
MOST_REVISIONS: Final = 100
MOST_ENTRIES: Final = 1_000
MOST_INCIDENTS: Final = 200
Text = Annotated[str, Field(max_length=20_000)]
Word = Annotated[str, Field(max_length=64)]


class EvidenceAnswer(Answer):
    id: EvidenceId
    kind: Code
    count: Annotated[int, Field(ge=1)] | None
    sha256: Annotated[str, Field(max_length=64)] | None
    text: Text | None
    at: MomentAnswer | None


class ReasonAnswer(Answer):
    """Why, and when it is said to have been."""

    reason: Text | None
    at: MomentAnswer | None


class LeftAnswer(ReasonAnswer):
    """Why nothing is done about a finding, and who decided it."""

    decided_by: Word


class GroundAnswer(Answer):
    """An incident that a finding rests on. `lost`: it was entered in error."""

    incident: IncidentId
    lost: bool


class RecommendationAnswer(Answer):
    """Who outside recommended it."""

    made_by: Code
    ref: Annotated[str, Field(max_length=200)] | None


class RevisionAnswer(Answer):
    """What a finding said before, and why it was put differently."""

    factor: Factor
    secondary: Annotated[tuple[Factor, ...], Field(max_length=2)]
    level: Level
    strength: EvidenceStrength
    text: Text | None
    reason: Text | None
    at: MomentAnswer | None


class FindingTold(Answer):
    """A finding. `state`: standing, answered, left_without_action or withdrawn."""

    id: FindingId
    state: Annotated[str, Field(max_length=30)]
    factor: Factor
    secondary: Annotated[tuple[Factor, ...], Field(max_length=2)]
    level: Level
    strength: EvidenceStrength
    text: Text | None
    evidence: Annotated[tuple[EvidenceId, ...], Field(max_length=50)]
    at: MomentAnswer | None
    grounds: Annotated[tuple[GroundAnswer, ...], Field(max_length=MOST_INCIDENTS)]
    recommendation: RecommendationAnswer | None
    revisions: Annotated[tuple[RevisionAnswer, ...], Field(max_length=MOST_REVISIONS)]
    actions: Annotated[tuple[ActionId, ...], Field(max_length=MOST_ACTIONS)]
    left_without_action: LeftAnswer | None
    withdrawn: ReasonAnswer | None
    advice: Advice


class FindingCounts(Answer):
    """`findings`: each that stands, once. `links`: once for each incident that it rests on."""

    findings: Annotated[int, Field(ge=0)]
    links: Annotated[int, Field(ge=0)]


class PointerAnswer(Answer):
    """The record that made somebody look."""

    audit: AuditId | None
    governance_review: GovernanceReviewId | None
    ref: Annotated[str, Field(max_length=200)] | None


class LeadChangeAnswer(ReasonAnswer):
    lead: RoleAnswer
    lead_independent: bool


class EntryAnswer(Answer):
    """An entry of the chronology. Its words are sealed with the case."""

    id: ChronologyEntryId
    when: MomentAnswer
    source: Code
    kind: Code
    text: Sealed | None
    incident: IncidentId | None
    at: MomentAnswer | None


class StoppedAnswer(ReasonAnswer):
    by: RoleAnswer


class LeadDoneAnswer(Answer):
    """That it was said to be done; gone once it was sent back."""

    at: MomentAnswer | None


class SignedOffAnswer(Answer):
    by: RoleAnswer
    at: MomentAnswer | None


class InvestigationAnswer(Answer):
    """An investigation as it stands."""

    id: InvestigationId
    version: Version
    recorded_at: Instant
    state: Stage
    incidents: Annotated[tuple[IncidentId, ...], Field(max_length=MOST_INCIDENTS)]
    origin: Origin
    pointer: PointerAnswer | None
    method: Method
    why: Text | None
    lead: RoleAnswer
    lead_independent: bool
    lead_changes: Annotated[tuple[LeadChangeAnswer, ...], Field(max_length=MOST_RETURNS)]
    questions: Annotated[tuple[Text | None, ...], Field(max_length=20)]
    service: ServiceId | None
    at: MomentAnswer | None
    evidence: Annotated[tuple[EvidenceAnswer, ...], Field(max_length=MOST_EVIDENCE)]
    chronology_entries: Annotated[tuple[EntryAnswer, ...], Field(max_length=MOST_ENTRIES)]
    findings: Annotated[tuple[FindingTold, ...], Field(max_length=MOST_FINDINGS)]
    counts: FindingCounts
    nothing_found: ReasonAnswer | None
    returned: Annotated[tuple[ReasonAnswer, ...], Field(max_length=MOST_RETURNS)]
    completed: LeadDoneAnswer | None
    signed_off: SignedOffAnswer | None
    stopped: StoppedAnswer | None
    advice: Advice


class InvestigationRecorded(InvestigationAnswer):
    """An investigation after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer
