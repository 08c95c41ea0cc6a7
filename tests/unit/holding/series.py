"""Measures of two years, month by month, with an action verified after the first.

Tests say only what matters to them.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from domain.measure.events import MeasureEvent, MeasurementRecorded
from domain.measure.figure import Figure, Proportion, Rate, Value
from domain.measure.state import Measure, fold
from domain.vocabulary.measuring import Cadence, Chart, Improvement
from domain.vocabulary.service_type import ActivityKind
from projections.charts.of_measure import Dated, chart_of
from projections.holding.measured import AsMeasured
from projections.holding.since import Change
from projections.holding.verdict import Verdict, verdict
from tests.measuring import defined

AGREED = datetime(2025, 2, 14, 10, tzinfo=UTC)
VERIFIED = datetime(2025, 4, 1, 10, tzinfo=UTC)
CHANGE = Change(AGREED, VERIFIED)
BEFORE = (12, 11, 13, 12, 13, 14, 11, 12, 13, 12, 12, 11)
"""Of 20 audited, month by month from April 2024."""
BETTER = (18, 18, 17, 19, 18, 18, 17, 18, 19, 18, 18, 17)


def month(number: int) -> str:
    """Counted from April 2024."""
    year, rest = divmod(3 + number, 12)
    return f"{2024 + year}-{rest + 1:02}"


def after(months: int) -> datetime:
    """A day on which so many months since April 2024 are closed."""
    year, rest = divmod(3 + months, 12)
    return datetime(2024 + year, rest + 1, 10, tzinfo=UTC)


def monthly(figures: Sequence[Figure], *later: MeasureEvent, **changes: Any) -> Measure:
    recorded = [
        MeasurementRecorded(period=month(at), figure=figure) for at, figure in enumerate(figures)
    ]
    known = fold([defined(**changes), *recorded, *later])
    assert known is not None
    return known


def audits(numbers: Sequence[int], *later: MeasureEvent, of: int = 20, **changes: Any) -> Measure:
    """So many met of `of`, in a proportion chart where more is better."""
    return monthly(
        [Proportion(numerator=one, denominator=of) for one in numbers], *later, **changes
    )


def values(numbers: Sequence[float], *later: MeasureEvent, **changes: Any) -> Measure:
    figures = [Value(value=Decimal(str(one))) for one in numbers]
    usual = {"chart": Chart.XMR, "measured_in": "hours", "target": None}
    return monthly(figures, *later, **usual | changes)


def rates(numbers: Sequence[int], *later: MeasureEvent, **changes: Any) -> Measure:
    figures = [
        Rate(count=one, activity=Decimal(1000), activity_kind=ActivityKind.OCCUPIED_BED_DAYS)
        for one in numbers
    ]
    usual = {"chart": Chart.U, "measured_in": "per_1000_bed_days", "target": None}
    return monthly(figures, *later, **usual | changes)


def gaps(days: Sequence[int], **changes: Any) -> Measure:
    """Days between events, the first of which came so many days after April 2024 began."""
    at, recorded = datetime(2024, 4, 1, tzinfo=UTC), []
    for one in days:
        at += timedelta(days=one)
        figure = Value(value=Decimal(one))
        recorded.append(MeasurementRecorded(period=f"{at:%Y-%m-%d}", figure=figure))
    usual = {"chart": Chart.T_OR_G, "cadence": Cadence.EVENT, "measured_in": "days", "target": None}
    known = fold([defined(**{"improvement": Improvement.INCREASE} | usual | changes), *recorded])
    assert known is not None
    return known


def judged(
    measure: Measure,
    on: datetime,
    change: Change = CHANGE,
    measured: AsMeasured | None = None,
    **more: Any,
) -> Verdict:
    return verdict(chart_of(measure, Dated(as_of=on), **more), change, measured)
