"""`GET /v1/incidents`: what became of what this source sent, or a list of incidents.

With `source_ref` it reads the log's own table, never a view, so it sees everything that was
acknowledged. Without, it is a page of the register: all of the provider with `incidents:read`, else
what this source sent; a credential that only reports gets the short form.

Source: the pinned report door, rules 5 and 6.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from adapters.postgres.reading import Connection
from api.asking import asked
from api.command import must_hold
from api.edge.parameter import Parameter
from api.edge.query import read_query
from api.incidents.answer import ReportAnswer, SourceAnswer
from api.incidents.incident_answer import IncidentAnswer
from api.incidents.looking import READ, by_reference
from api.principal import Principal
from api.schema import Answer, At, IncidentId, Version
from api.scope import Scope
from api.views.answers import Cursor
from api.views.cursor import SortKey
from api.views.filters import ABOUT_INCIDENTS, MOST, RISK_TYPE, question_of
from api.views.list_of import Asked, ListOf
from api.views.list_of import Page as Shown
from api.views.listing import listed
from api.views.register import RegisterEntry, entry_members, page_after, source_members
from domain.identifier import shown
from domain.incident.vocabulary import Kind
from projections import register_queries
from projections.register import PROJECTION
from projections.register_queries import Entry

MOST_REFERENCES: Final = 50


def _all_of(texts: Sequence[str]) -> tuple[str, ...] | None:
    return tuple(texts) if all(texts) else None


SOURCE_REF: Final = Parameter("source_ref", _all_of, most=MOST_REFERENCES)


class IncidentsFound(Answer):
    """Those that were asked for by `source_ref`; a reference that is unknown has none."""

    data: Annotated[tuple[IncidentAnswer | ReportAnswer, ...], Field(max_length=MOST_REFERENCES)]
    next_cursor: None


class IncidentList(Answer):
    """A page of incidents as they stand, newest first."""

    data: Annotated[tuple[RegisterEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None


class ReportEntry(Answer):
    """One incident, for a credential that only reports."""

    id: IncidentId
    version: Version
    kind: Kind
    source: SourceAnswer
    recorded_at: At


class ReportList(Answer):
    """A page of what this source sent, newest first."""

    data: Annotated[tuple[ReportEntry, ...], Field(max_length=MOST)]
    next_cursor: Cursor | None


def _report_members(entry: Entry) -> dict[str, Any]:
    return {
        "id": shown("inc", entry.incident),
        "version": entry.version,
        "kind": entry.kind,
        "source": source_members(entry),
        "recorded_at": entry.recorded_at,
    }


def _only(principal: Principal) -> str | None:
    """Whose incidents these are; None: everybody's."""
    sees_all = principal.may(Scope.INCIDENTS_READ, Scope.INCIDENTS_MANAGE)
    return None if sees_all else principal.source


async def _rows(connection: Connection, this: Asked) -> Sequence[Entry]:
    return await register_queries.page(
        connection,
        this.asking.provider,
        question_of(this.query, this.reader),
        page_after(this),
        risk_types=this.query[RISK_TYPE.read] or None,
        sent_by=_only(this.asking.principal),
    )


def _place(entry: Entry) -> SortKey:
    return (entry.position,)


def _told(this: Asked, page: Shown[Entry, None]) -> Answer:
    if this.asking.principal.may(Scope.INCIDENTS_READ, Scope.INCIDENTS_READ_OWN):
        data = [entry_members(one) for one in page.rows]
        return IncidentList.model_validate({"data": data, "next_cursor": page.next_cursor})
    data = [_report_members(one) for one in page.rows]
    return ReportList.model_validate({"data": data, "next_cursor": page.next_cursor})


INCIDENTS: Final[ListOf[Entry, None]] = ListOf(
    name="incidents",
    projection=PROJECTION,
    filters=(*ABOUT_INCIDENTS, RISK_TYPE),
    rows=_rows,
    tally=None,
    place=_place,
    tell=_told,
)


async def list_incidents(request: HttpRequest) -> Response:
    if SOURCE_REF.name in request.query_params:
        return await _by_reference(request)
    return await listed(request, INCIDENTS, READ)


async def _by_reference(request: HttpRequest) -> Response:
    asking = await asked(request)
    must_hold(asking, READ)
    refs = read_query(request.scope["query_string"], (SOURCE_REF,))[SOURCE_REF]
    found = [one for ref in dict.fromkeys(refs) for one in await by_reference(asking, ref)]
    head = asking.heed.position(await asking.heed.log.head(asking.provider))
    data = ",".join(one.model_dump_json() for one in found)
    return Response(
        f'{{"data":[{data}],"next_cursor":null}}',
        media_type="application/json",
        headers={"Heed-Position": head},
    )
