"""What a trend is told from: counts, activity, silent sources, late arrivals, days of rare events.

Everything is read of one state, from the rollup, so that it costs what is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from adapters.postgres.reading import Connection
from api.views.summary import Asked
from api.views.trends.filters import RATE, periods_of
from domain.moment import starts
from domain.policy.values import ReportingLag
from projections.charts.maturity import maturity
from projections.charts.observation import Maturity
from projections.trends.arrivals import Late, arrivals
from projections.trends.cells import Count, Counts, counts
from projections.trends.counts import NOWHERE
from projections.trends.cut import Cut, Dimension
from projections.trends.days import days_of
from projections.trends.silence import Silent, senders, silent

MOST_SCANNED = 50_000
"""Incidents of a question among which rare ones are looked for one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`whole`: all incidents together, by period; `counts` by period and value; `nowhere`: those of
    them that belong to no service, where rates are asked for.
    """

    cut: Cut
    periods: Sequence[str]
    maturities: Sequence[Maturity]
    counts: Counts
    whole: Counts
    nowhere: Counts
    late: Late | None
    silent: Sequence[Silent]
    lag: ReportingLag

    @property
    def silent_since(self) -> datetime | None:
        return min((starts(one.last_on) for one in self.silent), default=None)

    @property
    def incidents(self) -> Count:
        found = self.whole.values()
        return Count(sum(one.n for one in found), sum(one.otherwise for one in found))


async def found(connection: Connection, asked: Asked, cut: Cut) -> Found:
    lag, periods = asked.policies.of(ReportingLag), periods_of(cut)
    whole = replace(cut, dimension=Dimension.NONE, values=None)
    everything = await counts(connection, asked.source, whole)
    by_value = everything
    if cut.dimension is not Dimension.NONE:
        by_value = await counts(connection, asked.source, cut)
    quiet = await _silent(connection, asked, cut, lag)
    since = min((starts(one.last_on) for one in quiet), default=None)
    return Found(
        cut=cut,
        periods=periods,
        maturities=[
            maturity(one, as_of=asked.as_of, lag=timedelta(days=lag.days), silent_since=since)
            for one in periods
        ],
        counts=by_value,
        whole=everything,
        nowhere=await _nowhere(connection, asked, cut),
        late=await arrivals(connection, asked.source, cut),
        silent=quiet,
        lag=lag,
    )


async def _nowhere(connection: Connection, asked: Asked, cut: Cut) -> Counts:
    """What no care can have brought; nothing where services are named."""
    if not asked.query[RATE.read] or cut.services is not None:
        return {}
    return await counts(connection, asked.source, replace(cut, services=(UUID(NOWHERE),)))


async def _silent(
    connection: Connection, asked: Asked, cut: Cut, lag: ReportingLag
) -> Sequence[Silent]:
    known = await senders(connection, asked.source, asked.provider, cut.until, asked.persons)
    return silent(
        known,
        cut.services,
        today=cut.until,
        lag=timedelta(days=lag.days),
        replaced_after=timedelta(days=lag.silent_after_days),
    )


async def days(
    connection: Connection, asked: Asked, found: Found, value: str
) -> Sequence[date] | None:
    """Of rare events. None: too many to look at one by one."""
    if found.incidents.n > MOST_SCANNED:
        return None
    return await days_of(connection, asked.source, found.cut, value)
