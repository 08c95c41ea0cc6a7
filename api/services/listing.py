"""`GET /v1/services`: the services of a provider with their units, the newest registration first.

An integration that starts needs the ids of what is there already; each entry is short, and the
service itself has its activity and staff.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from adapters.postgres.reading import Connection
from api.attempt import events_of
from api.contract.operation import Operation
from api.schema import Answer, At, ServiceId, Version
from api.scope import Scope
from api.services.resource import MOST_UNITS, UnitAnswer, unit_members
from api.views.answers import Cursor, Position
from api.views.cursor import SortKey
from api.views.filter import codes, wish
from api.views.filters import AS_OF, MOST
from api.views.list_of import Asked, ListOf
from api.views.list_of import Page as Shown
from api.views.listing import listing
from api.views.operations import HEADERS, PROBLEMS, parameters_of
from domain.identifier import shown
from domain.moment import Day
from domain.service import Service, fold
from domain.vocabulary.code import Name
from domain.vocabulary.service_type import ServiceType
from projections.trends.projection import PROJECTION as TRENDS

SCOPES: Final = (Scope.SERVICES_READ, Scope.SERVICES_MANAGE)
TYPE: Final = codes("service_type", "What kind of service.", ServiceType)
CLOSED: Final = wish("closed", "`true`: those that were closed too.")

_PAGE: Final = """
    SELECT service
      FROM heed.trend_services
     WHERE tenant_id = $1
       AND (cardinality($2::text[]) = 0 OR service_type = ANY ($2))
       AND ($3 OR closed_on IS NULL)
       AND ($4::uuid IS NULL OR service < $4)
  ORDER BY service DESC
     LIMIT $5
"""


class ServiceEntry(Answer):
    id: ServiceId
    version: Version
    name: Name
    service_type: ServiceType
    cqc_location_id: Annotated[str, Field(max_length=40)] | None
    closed_on: Day | None
    units: Annotated[tuple[UnitAnswer, ...], Field(max_length=MOST_UNITS)]


class Services(Answer):
    """A page of services, the newest registration first."""

    data: Annotated[tuple[ServiceEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None
    position: Position
    as_of: At


@dataclass(frozen=True, slots=True)
class Row:
    id: UUID
    version: int
    service: Service


async def _rows(connection: Connection, asked: Asked) -> Sequence[Row]:
    heed, provider, query = asked.asking.heed, asked.asking.provider, asked.query
    types: tuple[str, ...] = query[TYPE.read]
    after = None if asked.after is None else UUID(str(asked.after[0]))
    found = await connection.fetch(
        _PAGE, provider, list(types), query[CLOSED.read], after, asked.fetched
    )
    streams = await heed.log.load_many(provider, [one["service"] for one in found])
    rows: list[Row] = []
    for one in found:
        history = streams.get(one["service"], ())
        if (service := fold(events_of(history))) is not None:
            rows.append(Row(one["service"], history[-1].version, service))
    return rows


def _place(row: Row) -> SortKey:
    return (str(row.id),)


def _entry(row: Row) -> dict[str, Any]:
    registered, closed = row.service.registered, row.service.closed
    return {
        "id": shown("svc", row.id),
        "version": row.version,
        "name": registered.name,
        "service_type": registered.service_type,
        "cqc_location_id": registered.cqc_location_id,
        "closed_on": None if closed is None else closed.closed_on,
        "units": [unit_members(unit) for unit in row.service.units.values()],
    }


def _tell(asked: Asked, page: Shown[Row, Any]) -> Answer:
    members = {
        "data": [_entry(one) for one in page.rows],
        "next_cursor": page.next_cursor,
        "position": page.position,
        "as_of": asked.as_of,
    }
    return Services.model_validate(members)


SERVICES_LIST: Final[ListOf[Row, Any]] = ListOf(
    name="services",
    projection=TRENDS,
    filters=(TYPE, CLOSED, AS_OF),
    rows=_rows,
    tally=None,
    place=_place,
    tell=_tell,
)
LIST: Final = Operation(
    id="listServices",
    method="GET",
    path="/v1/services",
    tag="services",
    summary="List the services",
    about=(Services.__doc__ or "").strip(),
    endpoint=listing(SERVICES_LIST, SCOPES),
    answers={200: (Services,)},
    scopes=SCOPES,
    parameters=parameters_of(SERVICES_LIST),
    problems=PROBLEMS,
    headers=HEADERS,
)
