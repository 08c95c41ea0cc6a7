"""The average moving range: how much a series varies from one point to the next.

Measured between neighbours, so that a change half-way does not widen the limits that are to show
it. Screening drops, once, every range that a stable series would not have; NHSRplotthedots screens,
the spreadsheet of Making Data Count does not, and on one outlier they differ, so which was done is
kept with every evaluation.

Source: Wheeler, "Understanding Variation"; NHSRplotthedots (MIT). 1.128 is d2 for two points, 3.267
is D4.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean
from typing import Final

SCREEN: Final = 3.267
D2: Final = 1.128


def average_moving_range(values: Sequence[float], *, screened: bool) -> float:
    """values: in order, at least two. Where every range is screened, as when none varies: 0."""
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    average = fmean(ranges)
    if not screened:
        return average
    kept = [one for one in ranges if one < SCREEN * average]
    return fmean(kept) if kept else 0.0
