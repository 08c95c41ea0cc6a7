"""The watch window of a verified action, in days and in the periods of a measure.

Source: Heed's policy `effect_checkpoints` (26 weeks where a provider has not said).
"""

from datetime import timedelta
from math import ceil
from statistics import fmean
from typing import Final

from domain.vocabulary.measuring import Cadence
from projections.charts.of_measure import MeasureChart

_DAYS: Final = {Cadence.MONTH: 30.4375, Cadence.WEEK: 7.0, Cadence.QUARTER: 91.3125}
_IN_HOURS: Final = "hours"


def periods_in(chart: MeasureChart, window: timedelta) -> int:
    """About how many periods of this measure close in so long; of rare events, as many as their
    mean gap makes. At least one.
    """
    days = _DAYS.get(chart.definition.cadence) or _mean_gap(chart)
    return max(1, ceil(window / timedelta(days=days) - 0.5))


def _mean_gap(chart: MeasureChart) -> float:
    """In days, at least one."""
    gaps = [one.number for one in chart.observations]
    mean = fmean(gaps) if gaps else 1.0
    return max(1.0, mean / 24 if chart.definition.measured_in == _IN_HOURS else mean)
