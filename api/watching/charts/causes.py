"""Which word says why a signal about a measure fell, by the fact after which it did."""

from domain import catalogue
from domain.event import DomainEvent
from domain.log import Recorded
from domain.measure.events import (
    BaselineSet,
    MeasurementCorrected,
    MeasurementRecorded,
    MeasureRebased,
    MeasureRedefined,
    PeriodLeftOut,
    PeriodTakenBack,
)
from domain.measure.period import begins
from domain.measure.state import Measure
from domain.signal.vocabulary import Cause


def cause_of(row: Recorded | None, measure: Measure) -> Cause:
    """row: what was recorded last; None: nothing, but a period was over. measure: as it then
    stood.
    """
    if row is None or row.facts is None:
        return Cause.LIMITS_CHANGED
    return _word(catalogue.read(row.type, row.facts), measure)


def cause_within(row: Recorded | None, measure: Measure) -> Cause:
    """The same of a gap that was open, where another event is known after the one before it: a
    figure that comes then is late, though it may be the newest.
    """
    late = row is not None and row.type == MeasurementRecorded.type
    return Cause.LATE_FIGURE if late else cause_of(row, measure)


def _word(event: DomainEvent, measure: Measure) -> Cause:
    match event:
        case MeasurementCorrected():
            return Cause.CORRECTION
        case MeasureRebased():
            return Cause.REBASE
        case MeasureRedefined():
            return Cause.REDEFINITION
        case PeriodLeftOut():
            return Cause.PERIOD_LEFT_OUT
        case PeriodTakenBack():
            return Cause.PERIOD_TAKEN_BACK
        case MeasurementRecorded(period=period):
            late = any(begins(period) < begins(one) for one in measure.measured)
            return Cause.LATE_FIGURE if late else Cause.LIMITS_CHANGED
        case BaselineSet():
            return Cause.LIMITS_CHANGED
        case _:
            return Cause.LIMITS_CHANGED
