"""`GET /v1/actions/{id}/hold`: does the improvement hold, and how is that known?

`as_of` is which day is today; `known_at` leaves out whatever came on record later. Whoever may not
see an incident behind the action finds no action here either, and gets nothing counted that is
hidden.

Source: Heed's decision table (`projections/holding/table.py`).
"""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from adapters.postgres.reading import Connection
from api.actions.hold.answer import HoldAnswer
from api.actions.hold.held import Asked, asked_of, held
from api.actions.hold.source import source_of
from api.actions.hold.telling import hold_members
from api.actions.resource import ACTION
from api.asking import Asking, asked
from api.command import must_hold
from api.contract import parameters as p
from api.contract.operation import Operation
from api.contract.parameters import identifier_in_path
from api.edge.query import read_query
from api.measures.charting import Charting
from api.problem.problem import Problem
from api.reader import reader_of
from api.scope import Scope
from api.views.filters import AS_OF, KNOWN_AT, MIN_POSITION, PREFER
from api.views.freshness import freshly_of_all
from api.views.patience import must_be_known, patience_of

SCOPES: Final = (Scope.LEARNING_READ, Scope.LEARNING_MANAGE)


async def read_hold(request: Request) -> Response:
    asking = await asked(request)
    must_hold(asking, SCOPES)
    query = read_query(request.scope["query_string"], (AS_OF.read, KNOWN_AT.read))
    reader = await reader_of(asking)
    wanted = Charting(
        as_of=query[AS_OF.read] or query[KNOWN_AT.read] or asking.heed.clock(),
        known_at=query[KNOWN_AT.read],
        reader=reader,
    )
    rows = await asking.heed.log.load(asking.provider, ACTION.identity(request.path_params["id"]))
    await ACTION.seen(reader, rows)
    known = await asked_of(asking.heed, asking.provider, rows, wanted)
    if known is None:
        raise Problem("not-found")
    return await _answered(asking, known, wanted)


async def _answered(asking: Asking, known: Asked, wanted: Charting) -> Response:
    heed, provider, reader = asking.heed, asking.provider, wanted.reader
    if reader is None:  # pragma: no cover - whoever asks by HTTP is somebody
        raise Problem("internal")
    patience = patience_of(asking)
    await must_be_known(asking, patience)

    async def look(connection: Connection) -> tuple[dict[str, Any], int | None]:
        then, source = await source_of(connection, provider, wanted)
        found = await held(heed, connection, provider, known, wanted, source)
        return hold_members(known, found, wanted), then

    names = tuple(one.name for one in known.projections)
    live = wanted.known_at is None
    fresh = await freshly_of_all(reader, names, patience, look, live=live)
    members, then = fresh.found
    at = heed.position(fresh.position if then is None else then)
    answer = HoldAnswer.model_validate({**members, "position": at})
    headers = {**fresh.headers, "Heed-Position": at}
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)


HOLD: Final = Operation(
    id="getActionHold",
    method="GET",
    path="/v1/actions/{id}/hold",
    tag="actions",
    summary="Ask whether it holds",
    about=(HoldAnswer.__doc__ or "").strip(),
    endpoint=read_hold,
    answers={200: (HoldAnswer,)},
    scopes=SCOPES,
    parameters=(
        identifier_in_path("act", "action", "act_0000000000000000000000000a"),
        AS_OF.told,
        KNOWN_AT.told,
        MIN_POSITION,
        PREFER,
        p.ACTOR,
    ),
    problems=(400, 403, 404, 422),
    headers={200: ("Heed-Position", "Heed-Stale")},
)
