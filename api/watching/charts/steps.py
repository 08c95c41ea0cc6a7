"""The moments at which a measure has to be looked at: each fact, and each period that was over.

A gap between rare events grows by itself, so the day on which it becomes too long is one of them.
Figures of a period are looked at as soon as it has ended, where they came before. An end counts a
few minutes later only, when no clock can still record something before it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from domain.measure.period import begins, ends
from domain.measure.state import Measure
from domain.moment import LONDON, starts
from domain.vocabulary.measuring import Cadence
from projections.charts.charted import Charted
from projections.charts.of_measure import MeasureChart

A_DAY: Final = timedelta(days=1)


def closings(measure: Measure, after: datetime, until: datetime) -> Iterator[datetime]:
    """When periods that were measured were over, in order; those between the two times."""
    if measure.definition.cadence is Cadence.EVENT:
        return
    over = {ends(period) for period in measure.measured}
    yield from sorted(one for one in over if after < one <= until)


def too_long_from(chart: MeasureChart) -> datetime | None:
    """The day in London from whose beginning the gap that is open is longer than the limit; None
    where there is none, it is too long already, or no calendar has that day.
    """
    charted = chart.in_force
    upper = _upper(charted)
    if upper is None or charted.open_gap is None or charted.open_gap.pattern is not None:
        return None
    newest = charted.current.newest
    if newest is None:
        return None
    unit = timedelta(hours=1) if chart.definition.measured_in == "hours" else A_DAY
    try:
        reached = begins(newest.observation.period) + unit * upper
        return starts(reached.astimezone(LONDON).date() + A_DAY)
    except OverflowError:  # one figure of a million days is enough for such a limit
        return None


def _upper(charted: Charted) -> float | None:
    gap = charted.open_gap
    if gap is None or gap.limits is None or gap.limits.flat:
        return None
    return gap.limits.upper
