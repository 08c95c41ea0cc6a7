"""The facts of a measure, from being defined to being retired.

A definition that changes is a new version beside the old one, with the reason; a figure that was
wrong is corrected beside the one it corrects. Where the limits begin anew, a person decided it and
answered four questions; earlier segments stay as they were.

Source: Wheeler, "Understanding Variation" (when to recompute limits); NHS Making Data Count.
"""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from domain.actor import InRole
from domain.event import DomainEvent
from domain.learning_text import LearningText
from domain.measure.figure import Figure, Number
from domain.measure.period import PeriodName
from domain.measure.questions import Question
from domain.moment import Moment
from domain.part import Part
from domain.vocabulary.code import Code
from domain.vocabulary.factor import Factor
from domain.vocabulary.measuring import Cadence, Chart, Improvement, MeasureKind


class Definition(Part):
    """`measured_in`: percent, hours, per_1000_care_hours ... `how`: what is counted and how."""

    name: LearningText
    how: LearningText | None = None
    measured_in: Code
    chart: Chart
    improvement: Improvement
    target: Number | None = None
    cadence: Cadence
    question: Question | None = None


class MeasureDefined(DomainEvent):
    """Of one service or unit, or of the whole provider. `factor`: what it watches."""

    type: ClassVar[str] = "measure.defined.v1"

    kind: MeasureKind
    definition: Definition
    service: UUID | None = None
    unit: UUID | None = None
    factor: Factor | None = None
    at: Moment | None = None


class MeasureRedefined(DomainEvent):
    """A new version of the definition, whole, and why. The versions before it stay."""

    type: ClassVar[str] = "measure.redefined.v1"

    definition: Definition
    reason: LearningText
    by: InRole
    at: Moment | None = None


class MeasurementRecorded(DomainEvent):
    """What was measured in one period."""

    type: ClassVar[str] = "measure.measurement_recorded.v1"

    period: PeriodName
    figure: Figure
    at: Moment | None = None


class MeasurementCorrected(DomainEvent):
    """What was said of this period was wrong; it stays in the history."""

    type: ClassVar[str] = "measure.measurement_corrected.v1"

    period: PeriodName
    figure: Figure
    reason: LearningText
    at: Moment | None = None


class BaselineSet(DomainEvent):
    """The periods, both included, whose variation everything later is compared with."""

    type: ClassVar[str] = "measure.baseline_set.v1"

    from_period: PeriodName
    to_period: PeriodName
    by: InRole
    at: Moment | None = None


class FourAnswers(Part):
    """Wheeler's questions before limits are computed anew."""

    behaves_differently: bool
    cause_known: bool
    change_wanted: bool
    expected_to_continue: bool


class MeasureRebased(DomainEvent):
    """`freeze_after`: how many periods the new limits are made of, before they stay."""

    type: ClassVar[str] = "measure.rebased.v1"

    from_period: PeriodName
    reason: LearningText
    answers: FourAnswers
    freeze_after: Annotated[int, Field(ge=2, le=1_000)] | None = None
    by: InRole
    at: Moment | None = None


class SignalAcknowledged(DomainEvent):
    """Somebody looked at a signal of this period and says what it was."""

    type: ClassVar[str] = "measure.signal_acknowledged.v1"

    period: PeriodName
    signal: Code
    explanation: LearningText
    by: InRole
    at: Moment | None = None


class PeriodLeftOut(DomainEvent):
    """A person leaves this period out of limits and rules, and says why. It stays drawn, hollow."""

    type: ClassVar[str] = "measure.period_left_out.v1"

    period: PeriodName
    reason: LearningText
    by: InRole
    at: Moment | None = None


class PeriodTakenBack(DomainEvent):
    """A period that was left out counts again, and why."""

    type: ClassVar[str] = "measure.period_taken_back.v1"

    period: PeriodName
    reason: LearningText
    by: InRole
    at: Moment | None = None


class MeasureRetired(DomainEvent):
    """It is not measured any more."""

    type: ClassVar[str] = "measure.retired.v1"

    reason: LearningText
    by: InRole
    at: Moment | None = None


MeasureEvent = (
    MeasureDefined
    | MeasureRedefined
    | MeasurementRecorded
    | MeasurementCorrected
    | BaselineSet
    | MeasureRebased
    | SignalAcknowledged
    | PeriodLeftOut
    | PeriodTakenBack
    | MeasureRetired
)
