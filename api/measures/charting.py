"""The chart of a measure, reported or derived, as it is or as it was known: the one way to it.

The page that shows a chart, the policy that raises signals and the verdict on an improvement all
come through here, so that they see the same figures, the same limits and the same periods still
open. A reported measure is its own stream; a derived one is answered from the views at that moment.

Source: Heed's rules on measures, on dating (policy `reporting_lag`) and on restricted incidents.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from adapters.postgres.reading import Connection
from api.attempt import events_of
from api.heed import Heed
from api.hidden import hidden_among
from api.policies.standing import policies_of
from api.problem.problem import Problem
from api.reader import Reader
from domain.log import Recorded
from domain.measure.state import Measure, fold
from domain.policy.values import ReportingLag
from projections.charts.of_measure import Dated, MeasureChart, chart_of
from projections.charts.views import Rebase
from projections.known_then import known_at, position_at
from projections.runner.declaration import Projection
from projections.runner.on_demand import ScanTooLong
from projections.source import LIVE, Source, together
from projections.trends.answers.answered import About, Answers, about
from projections.trends.answers.answering import ANSWERERS, answers
from projections.trends.answers.heard import silent_since


@dataclass(frozen=True, slots=True, kw_only=True)
class Charting:
    """What is wanted of a chart. `as_of`: which day is today. `known_at`: only what was on record
    by then; None: everything. `until`: nothing beyond this position of the log. `what_if`: limits
    made anew where nobody decided so. `reader`: who looks; None: Heed itself, from whom nothing is
    hidden.
    """

    as_of: datetime
    known_at: datetime | None = None
    until: int | None = None
    what_if: tuple[Rebase, ...] = ()
    reader: Reader | None = None

    @property
    def persons(self) -> tuple[UUID, ...]:
        return () if self.reader is None else tuple(self.reader.persons)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartedMeasure:
    """A measure with its chart. `answers`: of a derived one, with what is behind each figure.
    `then`: the position of the earlier state that was asked for; None: now.
    """

    id: UUID
    version: int
    measure: Measure
    chart: MeasureChart
    answers: Answers | None
    dated: Dated
    then: int | None = None


async def measure_chart(
    heed: Heed,
    connection: Connection,
    provider: UUID,
    measure: UUID,
    *,
    as_of: datetime,
    known_at: datetime | None = None,
) -> MeasureChart | None:
    """As Heed itself sees it; None where there is no such measure, or was none then."""
    wanted = Charting(as_of=as_of, known_at=known_at)
    found = await charted_measure(heed, connection, provider, measure, wanted)
    return None if found is None else found.chart


async def charted_measure(
    heed: Heed, connection: Connection, provider: UUID, measure: UUID, wanted: Charting
) -> ChartedMeasure | None:
    """The same, with all that is behind it."""
    rows = await heed.log.load(provider, measure)
    if wanted.known_at is not None:
        rows = [row for row in rows if row.recorded_at <= wanted.known_at]
    known = measure_of(rows)
    if known is None:
        return None
    return await charted(heed, connection, provider, rows, known, wanted)


def measure_of(rows: Sequence[Recorded]) -> Measure | None:
    """None where these are not the rows of a measure."""
    if not rows or not rows[0].type.startswith("measure."):
        return None
    return fold(events_of(rows))


async def charted(
    heed: Heed,
    connection: Connection,
    provider: UUID,
    rows: Sequence[Recorded],
    measure: Measure,
    wanted: Charting,
) -> ChartedMeasure:
    """Of a measure whose rows were read: those of a version, or of a time. Within a transaction
    that names the provider. Raises Problem `too-much-to-read`.
    """
    lag = (await policies_of(heed, provider, wanted.known_at)).of(ReportingLag)
    dated = Dated(as_of=wanted.as_of, lag=timedelta(days=lag.days))
    found, then = None, None
    if measure.is_derived:
        then, source = await _source(connection, provider, reads(measure), wanted)
        asked = about(measure, provider, as_of=wanted.as_of, persons=wanted.persons)
        asked = await _without_hidden(connection, source, asked, wanted.reader)
        seen = wanted.reader is not None
        found = await answers(connection, source, asked, with_late=seen)
        since = await _silent_since(connection, source, asked, found, lag)
        dated = replace(dated, silent_since=since)
    return ChartedMeasure(
        id=rows[-1].stream,
        version=rows[-1].version,
        measure=measure,
        chart=chart_of(
            measure,
            dated,
            answers=None if found is None else found.figures,
            what_if=wanted.what_if,
        ),
        answers=found,
        dated=dated,
        then=then,
    )


def reads(measure: Measure) -> tuple[Projection, ...]:
    """What its figures are read from: nothing where they are reported."""
    question = measure.definition.question
    return () if question is None else ANSWERERS[question.name].reads


async def _source(
    connection: Connection,
    provider: UUID,
    projections: Sequence[Projection],
    wanted: Charting,
) -> tuple[int | None, Source]:
    """The position that was known then and the rows as they were; no position for now."""
    if wanted.known_at is None:
        return None, LIVE
    then = await position_at(connection, provider, wanted.known_at)
    try:
        return then, together([
            await known_at(connection, one, provider, then, wanted.persons) for one in projections
        ])  # fmt: skip
    except ScanTooLong:
        raise Problem("too-much-to-read") from None


async def _without_hidden(
    connection: Connection, source: Source, asked: About, reader: Reader | None
) -> About:
    """What came of an incident that this reader may not see is not counted either."""
    subjects = ANSWERERS[asked.question].subjects
    if subjects is None or reader is None or not reader.persons:
        return asked
    named = await subjects(connection, source, asked)
    streams = await reader.heed.log.load_many(reader.provider, sorted(named))
    return replace(asked, hidden=tuple(await hidden_among(reader, streams)))


async def _silent_since(
    connection: Connection, source: Source, asked: About, found: Answers, lag: ReportingLag
) -> datetime | None:
    """Only incidents come from sources; the rest is said in Heed itself."""
    if ANSWERERS[asked.question].subjects is not None:
        return None
    return await silent_since(
        connection,
        source,
        asked,
        found.heard_at,
        lag=timedelta(days=lag.days),
        silent_after=timedelta(days=lag.silent_after_days),
    )
