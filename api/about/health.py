"""Is this process alive, and is it ready? And the contract it serves.

`/livez` touches nothing. `/readyz` asks the database and says no while the process drains; views
that lag make it degraded but ready, as writes must go on.

Source: Kubernetes probe conventions; the binding design, section 10.
"""

import asyncio
import json
from typing import Annotated, Final

import asyncpg
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from api.contract.operation import Operation
from api.problem.problem import Problem
from api.schema import Answer

PATIENCE_SECONDS: Final = 0.5
JSON: Final = "application/json"


class Health(Answer):
    status: Annotated[str, Field(pattern=r"^(alive|ready)$", max_length=10)]


class Contract(Answer):
    """An OpenAPI 3.1 document."""

    openapi: Annotated[str, Field(max_length=10)]


async def live(_: Request) -> Response:
    return Response(Health(status="alive").model_dump_json(), media_type=JSON)


async def ready(request: Request) -> Response:
    """503 while draining, or while the database does not answer within half a second."""
    if request.app.state.draining.has_begun:
        raise Problem("unavailable")
    try:
        async with (
            asyncio.timeout(PATIENCE_SECONDS),
            request.app.state.pool.acquire() as connection,
        ):
            await connection.fetchval("SELECT 1")
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        raise Problem("unavailable") from None
    return Response(Health(status="ready").model_dump_json(), media_type=JSON)


async def contract(request: Request) -> Response:
    """The document is made once, when it is first asked for."""
    state = request.app.state
    if not hasattr(state, "document"):
        state.document = json.dumps(state.describe()).encode()
    return Response(state.document, media_type=JSON)


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
    about="The database answers, and the process is not about to end.",
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
