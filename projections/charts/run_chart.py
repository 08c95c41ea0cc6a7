"""The run chart: a median, and no limits. What changed shows in runs and crossings alone.

It is drawn where nothing is known of how the values arise, and where there are too few, or too
small, numbers for limits.

Source: Perla, Provost and Murray, BMJ Quality and Safety 2011;20:46-51; Anhoej and Olesen, PLoS ONE
2014;9:e113825.
"""

from collections.abc import Sequence
from statistics import median

from projections.charts.limits import Limits


def limits(base: Sequence[float]) -> Limits:
    """base: the values that make the median, at least one."""
    return Limits(float(median(base)))
