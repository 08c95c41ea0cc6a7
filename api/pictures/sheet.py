"""`GET /v1/views/charts`: the charts of many measures, factor by service, read in one state.

For the meeting that looks at a service as a whole, or at one theme across services: small multiples
as SVG or PNG, by Accept or by address, and the same as JSON. Charts stand by service, factor and
the order in which their measures were defined. A measure that was retired has none, unless it is
asked for by its own id.

Source: Tufte, "Envisioning Information" (small multiples); Heed's rule that a list of charts says
how many signals chance alone would bring.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from starlette.requests import Request

from adapters.postgres.reading import Connection
from api.asking import Asking, asked
from api.command import must_hold
from api.edge.query import read_query
from api.measures.chart.gathering import annotations
from api.measures.chart.operations import SCOPES
from api.measures.chart.telling import chart_members
from api.measures.charting import ChartedMeasure, Charting, charted
from api.measures.resource import MEASURE
from api.pictures.sheet_answer import MOST, Charts
from api.reader import Reader, reader_of
from api.views.filter import codes, identities
from api.views.filters import AS_OF, KNOWN_AT
from api.views.freshness import Fresh, freshly_of_all
from api.views.patience import must_be_known, patience_of
from domain.vocabulary.factor import Factor
from projections.charts.chances import expected_of
from projections.trends.answers.answering import ANSWERERS
from projections.watched.projection import PROJECTION as WATCHED

SERVICE: Final = identities("service", "Of measures of this service.", "svc")
FACTOR: Final = codes("factor", "Of measures that watch this contributory factor.", Factor)
NAMED: Final = identities("measure", "Of these measures, retired ones too.", "mea")
FILTERS: Final = (SERVICE, FACTOR, NAMED, AS_OF, KNOWN_AT)
_PROJECTIONS: Final = tuple({
    WATCHED.name, *(read.name for one in ANSWERERS.values() for read in one.reads)
})  # fmt: skip
_MATCHING: Final = """
    SELECT measure, count(*) OVER () AS matching
      FROM heed.watched_measures
     WHERE tenant_id = $1
       AND ($2::uuid[] = '{}' OR service = ANY ($2))
       AND ($3::text[] = '{}' OR factor = ANY ($3))
       AND ($4::uuid[] = '{}' OR measure = ANY ($4))
       AND (NOT retired OR measure = ANY ($4))
  ORDER BY service NULLS FIRST, factor NULLS LAST, measure
     LIMIT $5
"""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One request, read."""

    asking: Asking
    reader: Reader
    services: tuple[UUID, ...]
    factors: tuple[str, ...]
    measures: tuple[UUID, ...]
    charting: Charting


@dataclass(frozen=True, slots=True)
class _Seen:
    members: tuple[Mapping[str, Any], ...]
    charts: tuple[ChartedMeasure, ...]
    matching: int


async def sheet_of(
    request: Request, also: tuple[Any, ...] = ()
) -> tuple[Asking, Charts, Fresh[Any]]:
    """also: parameters that say how it is drawn. Raises Problem."""
    this = await _wanted(request, also)
    patience = patience_of(this.asking)
    await must_be_known(this.asking, patience)

    async def look(connection: Connection) -> _Seen:
        return await _seen(connection, this)

    live = this.charting.known_at is None
    fresh = await freshly_of_all(this.reader, _PROJECTIONS, patience, look, live=live)
    return this.asking, _told(this, fresh), fresh


async def _wanted(request: Request, also: tuple[Any, ...]) -> _Wanted:
    asking = await asked(request)
    must_hold(asking, SCOPES)
    allowed = [one.read for one in FILTERS]
    query = read_query(request.scope["query_string"], (*allowed, *also))
    known_at: datetime | None = query[KNOWN_AT.read]
    reader = await reader_of(asking)
    return _Wanted(
        asking=asking,
        reader=reader,
        services=query[SERVICE.read],
        factors=query[FACTOR.read],
        measures=query[NAMED.read],
        charting=Charting(
            as_of=query[AS_OF.read] or known_at or asking.heed.clock(),
            known_at=known_at,
            reader=reader,
        ),
    )


async def _seen(connection: Connection, this: _Wanted) -> _Seen:
    rows = await connection.fetch(
        _MATCHING, this.asking.provider, this.services, this.factors, this.measures, MOST
    )
    made = [await _one(connection, this, row["measure"]) for row in rows]
    there = [one for one in made if one is not None]
    return _Seen(
        tuple(members for members, _ in there),
        tuple(found for _, found in there),
        rows[0]["matching"] if rows else 0,
    )


async def _one(
    connection: Connection, this: _Wanted, measure: UUID
) -> tuple[Mapping[str, Any], ChartedMeasure] | None:
    """None where nothing was known of it then, or this reader may not see it."""
    heed, provider, then = this.asking.heed, this.asking.provider, this.charting.known_at
    rows = await heed.log.load(provider, measure)
    known = [one for one in rows if then is None or one.recorded_at <= then]
    if not known or await MEASURE.found(this.reader, rows) is None:
        return None
    at = await MEASURE.standing(this.reader, rows, version=len(known))
    found = await charted(heed, connection, provider, known, at.state, this.charting)
    marks = await annotations(
        connection, this.reader, known, at.state, as_of=this.charting.as_of, known_at=then
    )
    return chart_members(at, found, marks), found


def _told(this: _Wanted, fresh: Fresh[_Seen]) -> Charts:
    seen, known_at = fresh.found, this.charting.known_at
    then = next((one.then for one in seen.charts if one.then is not None), None)
    position = this.asking.heed.position(fresh.position if then is None else then)
    said = {"known_at": known_at, "position": position}
    expected = [expected_of(one.chart) for one in seen.charts]
    return Charts.model_validate({
        "data": [{**one, **said} for one in seen.members],
        "matching": seen.matching,
        "charts_evaluated": len(seen.charts),
        "expected_false_signals": sum(one or 0.0 for one in expected),
        "charts_without_chance": expected.count(None),
        "as_of": this.charting.as_of,
        **said,
    })  # fmt: skip
