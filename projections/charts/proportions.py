"""p: so many of so many, as an audit has them.

Expects each of them to meet the criterion with the same chance, on its own (binomial). The limits
are wider where fewer were looked at, and never outside what a proportion can be.

Source: Montgomery, "Introduction to Statistical Quality Control", 7.2.
"""

from collections.abc import Sequence
from math import sqrt

from projections.charts.counts import pooled
from projections.charts.limits import Limits
from projections.charts.observation import Counted


def p_limits(base: Sequence[Counted], of: float) -> Limits:
    """Of a period in which so many were looked at. base: at least one, each of at least one."""
    share = pooled(base)
    reach = 3 * sqrt(share * (1 - share) / of)
    return Limits(share, max(0.0, share - reach), min(1.0, share + reach))
