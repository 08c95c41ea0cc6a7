"""`GET /v1/measures/{id}/chart`: what the figures say, under every set of limits, with the working.

As it stands, as it was at a version of the measure, or as it was known at a time. `as_of` is which
day is today: what begins later has not happened, and what is not over is open. `rebase_from` asks
what the limits would be if they began anew there; the answer is kept nowhere.

Source: domain rules on measures; NHS England, Making Data Count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from adapters.postgres.reading import Connection
from api.asking import Asking, asked
from api.command import must_hold
from api.contract import parameters as p
from api.contract.operation import Operation
from api.contract.operation import Parameter as Told
from api.contract.parameters import identifier_in_path
from api.edge.parameter import Parameter
from api.edge.query import Query, read_query
from api.measures.chart.answer import ChartAnswer
from api.measures.chart.gathering import annotations
from api.measures.chart.telling import chart_members
from api.measures.charting import Charting, charted, reads
from api.measures.resource import MEASURE
from api.precondition import etag
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.reader import Reader, reader_of
from api.reading_one import KNOWN_AT, VERSION, version_at
from api.resource import Standing
from api.scope import Scope
from api.views.filters import AS_OF, MIN_POSITION, PREFER
from api.views.freshness import Fresh, freshly_of_all
from api.views.patience import must_be_known, patience_of
from domain.log import Recorded
from domain.measure.period import PERIOD_PATTERN, PeriodName, cadence_of
from domain.measure.state import Measure
from projections.charts.annotation import Annotation
from projections.charts.views import Rebase
from projections.watched.projection import PROJECTION as WATCHED

SCOPES: Final = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)
_PERIOD: Final = TypeAdapter[str](PeriodName)


def _period(texts: Sequence[str]) -> str | None:
    try:
        return _PERIOD.validate_python(texts[0]) if texts else None
    except ValidationError:
        return None


REBASE_FROM: Final[Parameter[str | None]] = Parameter("rebase_from", _period, longest=20)
QUERY: Final = (VERSION, KNOWN_AT, AS_OF.read, REBASE_FROM)
REBASE_TOLD: Final = Told(
    "rebase_from",
    "query",
    "What the limits would be if they began anew from this period. A question only: it is answered "
    "as `what_if` and kept nowhere.",
    {"type": "string", "maxLength": 20, "pattern": PERIOD_PATTERN},
    "2025-12",
)
PARAMETERS: Final = (
    identifier_in_path("mea", "measure", "mea_0000000000000000000000000a"),
    AS_OF.told,
    p.AT_TIME,
    p.AT_VERSION,
    REBASE_TOLD,
    MIN_POSITION,
    PREFER,
    p.ACTOR,
)


@dataclass(frozen=True, slots=True)
class ChartAsked:
    """One request for one chart. `at` is the measure as it is asked for, `rows` what made it."""

    asking: Asking
    reader: Reader
    rows: Sequence[Recorded]
    at: Standing[Measure]
    wanted: Charting


Looked = tuple[dict[str, Any], int | None]
"""What is answered, and the position of the earlier state that was asked for; None for now."""


async def chart_asked(request: Request, also: tuple[Parameter[Any], ...] = ()) -> ChartAsked:
    """Read and found. also: parameters that say how it is drawn. Raises Problem."""
    asking = await asked(request)
    must_hold(asking, SCOPES)
    query = read_query(request.scope["query_string"], (*QUERY, *also))
    identity = MEASURE.identity(request.path_params["id"])
    reader = await reader_of(asking)
    rows = await asking.heed.log.load(asking.provider, identity)
    version = version_at(rows, query[VERSION], query[KNOWN_AT])
    at = await MEASURE.standing(reader, rows, version=version)
    wanted = Charting(
        as_of=query[AS_OF.read] or query[KNOWN_AT] or asking.heed.clock(),
        known_at=_known_at(query, rows, at.version),
        what_if=_what_if(query[REBASE_FROM], at.state),
        reader=reader,
    )
    return ChartAsked(asking, reader, rows[: at.version], at, wanted)


def _known_at(query: Query, rows: Sequence[Recorded], version: int) -> datetime | None:
    """An earlier version is a picture of then in every part of it: of when it was recorded."""
    if query[KNOWN_AT] is not None or version == len(rows):
        known: datetime | None = query[KNOWN_AT]
        return known
    return rows[version - 1].recorded_at


def _what_if(period: str | None, measure: Measure) -> tuple[Rebase, ...]:
    """Raises Problem `validation` for a period of another cadence."""
    if period is None:
        return ()
    if cadence_of(period) is not measure.definition.cadence:
        found = [Finding("", "wrong_form")]
        raise Problem("validation", parameter=REBASE_FROM.name, errors=found)
    return (Rebase(period),)


async def chart_of(this: ChartAsked) -> tuple[ChartAnswer, Fresh[Looked]]:
    """Never staler than asked, and never before a restriction it does not know."""
    patience = patience_of(this.asking)
    await must_be_known(this.asking, patience)
    heed, wanted = this.asking.heed, this.wanted
    names = tuple({one.name for one in (WATCHED, *reads(this.at.state))})

    async def look(connection: Connection) -> Looked:
        found = await charted(
            heed, connection, this.asking.provider, this.rows, this.at.state, wanted
        )
        marks = await _marks(connection, this)
        return chart_members(this.at, found, marks), found.then

    live = wanted.known_at is None
    fresh = await freshly_of_all(this.reader, names, patience, look, live=live)
    members, then = fresh.found
    position = fresh.position if then is None else then
    said = {"known_at": wanted.known_at, "position": heed.position(position)}
    return ChartAnswer.model_validate({**members, **said}), fresh


async def _marks(connection: Connection, this: ChartAsked) -> list[Annotation]:
    return await annotations(
        connection,
        this.reader,
        this.rows,
        this.at.state,
        as_of=this.wanted.as_of,
        known_at=this.wanted.known_at,
    )


async def read_chart(request: Request, also: tuple[Parameter[Any], ...] = ()) -> Response:
    answer, fresh = await chart_of(await chart_asked(request, also))
    headers = {
        **fresh.headers,
        "ETag": etag(answer.version),
        "Heed-Position": answer.position,
    }
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)


CHART: Final = Operation(
    id="getMeasureChart",
    method="GET",
    path="/v1/measures/{id}/chart",
    tag="measures",
    summary="See what its figures say",
    about="The periods of a measure with the limits of each view side by side, what the rules "
    "found, one plain reading of each, and the dated marks of what was done meanwhile. Open "
    "periods are drawn and take part in nothing. `rebase_from` asks a question that is kept "
    "nowhere.",
    endpoint=read_chart,
    answers={200: (ChartAnswer,)},
    scopes=SCOPES,
    parameters=PARAMETERS,
    problems=(400, 403, 404, 422),
    headers={200: ("ETag", "Heed-Position", "Heed-Stale")},
)
