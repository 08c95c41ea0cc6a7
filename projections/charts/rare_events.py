"""g and t: how long it is between rare events. High is long, and long is usually better.

g counts whole days or opportunities and allows none; t takes any length of time but none at all,
so that two events of one day need their hours. Neither can show that nothing has happened for a
long time until it happens again: the gap that is still open is read against the upper limit too.

Source: Benneyan, Health Care Management Science 2001;4:305-318 (g); Nelson, Journal of Quality
Technology 1994;26:12-16 (t, by the power 1/3.6); Provost and Murray, "The Health Care Data Guide".
"""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, median
from typing import Final

from projections.charts import xmr
from projections.charts.limits import Limits

POWER: Final = 3.6


def g_limits(base: Sequence[float]) -> Limits:
    """Around the mean, with the median as the line that is drawn: gaps are far from symmetric."""
    mean = fmean(base)
    reach = 3 * sqrt(mean * (mean + 1))
    return Limits(float(median(base)), max(0.0, mean - reach), mean + reach)


def t_limits(base: Sequence[float], *, screened: bool = False) -> Limits:
    """base: at least two gaps in order, each above nothing."""
    straight = xmr.limits(
        [gap ** (1 / POWER) for gap in base], screened=screened, ranges=xmr.TEXTBOOK
    )
    lower, upper = straight.lower or 0.0, straight.upper or 0.0
    return Limits(straight.centre**POWER, max(0.0, lower) ** POWER, upper**POWER)


def is_beyond(open_gap: float, limits: Limits) -> bool:
    """Whether the gap that is still open is already longer than any that chance would bring. It
    can only grow, so that what is said of it stays true.
    """
    return limits.beyond(open_gap) > 0
