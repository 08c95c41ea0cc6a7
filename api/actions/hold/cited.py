"""A measure that an action cites, ready to be asked on any day whether it holds.

Its figures are read once: a derived measure is answered as it is asked for today, and an earlier
checkpoint leaves out what came later.

Source: Heed's decision table (`projections/holding`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from adapters.postgres.reading import Connection
from api.heed import Heed
from api.measures.charting import Charting, charted, measure_of
from domain import catalogue
from domain.log import Recorded
from domain.measure.state import Measure, fold
from domain.vocabulary.sampling import SampleMethod
from projections.charts.of_measure import Dated, chart_of
from projections.holding.measured import AsMeasured, definitions
from projections.holding.since import Change
from projections.holding.then import measure_then
from projections.holding.verdict import Verdict, verdict
from projections.open_loops.loop import Recorded as Said
from projections.trends.answers.answered import Answers


def said(rows: Sequence[Recorded]) -> list[Said]:
    """Each fact with when it was recorded; disposed ones are left out."""
    return [
        (catalogue.read(row.type, row.facts), row.recorded_at)
        for row in rows
        if row.facts is not None
    ]


@dataclass(frozen=True, slots=True)
class Cited:
    """`answers`: of a derived measure."""

    id: UUID
    history: Sequence[Said]
    dated: Dated
    answers: Answers | None

    def verdict(self, change: Change, as_of: datetime, watch: timedelta) -> Verdict | None:
        """None where there was no such measure then."""
        events = list(measure_then(self.history, as_of))
        measure = fold(events)
        if measure is None:
            return None
        dated = Dated(as_of=as_of, lag=self.dated.lag, silent_since=self.dated.silent_since)
        figures = None if self.answers is None else self.answers.figures
        chart = chart_of(measure, dated, answers=figures)
        as_measured = (
            AsMeasured(definitions=definitions(events))
            if self.answers is None
            else _by_audits(self.answers)
        )
        return verdict(chart, change, as_measured, watch=watch)


def _by_audits(answers: Answers) -> AsMeasured:
    return AsMeasured(
        tools={one.period: frozenset(one.tools) for one in answers.rows},
        samples={
            one.period: frozenset(SampleMethod(sample) for sample in one.samples)
            for one in answers.rows
        },
    )


async def cited(
    heed: Heed,
    connection: Connection,
    provider: UUID,
    measures: Mapping[UUID, Sequence[Recorded]],
    wanted: Charting,
) -> list[Cited]:
    """measures: the rows of each, as they are known. Raises Problem `too-much-to-read`."""
    return [
        await _cited(heed, connection, provider, rows, measure, wanted)
        for rows, measure in known(measures)
    ]


def known(
    measures: Mapping[UUID, Sequence[Recorded]],
) -> Iterator[tuple[Sequence[Recorded], Measure]]:
    """Those of which anything is known."""
    for rows in measures.values():
        measure = measure_of(rows)
        if measure is not None:
            yield rows, measure


async def _cited(
    heed: Heed,
    connection: Connection,
    provider: UUID,
    rows: Sequence[Recorded],
    measure: Measure,
    wanted: Charting,
) -> Cited:
    found = await charted(heed, connection, provider, rows, measure, wanted)
    return Cited(rows[0].stream, said(rows), found.dated, found.answers)
