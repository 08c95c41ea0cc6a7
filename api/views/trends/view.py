"""`GET /v1/views/trends`: counts and rates by what incidents were, and a chart where it helps.

Source: NHS England, Making Data Count; Heed's rules on dating, activity and silent sources.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.views.summary import Asked, Members, Summary
from api.views.trends.answer import MOST_SERIES, Trends
from api.views.trends.asking import Found, days, found
from api.views.trends.filters import CHARTS, FILTERS, RATE, activity_kind, cut_of
from api.views.trends.telling import (
    chart_members,
    counts_of,
    observations,
    placed_of,
    rates_members,
    trends_members,
    value_shown,
    values_of,
)
from domain.measure.period import ends
from domain.vocabulary.measuring import Chart
from domain.vocabulary.service_type import ActivityKind
from projections.trends.cells import named
from projections.trends.charting import of_counts, of_days, suits
from projections.trends.cut import Dimension
from projections.trends.exposure import Exposed, Place, exposed, kind_of, places, units
from projections.trends.projection import PROJECTION

_ALL: Final = "Incidents"


@dataclass(frozen=True, slots=True)
class Care:
    """The places whose activity rates are against. `kind`: the one that is asked for."""

    places: Sequence[Place]
    kind: ActivityKind | None

    def of(self, found: Found, value: str) -> Sequence[Place]:
        """Those of one value: a service or a unit has its own."""
        dimension = found.cut.dimension
        if dimension not in {Dimension.SERVICE, Dimension.UNIT}:
            return self.places
        place: UUID | None = named(value)
        if dimension is Dimension.UNIT:
            return [one for one in self.places if one.unit == place]
        return [one for one in self.places if one.service == place]


async def _care(connection: Connection, asked: Asked, found: Found) -> Care | None:
    if not asked.query[RATE.read]:
        return None
    kind, cut = activity_kind(asked), found.cut
    if cut.dimension is Dimension.UNIT and cut.units is None:
        wanted = [unit for value in values_of(found) if (unit := named(value)) is not None]
        return Care(await units(connection, asked.source, cut, wanted), kind)
    return Care(await places(connection, asked.source, cut), kind)


async def _ask(connection: Connection, asked: Asked) -> Members:
    cut = cut_of(asked)
    this = await found(connection, asked, cut)
    care = await _care(connection, asked, this)
    values = values_of(this)
    shown = values[:MOST_SERIES]
    charts = asked.query[CHARTS.read] or len(values) == 1
    series = [await _series(connection, asked, this, one, care, charts=charts) for one in shown]
    return trends_members(this, series, len(values) - len(shown))


async def _series(
    connection: Connection,
    asked: Asked,
    this: Found,
    value: str,
    care: Care | None,
    *,
    charts: bool,
) -> Members:
    counted = counts_of(this, value)
    known: list[Exposed] | None = None
    told: Members | None = None
    if care is not None:
        mine = care.of(this, value)
        known = [exposed(mine, period, care.kind) for period in this.periods]
        placed = placed_of(this, value)
        told = rates_members(placed, sum(counted) - sum(placed), known, kind_of(mine, care.kind))
    chart: Members = {"chart": None, "no_chart": None}
    if charts:
        chart = await _chart(connection, asked, this, value, known)
    return {
        "value": value_shown(this, value),
        "total": sum(counted),
        "counts": counted,
        "rates": told,
        **chart,
    }


async def _chart(
    connection: Connection,
    asked: Asked,
    this: Found,
    value: str,
    care: Sequence[Exposed] | None,
) -> Members:
    if not this.periods:
        return {"chart": None, "no_chart": "too_few"}
    counted = observations(this, counts_of(this, value), care)
    chosen, subject = suits(counted), value or _ALL
    if chosen.chart is Chart.U:
        counted = observations(this, placed_of(this, value), care)
    if chosen.chart is not Chart.T_OR_G:
        return {"chart": chart_members(of_counts(counted, chosen), subject), "no_chart": None}
    events = await days(connection, asked, this, value)
    if events is None:
        return {"chart": None, "no_chart": "too_many"}
    rare = of_days(events, _until(asked, this), chosen)
    if rare is None:
        return {"chart": None, "no_chart": "too_few"}
    return {"chart": chart_members(rare, subject), "no_chart": None}


def _until(asked: Asked, this: Found) -> datetime:
    """Up to when it is known that nothing more happened: today, or until the source fell silent, or
    the end of what is asked about.
    """
    over = ends(this.periods[-1])
    return min(one for one in (asked.as_of, this.silent_since, over) if one is not None)


TRENDS: Final = Summary(
    projections=(PROJECTION,), filters=FILTERS, ask=_ask, answer=Trends, by_policy=True
)
