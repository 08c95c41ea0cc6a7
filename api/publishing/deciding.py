"""How it is decided what a table shows: counted once, hidden as needed, and written down.

What is counted has to be what is known: the projection must have come as far as the log was when
the request came in, so that no restriction is missed.
"""

from datetime import timedelta
from typing import Final, cast
from uuid import UUID

from api.attempt import Attempt, events_of
from api.policies.standing import policies_of
from api.problem.problem import Problem
from api.publishing.facts import PublishTable
from api.publishing.resource import stream_of
from api.roles import moment_of
from domain.measure.period import begins
from domain.moment import LONDON
from domain.policy.values import ReportingLag
from domain.publishing.decisions import must_be_publishable
from domain.publishing.events import QuarterCounted, TablePublished
from domain.publishing.refusals import PublicationWouldTell
from domain.publishing.state import PublishedYear, evolve, fold
from domain.publishing.table import (
    Cell,
    Counted,
    Dimension,
    Grain,
    Tally,
    ends,
    grain_of,
    year_of,
)
from projections.charts.disclosure import CannotBeHidden
from projections.charts.published_year import as_published
from projections.published_counts import quarter_counted
from projections.reflected import position

_TRENDS: Final = "trends"
_WAIT: Final = 10.0


async def publish(attempt: Attempt, _: None, body: PublishTable) -> UUID:
    stream = stream_of(attempt.provider, year_of(body.period))
    year = fold(events_of(await attempt.load(stream))) or PublishedYear()
    policies = await policies_of(attempt.heed, attempt.provider)
    lag = timedelta(days=cast("ReportingLag", policies.value("reporting_lag")).days)
    must_be_publishable(year, body.period, body.dimension, now=attempt.now, lag=lag)
    if grain_of(body.period) is Grain.QUARTER and body.period not in year.counted:
        counted = await _counted(attempt, body)
        year = evolve(year, counted)
        attempt.record(stream, counted)
    attempt.record(stream, _table(attempt, year, body))
    return stream


async def _counted(attempt: Attempt, body: PublishTable) -> QuarterCounted:
    reads, provider = attempt.heed.reads, attempt.provider
    head = await attempt.heed.log.head(provider)
    await reads.wait(provider, (_TRENDS,), head, _WAIT)
    first, after = (
        one.astimezone(LONDON).date() for one in (begins(body.period), ends(body.period))
    )
    async with reads.looking(provider) as connection:
        counts = await quarter_counted(connection, provider, first, after)
        reached = await position(connection, provider, _TRENDS)
    if reached < head:
        raise Problem("read-model-behind")
    return QuarterCounted(
        period=body.period,
        tallies=tuple(
            Tally(
                dimension=dimension,
                cells=tuple(Counted(value=value, count=count) for value, count in cells.items()),
            )
            for dimension, cells in counts.items()
        ),
        position=reached,
        at=moment_of(attempt, body.at),
    )


def _table(attempt: Attempt, year: PublishedYear, body: PublishTable) -> TablePublished:
    try:
        cells = as_published(year, body.period, body.dimension)
    except CannotBeHidden:
        raise PublicationWouldTell from None
    return TablePublished(
        period=body.period,
        dimension=Dimension(body.dimension),
        published_on=attempt.now.astimezone(LONDON).date(),
        cells=tuple(Cell(value=value, shown=said) for value, said in cells.items()),
        at=moment_of(attempt, body.at),
    )
