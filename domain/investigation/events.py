"""The facts of a learning response, from opening to sign-off.

Findings and reasons are learning text: they outlive the case. A finding that is answered by an
action, or left without one for a recorded reason, says so here as well as where the action lives,
so that nothing that answers or questions it can slip past the closing of an incident.

Source: NHS Patient Safety Incident Response Framework; Heed's rule that every link is a fact at
both ends.
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from domain.actor import InRole, Role
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Moment
from domain.part import Part
from domain.sealed import Body
from domain.vocabulary.code import Code
from domain.vocabulary.evidence import EvidenceStrength
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.improvement import ActionKind, Strength
from domain.vocabulary.learning_response import Method, Origin

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class OriginPointer(Part):
    """What made the provider look, where it has a record of its own. `ref`: somebody else's
    reference, such as that of a complaint; opaque to Heed.
    """

    audit: UUID | None = None
    governance_review: UUID | None = None
    ref: str | None = None


class Recommendation(Part):
    """Who outside recommended it, such as a coroner or a safeguarding adults board."""

    made_by: Code
    ref: str | None = None


class InvestigationOpened(DomainEvent):
    """`why`: why this method, in proportion. `lead_independent`: outside the line of the service.

    `service` is for a response without incidents, such as one that began with a staff survey.
    """

    type: ClassVar[str] = "investigation.opened.v1"

    incidents: tuple[UUID, ...] = ()
    origin: Origin
    method: Method
    why: LearningText
    lead: InRole
    lead_independent: bool
    questions: tuple[LearningText, ...] = ()
    service: UUID | None = None
    at: Moment | None = None
    pointer: OriginPointer | None = None


class ScopeExtended(DomainEvent):
    """More incidents are looked at. `incidents`: all of them from now on, `added` those new."""

    type: ClassVar[str] = "investigation.scope_extended.v1"

    incidents: tuple[UUID, ...]
    added: tuple[UUID, ...]
    at: Moment | None = None


class GroundLost(DomainEvent):
    """An incident in its scope turned out to have been entered in error: the other end of that
    fact. What was found stands, on what is left.
    """

    type: ClassVar[str] = "investigation.ground_lost.v1"

    incident: UUID


class LeadChanged(DomainEvent):
    """Somebody else leads from now on."""

    type: ClassVar[str] = "investigation.lead_changed.v1"

    lead: InRole
    lead_independent: bool
    reason: LearningText
    at: Moment | None = None


class ChronologyEntryAdded(DomainEvent):
    """Something that happened, as a source tells it. The words belong to the case, not to what
    is learned: they are sealed as narrative.
    """

    type: ClassVar[str] = "investigation.chronology_entry_added.v1"

    entry: UUID
    when: Moment
    source: Code
    kind: Code
    text: Body | None = None
    incident: UUID | None = None
    at: Moment | None = None


class EvidenceAdded(DomainEvent):
    """A pointer to evidence, never the evidence: what kind, how many, which bytes."""

    type: ClassVar[str] = "investigation.evidence_added.v1"

    evidence: UUID
    kind: Code
    count: Annotated[int, Field(ge=1)] | None = None
    sha256: Sha256 | None = None
    text: Body | None = None
    at: Moment | None = None


class FindingRecorded(DomainEvent):
    """`factor`: the primary one. `strength`: how well `evidence` supports it. `incidents`: those
    of the investigation that it rests on, None for all. `recommendation`: where others said it.
    """

    type: ClassVar[str] = "investigation.finding_recorded.v1"

    finding: UUID
    factor: Factor
    secondary: Annotated[tuple[Factor, ...], Field(max_length=2)] = ()
    level: Level
    strength: EvidenceStrength
    text: LearningText
    evidence: Annotated[tuple[UUID, ...], Field(min_length=1)]
    at: Moment | None = None
    incidents: tuple[UUID, ...] | None = None
    recommendation: Recommendation | None = None


class FindingRevised(DomainEvent):
    """It is put differently from now on, and why. What it said before stays in the history."""

    type: ClassVar[str] = "investigation.finding_revised.v1"

    finding: UUID
    factor: Factor
    secondary: Annotated[tuple[Factor, ...], Field(max_length=2)] = ()
    level: Level
    strength: EvidenceStrength
    text: LearningText
    evidence: Annotated[tuple[UUID, ...], Field(min_length=1)]
    incidents: tuple[UUID, ...] | None = None
    reason: LearningText
    at: Moment | None = None


class FindingWithdrawn(DomainEvent):
    """It does not stand any more. It stays in the history with the reason."""

    type: ClassVar[str] = "investigation.finding_withdrawn.v1"

    finding: UUID
    reason: LearningText
    at: Moment | None = None


class FindingAnswered(DomainEvent):
    """An action was agreed for it: the other end of the same fact."""

    type: ClassVar[str] = "investigation.finding_answered.v1"

    finding: UUID
    action: UUID
    kind: ActionKind | None = None
    strength: Strength | None = None
    at: Moment | None = None


class FindingActionCancelled(DomainEvent):
    """An action that answered it will not be done: the other end of the same fact. `unanswered`:
    nothing else answers it now.
    """

    type: ClassVar[str] = "investigation.finding_action_cancelled.v1"

    finding: UUID
    action: UUID
    unanswered: bool


class FindingLeftWithoutAction(DomainEvent):
    """Somebody decided that nothing is to be done about it, and why."""

    type: ClassVar[str] = "investigation.finding_left_without_action.v1"

    finding: UUID
    reason: LearningText
    decided_by: Role
    at: Moment | None = None


class NoFindingDeclared(DomainEvent):
    """It was looked into and nothing was found: a judgement, never an empty list."""

    type: ClassVar[str] = "investigation.no_finding_declared.v1"

    reason: LearningText
    at: Moment | None = None


class InvestigationCompleted(DomainEvent):
    """The lead says that it is done."""

    type: ClassVar[str] = "investigation.completed.v1"

    at: Moment | None = None


class InvestigationReturned(DomainEvent):
    """It was not good enough yet: it is open again."""

    type: ClassVar[str] = "investigation.returned.v1"

    reason: LearningText
    at: Moment | None = None


class InvestigationSignedOff(DomainEvent):
    """Somebody other than the lead accepted it."""

    type: ClassVar[str] = "investigation.signed_off.v1"

    by: InRole
    at: Moment | None = None


class InvestigationStopped(DomainEvent):
    """It is given up before its end, for a reason. What was found by then stands."""

    type: ClassVar[str] = "investigation.stopped.v1"

    by: InRole
    reason: LearningText
    at: Moment | None = None


class FindingAdviceSetAside(DomainEvent):
    """Somebody read what Heed advised about a finding and decided otherwise, for a reason."""

    type: ClassVar[str] = "investigation.advice_set_aside.v1"

    finding: UUID
    rule: Code
    reason: LearningText
    at: Moment | None = None


InvestigationEvent = (
    InvestigationOpened
    | ScopeExtended
    | GroundLost
    | LeadChanged
    | ChronologyEntryAdded
    | EvidenceAdded
    | FindingRecorded
    | FindingRevised
    | FindingWithdrawn
    | FindingAnswered
    | FindingActionCancelled
    | FindingLeftWithoutAction
    | NoFindingDeclared
    | InvestigationCompleted
    | InvestigationReturned
    | InvestigationSignedOff
    | InvestigationStopped
    | FindingAdviceSetAside
)
