"""What callers send about a measure. Names and reasons are learning text: they name nobody."""

from typing import Annotated

from pydantic import Field

from api.schema import Line, Request, ServiceId, UnitId, Words
from domain.measure.figure import Number, Whole
from domain.measure.period import PeriodName
from domain.measure.questions import Question
from domain.moment import When
from domain.service import Amount
from domain.vocabulary.code import Code
from domain.vocabulary.factor import Factor
from domain.vocabulary.measuring import Cadence, Chart, Improvement, MeasureKind
from domain.vocabulary.service_type import ActivityKind

FreezeAfter = Annotated[int, Field(ge=5, le=1_000)]
"""Fewer points make no limits."""


class QuestionPart(Request):
    """One of Heed's own questions, in the version that this measure follows."""

    name: Code
    version: Annotated[int, Field(ge=1, le=1_000)] = 1

    def asked(self) -> Question:
        return Question(name=self.name, version=self.version)


class DefinitionPart(Request):
    """What is counted and how it is judged."""

    name: Line
    how: Words | None = None
    """What is counted, in which records, by whom."""
    measured_in: Code
    """Such as `percent`, `hours`, `per_1000_care_hours`."""
    chart: Chart
    improvement: Improvement
    target: Number | None = None
    cadence: Cadence
    question: QuestionPart | None = None
    """For a derived measure: what Heed answers from its own facts."""


class DefineMeasure(DefinitionPart):
    """A measure of one service or unit, or of the whole provider. Figures are sent for a reported
    one, never for a derived one.
    """

    kind: MeasureKind = MeasureKind.REPORTED
    service: ServiceId | None = None
    unit: UnitId | None = None
    factor: Factor | None = None
    """The contributory factor that it watches."""
    at: When | None = None


class RedefineMeasure(DefinitionPart):
    """A new version of the definition, whole, and why it changed. Versions before it stay."""

    reason: Words
    at: When | None = None


class FigurePart(Request):
    """One of the three: a value, a numerator and its denominator, or a count and its activity."""

    value: Number | None = None
    numerator: Whole | None = None
    denominator: Annotated[int, Field(ge=1, le=1_000_000_000)] | None = None
    count: Whole | None = None
    activity: Amount | None = None
    activity_kind: ActivityKind | None = None


class RecordMeasurement(FigurePart):
    """What was measured in a period: once, and corrected after that."""

    period: PeriodName
    at: When | None = None


class CorrectMeasurement(FigurePart):
    """Another figure for a period that was measured, and why the first was wrong."""

    period: PeriodName
    reason: Words
    at: When | None = None


class SetBaseline(Request):
    """The periods, both included, that everything later is compared with."""

    from_period: PeriodName
    to_period: PeriodName
    at: When | None = None


class AnswersPart(Request):
    """Four questions before limits begin anew; all of them have to be answered yes."""

    behaves_differently: bool
    """Is it distinctly different from what was before?"""
    cause_known: bool
    """Is it known why?"""
    change_wanted: bool
    """Is the new behaviour wanted?"""
    expected_to_continue: bool
    """Is it intended, and expected to go on?"""


class RebaseMeasure(Request):
    """Limits begin anew from this period. What was before keeps its own."""

    from_period: PeriodName
    reason: Words
    answers: AnswersPart
    freeze_after: FreezeAfter | None = None
    """How many periods the new limits are made of, before they stay."""
    at: When | None = None


class AcknowledgeSignal(Request):
    """Somebody looked at a signal and says what it was."""

    period: PeriodName
    signal: Code
    """Such as `below_lower_limit`, `trend`, `run_above_the_mean`."""
    explanation: Words
    at: When | None = None


class LeaveOutPeriod(Request):
    """A period is left out of limits and rules, and why. It stays drawn, hollow."""

    period: PeriodName
    reason: Words
    at: When | None = None


class TakeBackPeriod(Request):
    """A period that was left out counts again, and why."""

    period: PeriodName
    reason: Words
    at: When | None = None


class RetireMeasure(Request):
    """It is not measured any more, and why."""

    reason: Words
    at: When | None = None
