"""Whether a table may be published, before anything is counted.

Source: NHS England, Safeguarding Adults Collection (complete periods only); Heed's policy
`reporting_lag`.
"""

from datetime import datetime, timedelta

from domain.publishing import refusals
from domain.publishing.state import PublishedYear
from domain.publishing.table import Dimension, Grain, ends, grain_of, quarters_of


def must_be_publishable(
    year: PublishedYear, period: str, dimension: Dimension, *, now: datetime, lag: timedelta
) -> None:
    """lag: how long late reports are waited for. Raises a Refusal."""
    if year.published(period, dimension):
        raise refusals.TableAlreadyPublished
    if now < ends(period) + lag:
        raise refusals.PeriodNotFinal("/period")
    if grain_of(period) is Grain.YEAR and not all(
        year.published(quarter, dimension) for quarter in quarters_of(period)
    ):
        raise refusals.QuartersNotPublished("/period")
