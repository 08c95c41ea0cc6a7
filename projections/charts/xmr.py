"""XmR: single values, with limits from how they vary from one to the next.

It asks nothing of how the values arise, and so suits delays, percentages without their numbers and
most else; it is the wrong chart for counts below about three a period, where it signals falsely in
every second chart.

Source: Wheeler, "Understanding Variation"; NHS England, Making Data Count, which rounds 3/1.128 to
2.66. Textbooks and qicharts2 keep the quotient.
"""

from collections.abc import Sequence
from statistics import fmean
from typing import Final

from projections.charts.limits import Limits
from projections.charts.moving_range import D2, average_moving_range

MAKING_DATA_COUNT: Final = 2.66
TEXTBOOK: Final = 3 / D2


def limits(
    base: Sequence[float], *, screened: bool = False, ranges: float = MAKING_DATA_COUNT
) -> Limits:
    """base: the values that make the limits, in order, at least two. `ranges`: how many average
    moving ranges a limit is away from the mean. A base that never varies has limits on its mean.
    """
    mean = fmean(base)
    reach = ranges * average_moving_range(base, screened=screened)
    return Limits(mean, mean - reach, mean + reach)
