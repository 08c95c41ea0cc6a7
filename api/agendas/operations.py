"""`GET /v1/agendas/{meeting}`: what belongs onto the next one, as JSON or as a page to print."""

from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from api.agendas.answer import Agenda
from api.agendas.gathering import gather, look
from api.agendas.lessons import Wanted
from api.agendas.meetings import HORIZON, Meeting
from api.agendas.page import HEADERS, page
from api.agendas.parameters import FILTERS, MEETING, ROLE, SERVICE
from api.agendas.telling import told
from api.agendas.words import words_of
from api.asking import Asking, asked
from api.attempt import events_of
from api.command import must_hold
from api.contract import parameters as p
from api.contract.operation import Operation
from api.edge.media import HTML, JSON, preferred
from api.edge.query import Query, read_query
from api.policies.standing import policies_of
from api.problem.problem import Problem
from api.reader import reader_of
from api.scope import Scope
from api.views.filters import AS_OF, MIN_POSITION, PREFER
from api.views.open_loops import contracts, delays
from api.views.patience import must_be_known, patience_of
from domain import service as services
from domain.service import Service

SCOPES: Final = (Scope.VIEWS_READ,)


def _meeting(request: Request) -> Meeting:
    """Raises Problem `not-found` for a meeting that there is not."""
    try:
        return Meeting(request.path_params["meeting"])
    except ValueError:
        raise Problem("not-found") from None


async def _service_of(asking: Asking, service: UUID | None) -> Service | None:
    """Raises Problem `not-found`: nothing due at a mistyped service would look like good news."""
    if service is None:
        return None
    rows = await asking.heed.log.load(asking.provider, service)
    if not rows or not rows[0].type.startswith("service."):
        raise Problem("not-found", parameter=SERVICE.read.name)
    return services.fold(events_of(rows))


async def _wanted(asking: Asking, query: Query, meeting: Meeting) -> Wanted:
    as_of = query[AS_OF.read] or asking.heed.clock()
    policies = await policies_of(asking.heed, asking.provider)
    return Wanted(
        service=query[SERVICE.read],
        role=query[ROLE.read],
        as_of=as_of,
        until=as_of + HORIZON[meeting],
        delays=delays(policies),
        contracts=contracts(policies),
    )


async def agenda(request: Request) -> Response:
    asking = await asked(request)
    patience = patience_of(asking)
    must_hold(asking, SCOPES)
    meeting = _meeting(request)
    query = read_query(request.scope["query_string"], [one.read for one in FILTERS])
    await must_be_known(asking, patience)
    wanted, reader = await _wanted(asking, query, meeting), await reader_of(asking)
    service = await _service_of(asking, wanted.service)
    fresh = await look(reader, meeting, wanted, patience)
    gathered = await gather(reader, fresh.found, wanted)
    position = asking.heed.position(fresh.position)
    shown = told(
        meeting,
        wanted,
        gathered,
        await words_of(reader, gathered),
        service=service,
        position=position,
        complete=fresh.found.complete,
    )
    return _given(request, shown, {**fresh.headers, "Heed-Position": position, "Vary": "Accept"})


def _given(request: Request, shown: Agenda, headers: dict[str, str]) -> Response:
    accept = request.headers.get("accept")
    sent = None if accept is None else accept.encode("latin-1")
    if preferred(sent, (JSON, HTML)) == HTML:
        return Response(page(shown), media_type="text/html", headers={**headers, **HEADERS})
    return Response(shown.model_dump_json(), media_type="application/json", headers=headers)


OPERATIONS: Final = (
    Operation(
        id="getAgenda",
        method="GET",
        path="/v1/agendas/{meeting}",
        tag="agendas",
        summary="See what belongs onto the next meeting",
        about=f"{(Agenda.__doc__ or '').strip()} A page to print with `Accept: text/html`.",
        endpoint=agenda,
        answers={200: (Agenda,)},
        scopes=SCOPES,
        parameters=(MEETING, *(one.told for one in FILTERS), MIN_POSITION, PREFER, p.ACTOR),
        problems=(400, 403, 404, 422),
        headers={200: ("Heed-Position", "Heed-Stale")},
        printed=True,
    ),
)
