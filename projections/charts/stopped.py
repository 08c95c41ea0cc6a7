"""Whether figures stopped coming: the newest closed period is not the newest that is due.

A chart goes on saying what its last point says, however long ago that was. A word that rests on
figures of last year is still the word of last year, so whoever reads it is told.

Source: Heed's policy `reporting_lag`; NHS England, Making Data Count (a chart is as good as its
newest point).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.measure.period import ends, following
from projections.charts.observation import Maturity, Observation


def stopped_after(
    observations: Sequence[Observation], *, as_of: datetime, lag: timedelta
) -> str | None:
    """observations: in order. The newest closed period, where the one after it is over too and has
    been for longer than late figures are waited for. None: figures go on, there never was one, or
    they are of single events, which may stay away.
    """
    closed = [one.period for one in observations if one.maturity is not Maturity.OPEN]
    if not closed:
        return None
    due = following(closed[-1])
    return closed[-1] if due is not None and as_of >= ends(due) + lag else None
