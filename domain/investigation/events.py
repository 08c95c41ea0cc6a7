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
from domain.sealed import Body
from domain.vocabulary.code import Code
from domain.vocabulary.evidence import EvidenceStrength
from domain.vocabulary.factor import Factor, Level
from domain.vocabulary.learning_response import Method, Origin

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


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
    """`factor`: the primary one. `strength`: how well `evidence` supports it."""

    type: ClassVar[str] = "investigation.finding_recorded.v1"

    finding: UUID
    factor: Factor
    secondary: Annotated[tuple[Factor, ...], Field(max_length=2)] = ()
    level: Level
    strength: EvidenceStrength
    text: LearningText
    evidence: Annotated[tuple[UUID, ...], Field(min_length=1)]
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


InvestigationEvent = (
    InvestigationOpened
    | EvidenceAdded
    | FindingRecorded
    | FindingWithdrawn
    | FindingAnswered
    | FindingLeftWithoutAction
    | NoFindingDeclared
    | InvestigationCompleted
    | InvestigationReturned
    | InvestigationSignedOff
)
