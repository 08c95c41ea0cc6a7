"""`GET /v1/measures`: the measures of a provider, and where it is asked for, what each says now.

In the order in which they were defined, the newest first. `judged` gives each its variation and its
assurance by the view in force, of the newest period that counts; neither stands alone, and how many
charts were looked at is said, as some of many signal by chance.

Source: NHS England, Making Data Count (a matrix of variation and assurance).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from adapters.postgres.reading import Connection
from api.contract.operation import Operation
from api.measures.answer import Text
from api.measures.chart.telling import ASSURANCE_NAMES, VARIATION_NAMES
from api.measures.charting import ChartedMeasure, Charting, charted, measure_of
from api.opening import learning_words
from api.problem.problem import Problem
from api.schema import Answer, At, MeasureId, ServiceId, UnitId, Version
from api.scope import Scope
from api.views.answers import Count, Cursor, Position, service_id, unit_id
from api.views.cursor import SortKey
from api.views.filter import codes, identities, wish
from api.views.filters import AS_OF, MOST
from api.views.list_of import Asked, ListOf
from api.views.list_of import Page as Shown
from api.views.listing import listing
from api.views.operations import HEADERS, PROBLEMS, parameters_of
from domain.identifier import shown
from domain.log import Recorded
from domain.measure.period import PeriodName
from domain.measure.state import Measure
from domain.vocabulary.factor import Factor
from domain.vocabulary.measuring import Cadence, Chart, Improvement, MeasureKind
from projections.charts.variation import Assurance, Variation
from projections.reflected import position, unseen_restriction
from projections.trends.projection import PROJECTION as TRENDS
from projections.watched.projection import PROJECTION as WATCHED

SCOPES: Final = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)
KIND: Final = codes("kind", "Whether its figures are sent or counted by Heed.", MeasureKind)
SERVICE: Final = identities(
    "service", "Of which service; one of the whole provider has none.", "svc"
)
RETIRED: Final = wish("retired", "`true`: those that were retired too.")
JUDGED: Final = wish(
    "judged", "`true`: each with what its chart says as of `as_of`. That takes the longer."
)

_PAGE: Final = """
    SELECT measure
      FROM heed.watched_measures
     WHERE tenant_id = $1
       AND (cardinality($2::text[]) = 0 OR kind = ANY ($2))
       AND (cardinality($3::uuid[]) = 0 OR service = ANY ($3))
       AND ($4 OR NOT retired)
       AND ($5::uuid IS NULL OR measure < $5)
  ORDER BY measure DESC
     LIMIT $6
"""


class JudgedAnswer(Answer):
    """By the view in force. `period`: the newest that counts; null: none does. Null words: there
    are no limits, or no target, or no better side.
    """

    period: PeriodName | None
    variation: Variation | None
    variation_named: Text | None
    assurance: Assurance | None
    assurance_named: Text | None
    trial_limits: bool


class MeasureEntry(Answer):
    id: MeasureId
    version: Version
    kind: MeasureKind
    service: ServiceId | None
    unit: UnitId | None
    factor: Factor | None
    name: Text | None
    chart: Chart
    improvement: Improvement
    cadence: Cadence
    retired: bool
    judged: JudgedAnswer | None
    """Null unless `judged` asks for it."""


class Measures(Answer):
    """A page of measures, the newest first."""

    data: Annotated[tuple[MeasureEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None
    position: Position
    as_of: At
    charts_evaluated: Count
    """How many charts of this page were looked at."""


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    version: int
    measure: Measure
    name: str | None
    charted: ChartedMeasure | None


async def _rows(connection: Connection, asked: Asked) -> Sequence[Row]:
    heed, provider, query = asked.asking.heed, asked.asking.provider, asked.query
    kinds: tuple[str, ...] = query[KIND.read]
    services: tuple[UUID, ...] = query[SERVICE.read]
    found = await connection.fetch(
        _PAGE,
        provider,
        list(kinds),
        list(services),
        query[RETIRED.read],
        None if asked.after is None else UUID(str(asked.after[0])),
        asked.fetched,
    )
    streams = await heed.log.load_many(provider, [one["measure"] for one in found])
    known = {
        one["measure"]: state
        for one in found
        if (state := measure_of(streams.get(one["measure"], ()))) is not None
    }
    bodies = [state.definition.name.id for state in known.values()]
    words = await learning_words(heed, provider, bodies)
    charts = await _charts(connection, asked, known, streams)
    return [
        Row(
            id_,
            streams[id_][-1].version,
            state,
            words.get(state.definition.name.id),
            charts.get(id_),
        )
        for id_, state in known.items()
    ]


async def _charts(
    connection: Connection,
    asked: Asked,
    known: Mapping[UUID, Measure],
    streams: Mapping[UUID, Sequence[Recorded]],
) -> Mapping[UUID, ChartedMeasure]:
    """Of those that are shown; none unless they are asked for."""
    if not asked.query[JUDGED.read]:
        return {}
    if any(one.is_derived for one in known.values()):
        await _must_know_restrictions(connection, asked)
    wanted = Charting(as_of=asked.as_of, reader=asked.reader)
    heed, provider = asked.asking.heed, asked.asking.provider
    return {
        id_: await charted(heed, connection, provider, streams[id_], state, wanted)
        for id_, state in list(known.items())[: asked.limit]
    }


async def _must_know_restrictions(connection: Connection, asked: Asked) -> None:
    """Raises Problem `read-model-behind` where a restriction is not in what is counted yet."""
    provider, persons = asked.asking.provider, asked.reader.persons
    at = await position(connection, provider, TRENDS.name)
    if await unseen_restriction(connection, provider, TRENDS.name, at, persons) is not None:
        raise Problem("read-model-behind")


def _place(row: Row) -> SortKey:
    return (str(row.id),)


def _entry(row: Row) -> dict[str, Any]:
    defined, definition = row.measure.defined, row.measure.definition
    return {
        "id": shown("mea", row.id),
        "version": row.version,
        "kind": defined.kind,
        "service": service_id(defined.service),
        "unit": unit_id(defined.unit),
        "factor": defined.factor,
        "name": row.name,
        "chart": definition.chart,
        "improvement": definition.improvement,
        "cadence": definition.cadence,
        "retired": row.measure.retired is not None,
        "judged": row.charted and _judged(row.charted),
    }


def _judged(found: ChartedMeasure) -> dict[str, Any]:
    chart = found.chart.in_force
    variation, assurance = chart.variation, chart.assurance
    return {
        "period": chart.newest and chart.newest.observation.period,
        "variation": variation,
        "variation_named": variation and VARIATION_NAMES[variation],
        "assurance": assurance,
        "assurance_named": assurance and ASSURANCE_NAMES[assurance],
        "trial_limits": chart.current.trial,
    }


def _told(asked: Asked, page: Shown[Row, Any]) -> Answer:
    return Measures.model_validate(
        {
            "data": [_entry(one) for one in page.rows],
            "next_cursor": page.next_cursor,
            "position": page.position,
            "as_of": asked.as_of,
            "charts_evaluated": sum(one.charted is not None for one in page.rows),
        }
    )


MEASURES: Final = ListOf(
    name="measures",
    projection=WATCHED,
    filters=(KIND, SERVICE, RETIRED, JUDGED, AS_OF),
    rows=_rows,
    tally=None,
    place=_place,
    tell=_told,
)
LIST: Final = Operation(
    id="listMeasures",
    method="GET",
    path="/v1/measures",
    tag="measures",
    summary="List the measures",
    about=f"{Measures.__doc__} `judged` gives each what its chart says.",
    endpoint=listing(MEASURES, SCOPES),
    answers={200: (Measures,)},
    scopes=SCOPES,
    parameters=parameters_of(MEASURES),
    problems=PROBLEMS,
    headers=HEADERS,
)
