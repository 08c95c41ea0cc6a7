"""What the cases of one leg say together: how long it takes, and how little the finished ones tell.

The median of the finished cases alone is given beside the median that counts the open ones, and
by how much they differ, since the first is what a spreadsheet would show.

Source: `projections/clocks/survival.py` and `percentile.py`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from projections.clocks.percentile import Percentile, Unknown, percentile
from projections.clocks.queries import Stand, Timed
from projections.clocks.survival import Case, curve

MEDIAN, NINETIETH = 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Distribution:
    """`naive_median`: of the finished cases alone, None where there are none. `differs_by`: how
    much longer the median is that counts the open ones; None where either is not known.
    """

    finished: int
    open: int
    oldest_open_since: datetime | None
    oldest_open_hours: float | None
    median: Percentile
    ninetieth: Percentile
    naive_median: float | None
    differs_by: float | None
    closed_without: int
    time_not_known: int
    out_of_order: int


def distribution(cases: Sequence[Timed]) -> Distribution:
    stands = Counter(case.stand for case in cases)
    open_ = [case for case in cases if case.stand is Stand.OPEN]
    oldest = min(open_, key=lambda case: case.began_at, default=None)
    finished = [case.hours for case in cases if case.stand is Stand.FINISHED]
    counted = [Case(hours, finished=True) for hours in finished]
    counted += [Case(case.hours, finished=False) for case in open_]
    steps = curve(counted)
    half = percentile(steps, len(counted), MEDIAN)
    naive = median(finished) if finished else None
    return Distribution(
        finished=len(finished),
        open=len(open_),
        oldest_open_since=None if oldest is None else oldest.began_at,
        oldest_open_hours=None if oldest is None else oldest.hours,
        median=half,
        ninetieth=percentile(steps, len(counted), NINETIETH),
        naive_median=naive,
        differs_by=_difference(half.hours, naive),
        closed_without=stands[Stand.CLOSED_WITHOUT],
        time_not_known=stands[Stand.TIME_NOT_KNOWN],
        out_of_order=stands[Stand.OUT_OF_ORDER],
    )


def _difference(counted: float | Unknown, naive: float | None) -> float | None:
    if naive is None or isinstance(counted, Unknown):
        return None
    return counted - naive
