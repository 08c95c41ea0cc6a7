"""How many charts were looked at, and how many signals chance alone brings from so many.

Nobody can look at fifty charts a month and see nothing. Whoever reads a list of signals is told
what it would hold if nothing had changed anywhere, so that none is believed too much.

Source: Heed's rule that every list of signals states its charts and its false alarms.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, TypeAlias
from uuid import UUID

from adapters.postgres.reading import Connection
from api.heed import Heed
from api.measures.charting import measure_chart
from domain.moment import LONDON
from domain.signal.vocabulary import SignallingRule
from projections.charts.chances import expected_of
from projections.charts.pattern import Rule

_MEASURES: Final = """
    SELECT measure, version
      FROM heed.watched_measures
     WHERE tenant_id = $1
       AND NOT retired
       AND ($2::uuid[] IS NULL OR service = ANY ($2))
       AND ($3::uuid[] IS NULL OR measure = ANY ($3))
  ORDER BY measure
"""
MOST: Final = 20_000
"""Charts that one process remembers; it begins anew above that."""

Seen: TypeAlias = tuple[int, date, frozenset[SignallingRule]]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """`a_month`: how many signals chance alone brings in one month. `untold`: of so many of the
    charts nobody can say.
    """

    charts: int
    a_month: float
    untold: int


@dataclass(slots=True)
class Remembered:
    """What each chart expects, for as long as its measure, the day and the rules stay the same. It
    may be lost at any time.
    """

    charts: dict[tuple[UUID, UUID], tuple[Seen, float | None]] = field(
        default_factory=dict[tuple[UUID, UUID], tuple[Seen, float | None]]
    )


async def evaluated(
    heed: Heed,
    connection: Connection,
    provider: UUID,
    remembered: Remembered,
    *,
    as_of: datetime,
    rules: Collection[SignallingRule],
    services: tuple[UUID, ...] | None = None,
    measures: tuple[UUID, ...] | None = None,
) -> Evaluated:
    """Of the measures that are in use; None does not narrow."""
    rows = await connection.fetch(_MEASURES, provider, services, measures)
    versions: Mapping[UUID, int] = {row["measure"]: row["version"] for row in rows}
    today, signalling = as_of.astimezone(LONDON).date(), frozenset(rules)
    expected, untold = 0.0, 0
    for measure, version in versions.items():
        seen, key = (version, today, signalling), (provider, measure)
        known = remembered.charts.get(key)
        if known is None or known[0] != seen:
            a_month = await _expected(heed, connection, provider, measure, as_of, signalling)
            if len(remembered.charts) >= MOST:
                remembered.charts.clear()
            known = remembered.charts[key] = seen, a_month
        expected += known[1] or 0.0
        untold += known[1] is None
    return Evaluated(len(versions), expected, untold)


async def _expected(
    heed: Heed,
    connection: Connection,
    provider: UUID,
    measure: UUID,
    as_of: datetime,
    rules: Collection[SignallingRule],
) -> float | None:
    chart = await measure_chart(heed, connection, provider, measure, as_of=as_of)
    return 0.0 if chart is None else expected_of(chart, rules=[Rule(r) for r in rules])
