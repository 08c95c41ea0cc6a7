"""The facts of a signal: raised and withdrawn by Heed, answered by people.

A signal is raised once. A pattern that goes on is the same signal; one whose ground is taken away
is withdrawn by an event that names what took it, and what people had answered stays. Where the
ground comes back after that, another signal is raised: the next occurrence of the same.

Source: Heed's rule that signals have an identity, an end and a budget.
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from domain.actor import InRole
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.measure.period import PeriodName
from domain.moment import Instant, Moment
from domain.part import Part
from domain.signal.vocabulary import AnswerDecision, Cause, Direction, SignalView, SubjectKind
from domain.vocabulary.code import Code

PartName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_./:-]{0,119}$")]
"""Codes and identities of a part, such as `cqc_notification` or `duty_of_candour/northmere`."""

Many = Annotated[tuple[UUID, ...], Field(max_length=1_000)]


class Subject(Part):
    """What it is about: a measure, a theme, an incident, an action, a person. `part`: of it."""

    kind: SubjectKind
    id: UUID
    part: PartName | None = None


class RuleSetName(Part):
    """By which rules it was judged; a set that judges otherwise has another version."""

    name: Code
    version: Annotated[int, Field(ge=1, le=1_000)]


class SignalRaised(DomainEvent):
    """`segment`: the first period of the stretch under one set of limits. `first_period`: of the
    pattern; `newest_period`: the last closed one then. `actions`: those that cite the measure.
    `about`: what else it rests on, such as incidents. `position` and `known_at`: as known when.
    `title`: what the measure was called then, in the measure's own words.
    """

    type: ClassVar[str] = "signal.raised.v1"

    subject: Subject
    rule_set: RuleSetName
    rule: Code
    direction: Direction
    occurrence: Annotated[int, Field(ge=1, le=100_000)] = 1
    segment: PeriodName | None = None
    first_period: PeriodName | None = None
    newest_period: PeriodName | None = None
    view: SignalView | None = None
    title: LearningText | None = None
    actions: Many = ()
    about: Many = ()
    service: UUID | None = None
    unit: UUID | None = None
    position: Annotated[int, Field(ge=1)]
    known_at: Instant
    at: Moment | None = None


class SignalWithdrawn(DomainEvent):
    """Its ground is gone. `event`: what took it; None where no single fact did."""

    type: ClassVar[str] = "signal.withdrawn.v1"

    cause: Cause
    event: UUID | None = None
    position: Annotated[int, Field(ge=1)]
    known_at: Instant
    at: Moment | None = None


class SignalAnswered(DomainEvent):
    """People looked at it and decided; never a machine's word. `measure_version`: they said it of a
    period of the measure, by that version of it, in these words; a decision is not named there.
    """

    type: ClassVar[str] = "signal.answered.v1"

    decision: AnswerDecision | None = None
    explanation: LearningText
    by: InRole
    measure_version: Annotated[int, Field(ge=1)] | None = None
    actions: Many = ()
    themes: Many = ()
    investigations: Many = ()
    at: Moment | None = None


SignalEvent = SignalRaised | SignalWithdrawn | SignalAnswered
