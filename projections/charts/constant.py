"""What a chart would be made of if nothing ever changed: the series that chance is judged by.

Whether chance alone raises a signal depends on how the figures arise (counts one by one, shares of
so many, times between, single values), how many are expected, and how many points made the limits.
A chart is held against a constant series of its own kind, with its own level.

Source: Poisson, binomial, geometric and exponential chance; single values as normal ones. A share
is as skewed as counts of another mean, and stands beside those (Johnson, Kemp and Kotz,
"Univariate Discrete Distributions").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean
from typing import Final

from domain.vocabulary.measuring import Chart
from projections.charts.method import Method
from projections.charts.observation import Observation
from projections.charts.segment import Segment


class Kind(StrEnum):
    """The chart, and how its figures arise."""

    VALUES = "values"
    """XmR of values that vary alike above and below."""
    COUNTS = "counts"
    """XmR of counts, which do not."""
    RUNS = "runs"
    """A run chart."""
    C = "c"
    """Of counts, with as much activity each time or not."""
    P = "p"
    G = "g"
    T = "t"


@dataclass(frozen=True, slots=True)
class Setting:
    """`base`: points that make the limits. `level`: expected in a period, the share of a p chart,
    the mean gap; 0 where units do not matter. `of`: how many are looked at. `turned`: high and low
    change places.
    """

    kind: Kind
    base: int
    level: float = 0.0
    of: float = 0.0
    turned: bool = False


_OF_CHART: Final = {Chart.C: Kind.C, Chart.U: Kind.C, Chart.G: Kind.G}
_SINGLE: Final = {Chart.T: Kind.T, Chart.RUN: Kind.RUNS}
_HALF: Final = 0.5
_AS_NORMAL: Final = 60.0
"""Counts expected to be so many are as good as normal."""


def as_counts(of: float, share: float) -> float:
    """The mean of counts that are as skewed as this share of so many."""
    skew = abs(1 - 2 * share)
    return of * share * (1 - share) / skew**2 if skew else _AS_NORMAL


def setting_of(method: Method, segment: Segment) -> Setting | None:
    """None: it has no limits yet, so that nothing can signal."""
    if not segment.has_limits:
        return None
    base = len(segment.base)
    counted = [one.observation for one in segment.counted]
    if method.chart in _SINGLE:
        return Setting(_SINGLE[method.chart], base)
    if method.chart in _OF_CHART:
        return Setting(_OF_CHART[method.chart], base, fmean(one.number for one in counted))
    if method.chart is Chart.P:
        return _share(base, counted)
    return _values(base, counted)


def _share(base: int, counted: Sequence[Observation]) -> Setting:
    """The rarer outcome is counted; where that is the other one, high and low change places."""
    of = fmean(one.out_of or 1.0 for one in counted)
    share = fmean(one.number for one in counted) / of
    return Setting(Kind.P, base, min(share, 1 - share), of, turned=share > _HALF)


def _values(base: int, counted: Sequence[Observation]) -> Setting:
    """A single value that is no count may be anything."""
    if all(one.out_of for one in counted):
        return _divided(base, counted)
    level = fmean(one.number for one in counted)
    whole = all(one.number >= 0 and one.number % 1 == 0 for one in counted)
    if not whole or level >= _AS_NORMAL:
        return Setting(Kind.VALUES, base)
    return Setting(Kind.COUNTS, base, level)


def _divided(base: int, counted: Sequence[Observation]) -> Setting:
    """So many in so much: counts, or shares where none is more than it is of."""
    level = fmean(one.number for one in counted)
    turned = False
    if all(one.number <= (one.out_of or 0) for one in counted):
        of = fmean(one.out_of or 1.0 for one in counted)
        turned = level / of > _HALF
        level = as_counts(of, level / of)
    if level >= _AS_NORMAL:
        return Setting(Kind.VALUES, base)
    return Setting(Kind.COUNTS, base, level, turned=turned)
