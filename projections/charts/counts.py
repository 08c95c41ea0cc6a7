"""c and u: counts, where there was as much activity each time, and where there was not.

Both expect the variation of counts that arise one by one, at a constant rate (Poisson). The limits
of a u chart are wider where there was less activity.

Source: Montgomery, "Introduction to Statistical Quality Control", 7.3.
"""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean

from projections.charts.limits import Limits
from projections.charts.observation import Counted


def c_limits(base: Sequence[float]) -> Limits:
    """base: one count a period, at least one."""
    mean = fmean(base)
    reach = 3 * sqrt(mean)
    return Limits(mean, max(0.0, mean - reach), mean + reach)


def pooled(base: Sequence[Counted]) -> float:
    """All of the counts in all of the activity: never the mean of rates."""
    return sum(one.number for one in base) / sum(one.out_of for one in base)


def u_limits(base: Sequence[Counted], activity: float) -> Limits:
    """Of a period with so much activity. base: at least one, each with some activity."""
    rate = pooled(base)
    reach = 3 * sqrt(rate / activity)
    return Limits(rate, max(0.0, rate - reach), rate + reach)
