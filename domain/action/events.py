"""The facts of an improvement action, from being agreed to being verified.

An action outlives the incident it came from. It answers findings of investigations or gaps of
audits, has one owner and one due date, and says how anyone will know that it helped, or why that
cannot be measured.

Source: RCA2 (strength, a measure for every action); domain rule that completion is seen by
somebody else.
"""

from typing import ClassVar
from uuid import UUID

from domain.actor import InRole
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Day, Moment
from domain.part import Part
from domain.vocabulary.code import Code
from domain.vocabulary.improvement import ActionKind, Strength


class AnsweredFinding(Part):
    """A finding of an investigation that this action is for."""

    investigation: UUID
    finding: UUID


class AnsweredGap(Part):
    """A criterion that an audit found not met, for which this action is."""

    audit: UUID
    criterion: Code


class ActionAgreed(DomainEvent):
    """`strength` is the provider's judgement; `suggested_strength` is what version
    `strength_table` of Heed's table says for this kind.
    """

    type: ClassVar[str] = "action.agreed.v1"

    title: LearningText
    kind: ActionKind
    strength: Strength
    suggested_strength: Strength
    strength_table: int
    findings: tuple[AnsweredFinding, ...] = ()
    gaps: tuple[AnsweredGap, ...] = ()
    owner: InRole
    due_on: Day
    measure: LearningText | None = None
    why_no_measure: LearningText | None = None
    service: UUID | None = None
    at: Moment | None = None


class ActionCompleted(DomainEvent):
    """The one who did it says that it is done. After a refused verification, it is said again."""

    type: ClassVar[str] = "action.completed.v1"

    by: InRole
    evidence: LearningText | None = None
    at: Moment | None = None


class ActionVerified(DomainEvent):
    """Somebody else saw that it was done. Whether it helped is another question."""

    type: ClassVar[str] = "action.verified.v1"

    by: InRole
    at: Moment | None = None


class VerificationRefused(DomainEvent):
    """Somebody looked and it was not done: the action is to be done again."""

    type: ClassVar[str] = "action.verification_refused.v1"

    by: InRole
    reason: LearningText
    at: Moment | None = None


ActionEvent = ActionAgreed | ActionCompleted | ActionVerified | VerificationRefused
