"""The facts of an improvement action, from being agreed to what people say of its effect.

An action outlives the incident it came from. It answers findings of investigations, gaps of audits
or themes, has one owner and one due date, and says how anyone will know that it helped, or why that
cannot be measured. Its owner and its due date may change; what they were stays.

Source: RCA2 (strength, a measure for every action); domain rule that completion is seen by
somebody else.
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from domain.action.recurrence import (
    RecurrenceNoted,
    RecurrencesLookedAt,
    RecurrenceWithdrawn,
)
from domain.action.vocabulary import Verdict
from domain.actor import InRole, Role
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.moment import Day, Moment
from domain.part import Part
from domain.vocabulary.code import Code
from domain.vocabulary.holding import Reason, Word
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
    `strength_table` of Heed's table says for this kind. `review_days`: after verification.
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
    measures: tuple[UUID, ...] | None = None
    review_days: tuple[int, ...] | None = None
    strength_reason: LearningText | None = None
    themes: tuple[UUID, ...] | None = None


class MeasuresNamed(DomainEvent):
    """More measures, by which anyone will know whether it helped."""

    type: ClassVar[str] = "action.measures_named.v1"

    measures: tuple[UUID, ...]
    at: Moment | None = None


class ActionStarted(DomainEvent):
    """Work on it has begun."""

    type: ClassVar[str] = "action.started.v1"

    at: Moment | None = None


class DueDateChanged(DomainEvent):
    """`interim_control`: what keeps people safe until then. The date it was due before stays."""

    type: ClassVar[str] = "action.due_date_changed.v1"

    from_: Annotated[Day, Field(alias="from")]
    to: Day
    reason: LearningText
    interim_control: LearningText | None = None
    at: Moment | None = None


class OwnerChanged(DomainEvent):
    """Somebody else is to do it from now on."""

    type: ClassVar[str] = "action.owner_changed.v1"

    owner: InRole
    reason: LearningText | None = None
    at: Moment | None = None


class ActionCompleted(DomainEvent):
    """The one who did it says that it is done. After a refused verification, it is said again.

    `on`: the day in London on which it counts as done, claimed or else recorded.
    """

    type: ClassVar[str] = "action.completed.v1"

    by: InRole
    evidence: LearningText | None = None
    at: Moment | None = None
    on: Day | None = None


class ActionVerified(DomainEvent):
    """Somebody else saw that it was done. Whether it helped is another question.

    `on`: the day in London from which the days to each review count.
    """

    type: ClassVar[str] = "action.verified.v1"

    by: InRole
    at: Moment | None = None
    on: Day | None = None
    evidence: LearningText | None = None


class VerificationRefused(DomainEvent):
    """Somebody looked and it was not done: the action is to be done again."""

    type: ClassVar[str] = "action.verification_refused.v1"

    by: InRole
    reason: LearningText
    at: Moment | None = None


class CitedMeasure(Part):
    """What a measure showed to those who judged: its state in a word, or a reading."""

    measure: UUID
    state: Code | None = None
    reading: LearningText | None = None


class CitedVerdict(Part):
    """What Heed's own table said of the action: a word of its own, never the people's."""

    word: Word
    reasons: tuple[Reason, ...] = ()


class EffectivenessReviewed(DomainEvent):
    """People judged whether it helped, and on what. `as_known_at`: what was cited is what was
    known then, the cited verdict too. `day`: which review this was, in days after verification.
    `recurrences`: incidents that they looked at.
    """

    type: ClassVar[str] = "action.effectiveness_reviewed.v1"

    verdict: Verdict
    by: InRole
    together_with: tuple[InRole, ...] = ()
    day: Annotated[int, Field(ge=0)] | None = None
    measures: tuple[CitedMeasure, ...] = ()
    as_known_at: Moment | None = None
    people_said: LearningText | None = None
    why_nobody_was_asked: LearningText | None = None
    at: Moment | None = None
    cited_verdict: CitedVerdict | None = None
    recurrences: tuple[UUID, ...] | None = None


class ActionReopened(DomainEvent):
    """A person decided that it is to be done again. What was judged before stays. `signal`,
    `recurrence`: because of which, where they say so.
    """

    type: ClassVar[str] = "action.reopened.v1"

    by: InRole
    reason: LearningText
    due_on: Day
    at: Moment | None = None
    signal: UUID | None = None
    recurrence: UUID | None = None


class ActionCancelled(DomainEvent):
    """It will not be done. `risk_accepted_by`: the role that answers for that."""

    type: ClassVar[str] = "action.cancelled.v1"

    by: InRole
    reason: LearningText
    risk_accepted_by: Role | None = None
    at: Moment | None = None


class AdviceSetAside(DomainEvent):
    """Somebody read what Heed advised and decided otherwise, for a reason."""

    type: ClassVar[str] = "action.advice_set_aside.v1"

    rule: Code
    reason: LearningText
    at: Moment | None = None


ActionEvent = (
    ActionAgreed
    | MeasuresNamed
    | ActionStarted
    | DueDateChanged
    | OwnerChanged
    | ActionCompleted
    | ActionVerified
    | VerificationRefused
    | EffectivenessReviewed
    | ActionReopened
    | ActionCancelled
    | AdviceSetAside
    | RecurrenceNoted
    | RecurrenceWithdrawn
    | RecurrencesLookedAt
)
