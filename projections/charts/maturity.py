"""Whether a period is over, and whether more of it may still come in.

An open period is drawn and takes no part in limits, rules, signals or verdicts: half a month looks
like a good month. One that is over counts at once, and is provisional while late reports are still
expected. Where the source of the figures has fallen silent, nothing after that is known to be over:
a dead feed looks like a safe service.

Source: Heed's policy `reporting_lag`; NHS England, Making Data Count (complete periods only).
"""

from datetime import datetime, timedelta

from domain.measure.period import cadence_of, ends
from domain.vocabulary.measuring import Cadence
from projections.charts.observation import Maturity


def maturity(
    period: str, *, as_of: datetime, lag: timedelta, silent_since: datetime | None = None
) -> Maturity:
    """as_of: what is now. lag: how long late reports are waited for. silent_since: the last time
    that anything came from the source. A single event is over as soon as it has happened.
    """
    if cadence_of(period) is Cadence.EVENT:
        return Maturity.FINAL
    end = ends(period)
    if as_of < end or (silent_since is not None and silent_since < end):
        return Maturity.OPEN
    return Maturity.PROVISIONAL if as_of < end + lag else Maturity.FINAL
