"""What may be recorded about a measure, and when the rules say no.

A wrong figure can always be corrected and a signal always be explained, after a measure was
retired too; everything else ends with it. Figures that come late are placed where their period
belongs.

Source: domain rules on measurements, and on limits that begin anew (Wheeler).
"""

from datetime import datetime

from domain.audit.refusals import UnitWithoutService
from domain.measure import refusals
from domain.measure.events import (
    BaselineSet,
    Definition,
    MeasureDefined,
    MeasurementCorrected,
    MeasurementRecorded,
    MeasureRebased,
    MeasureRedefined,
    MeasureRetired,
    PeriodLeftOut,
    PeriodTakenBack,
    SignalAcknowledged,
)
from domain.measure.figure import Figure, Proportion, fits
from domain.measure.period import begins, cadence_of
from domain.measure.questions import asked
from domain.measure.state import Measure
from domain.moment import in_the_future
from domain.vocabulary.measuring import MeasureKind


def _must_ask(kind: MeasureKind, definition: Definition) -> None:
    if (kind is MeasureKind.DERIVED) is (definition.question is None):
        raise refusals.QuestionForDerivedOnly("/question")
    if definition.question is None:
        return
    known = asked(definition.question)
    if known is None:
        raise refusals.QuestionUnknown("/question")
    if definition.chart not in known.charts:
        raise refusals.ChartDoesNotFitQuestion("/chart")
    if definition.cadence not in known.cadences:
        raise refusals.CadenceDoesNotFitQuestion("/cadence")


def define(defined: MeasureDefined) -> MeasureDefined:
    if defined.unit is not None and defined.service is None:
        raise UnitWithoutService("/unit")
    _must_ask(defined.kind, defined.definition)
    return defined


def _must_be_in_use(measure: Measure) -> None:
    if measure.retired is not None:
        raise refusals.MeasureRetired


def redefine(measure: Measure, redefined: MeasureRedefined) -> MeasureRedefined:
    """What was measured before has to be something that the new chart can show."""
    definition = redefined.definition
    _must_ask(measure.defined.kind, definition)
    _must_be_in_use(measure)
    if definition.cadence is not measure.definition.cadence and measure.names_periods:
        raise refusals.CadenceIsFixed("/cadence")
    if not all(fits(definition.chart, one.figure) for one in measure.measured.values()):
        raise refusals.FigureDoesNotFitChart("/chart")
    return redefined


def _must_count(figure: Figure) -> None:
    if isinstance(figure, Proportion) and figure.numerator > figure.denominator:
        raise refusals.NumeratorOverDenominator("/numerator")


def _must_be_of(measure: Measure, period: str, pointer: str = "/period") -> None:
    if cadence_of(period) is not measure.definition.cadence:
        raise refusals.PeriodOfAnotherCadence(pointer)


def _must_have_begun(period: str, *, now: datetime, pointer: str = "/period") -> None:
    """It need not be over: what is counted before its end is corrected after it."""
    if in_the_future(begins(period), now=now):
        raise refusals.PeriodNotBegun(pointer)


def _must_fit(measure: Measure, figure: Figure) -> None:
    if measure.is_derived:
        raise refusals.MeasureIsDerived
    if not fits(measure.definition.chart, figure):
        raise refusals.FigureDoesNotFitChart


def record_measurement(
    measure: Measure, recorded: MeasurementRecorded, *, now: datetime
) -> MeasurementRecorded:
    """A day and the instant at which it begins are one event under two names."""
    _must_count(recorded.figure)
    _must_be_in_use(measure)
    _must_fit(measure, recorded.figure)
    _must_be_of(measure, recorded.period)
    _must_have_begun(recorded.period, now=now)
    if begins(recorded.period) in map(begins, measure.measured):
        raise refusals.PeriodAlreadyMeasured("/period")
    return recorded


def _must_be_measured(measure: Measure, period: str) -> None:
    """What was counted by Heed itself is not in the stream, so only its cadence can be told."""
    _must_be_of(measure, period)
    if not measure.is_derived and period not in measure.measured:
        raise refusals.PeriodNotMeasured("/period")


def correct_measurement(measure: Measure, corrected: MeasurementCorrected) -> MeasurementCorrected:
    _must_count(corrected.figure)
    _must_fit(measure, corrected.figure)
    _must_be_measured(measure, corrected.period)
    return corrected


def set_baseline(measure: Measure, baseline: BaselineSet, *, now: datetime) -> BaselineSet:
    """A later baseline takes its place; both stay in the history."""
    first, last = begins(baseline.from_period), begins(baseline.to_period)
    if last < first:
        raise refusals.PeriodsBackwards("/to_period")
    _must_be_in_use(measure)
    _must_be_of(measure, baseline.from_period, "/from_period")
    _must_be_of(measure, baseline.to_period, "/to_period")
    _must_have_begun(baseline.from_period, now=now, pointer="/from_period")
    inside = (period for period in measure.measured if first <= begins(period) <= last)
    if not measure.is_derived and next(inside, None) is None:
        raise refusals.BaselineWithoutMeasurements
    return baseline


def rebase(measure: Measure, rebased: MeasureRebased, *, now: datetime) -> MeasureRebased:
    if not all(answer for _, answer in rebased.answers):
        raise refusals.RebaseNotJustified("/answers")
    _must_be_in_use(measure)
    _must_be_of(measure, rebased.from_period, "/from_period")
    _must_have_begun(rebased.from_period, now=now, pointer="/from_period")
    begin = begins(rebased.from_period)
    measured = min((begins(period) for period in measure.measured), default=None)
    if not measure.is_derived and (measured is None or begin < measured):
        raise refusals.RebaseBeforeFirstMeasurement("/from_period")
    if measure.rebases and begin <= begins(measure.rebases[-1].from_period):
        raise refusals.SegmentWouldBeErased("/from_period")
    return rebased


def acknowledge_signal(
    measure: Measure, acknowledged: SignalAcknowledged, *, now: datetime
) -> SignalAcknowledged:
    _must_be_measured(measure, acknowledged.period)
    _must_have_begun(acknowledged.period, now=now)
    return acknowledged


def leave_out(measure: Measure, left_out: PeriodLeftOut, *, now: datetime) -> PeriodLeftOut:
    """Not twice. A figure that is wrong is corrected; this is for one that is right and special."""
    _must_be_in_use(measure)
    _must_be_measured(measure, left_out.period)
    _must_have_begun(left_out.period, now=now)
    if left_out.period in measure.left_out_now:
        raise refusals.PeriodAlreadyLeftOut("/period")
    return left_out


def take_back(measure: Measure, taken_back: PeriodTakenBack) -> PeriodTakenBack:
    _must_be_in_use(measure)
    if taken_back.period not in measure.left_out_now:
        raise refusals.PeriodNotLeftOut("/period")
    return taken_back


def retire(measure: Measure, retired: MeasureRetired) -> MeasureRetired:
    _must_be_in_use(measure)
    return retired
