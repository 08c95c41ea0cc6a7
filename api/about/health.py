"""Is this process alive, and is it ready? And the contract it serves.

`/livez` touches nothing. `/readyz` asks the database, and says no while the process drains or where
the database is not of this version; views that are missing or behind make it degraded but ready, as
writes must go on.

Source: Kubernetes probe conventions; the binding design, section 10.
"""

import asyncio
from typing import Annotated, Final

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from adapters.postgres.trouble import FAILURES
from api.contract.operation import Operation
from api.heed import Heed
from api.problem.problem import Problem
from api.schema import Answer
from api.work import PROJECTIONS

PATIENCE_SECONDS: Final = 0.5
JSON: Final = "application/json"
NAMES: Final = tuple(projection.name for projection in PROJECTIONS)
LIVE_VIEWS: Final = """
    SELECT count(*)
      FROM heed.projection
     WHERE status = 'live'
       AND name = ANY ($1)
"""


class Health(Answer):
    """`degraded`: ready, and views are missing or have lately been behind what readers asked."""

    status: Annotated[str, Field(pattern=r"^(alive|ready|degraded)$", max_length=10)]


class Contract(Answer):
    """An OpenAPI 3.1 document."""

    openapi: Annotated[str, Field(max_length=10)]


async def live(_: Request) -> Response:
    return Response(Health(status="alive").model_dump_json(), media_type=JSON)


async def ready(request: Request) -> Response:
    """503 while draining, or while the database does not answer within half a second."""
    state, heed = request.app.state, _heed(request)
    if state.draining.has_begun or not state.migrated:
        raise Problem("unavailable")
    try:
        async with asyncio.timeout(PATIENCE_SECONDS), heed.reads.pool.acquire() as connection:
            live = await connection.fetchval(LIVE_VIEWS, NAMES)
    except FAILURES:
        raise Problem("unavailable") from None
    lags = live < len(NAMES) or heed.reads.lateness.is_recent(heed.clock())
    status = "degraded" if lags else "ready"
    return Response(Health(status=status).model_dump_json(), media_type=JSON)


def _heed(request: Request) -> Heed:
    heed: Heed = request.app.state.heed
    return heed


async def contract(request: Request) -> Response:
    return Response(request.app.state.contract(), media_type=JSON)


LIVE = Operation(
    id="isAlive",
    method="GET",
    path="/livez",
    tag="about",
    summary="Is the process alive?",
    about="Touches nothing.",
    endpoint=live,
    answers={200: (Health,)},
    open=True,
)
READY = Operation(
    id="isReady",
    method="GET",
    path="/readyz",
    tag="about",
    summary="Is it ready for requests?",
    about="The database answers and is of this version, and the process is not about to end. "
    "`degraded`: views are missing or behind; reports are taken all the same.",
    endpoint=ready,
    answers={200: (Health,)},
    problems=(503,),
    open=True,
)
CONTRACT = Operation(
    id="getContract",
    method="GET",
    path="/openapi.json",
    tag="about",
    summary="This contract",
    about="OpenAPI 3.1.",
    endpoint=contract,
    answers={200: (Contract,)},
    open=True,
)
