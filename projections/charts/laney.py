"""u' and p': rates and proportions out of very many, where ordinary limits are far too narrow.

With hundreds of thousands in a period, chance hardly moves a proportion, and what moves it is
everything else that differs from one month to the next. Laney widens the limits by how much the
standardised points really vary from one to the next.

Source: Laney, Quality Engineering 2002;14:531-537; Mohammed et al., Quality and Safety in Health
Care 2013;22:362-368.
"""

from collections.abc import Callable, Sequence
from math import sqrt

from projections.charts.counts import pooled
from projections.charts.limits import Limits
from projections.charts.moving_range import D2, average_moving_range
from projections.charts.observation import Counted


def u_prime_limits(base: Sequence[Counted], activity: float, *, screened: bool = False) -> Limits:
    """base: at least two, in order; their pooled rate above nothing."""
    rate = pooled(base)
    reach = _reach(base, activity, lambda out_of: rate / out_of, screened=screened)
    return Limits(rate, max(0.0, rate - reach), rate + reach)


def p_prime_limits(base: Sequence[Counted], of: float, *, screened: bool = False) -> Limits:
    """base: at least two, in order; their pooled share neither 0 nor 1."""
    share = pooled(base)
    reach = _reach(base, of, lambda out_of: share * (1 - share) / out_of, screened=screened)
    return Limits(share, max(0.0, share - reach), min(1.0, share + reach))


def _reach(
    base: Sequence[Counted],
    out_of: float,
    variance: Callable[[float], float],
    *,
    screened: bool,
) -> float:
    """Three standard deviations, as chance has them, times how much wider the points really lie."""
    centre = pooled(base)
    standardised = [(one.number / one.out_of - centre) / sqrt(variance(one.out_of)) for one in base]
    wider = average_moving_range(standardised, screened=screened) / D2
    return 3 * sqrt(variance(out_of)) * wider
