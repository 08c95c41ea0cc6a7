"""The composition root of the HTTP side: operations, problems and the outer edge.

Whatever the application needs arrives as one `Heed`, made by the lifespan; nothing happens at
import. The framework's own telemetry stays off: it would export exception messages, and those may
hold what somebody wrote.
"""

import json
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache

from fastapi import FastAPI

from api.contract.document import document
from api.contract.operation import add
from api.contract.route import DirectRoute
from api.edge.draining import Draining
from api.edge.telemetry import TELEMETRY
from api.heed import Heed
from api.operations import OPERATIONS

Lifespan = Callable[[], AbstractAsyncContextManager[Heed]]


def create_app(
    opened: Lifespan, *, draining: Draining | None = None, migrated: bool = True
) -> FastAPI:
    """The application without its edge. `opened` gives a wired Heed for as long as it runs;
    `migrated`: whether the database is of this version, which is asked once.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with opened() as heed:
            app.state.heed = heed
            app.state.contract()  # made now, so that no request has to wait for it
            yield

    app = FastAPI(
        title="Heed",
        lifespan=lifespan,
        telemetry=TELEMETRY,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.router.route_class = DirectRoute
    app.state.draining = draining or Draining()
    app.state.migrated = migrated
    app.state.contract = cache(lambda: json.dumps(document(app, OPERATIONS)).encode())
    for operation in OPERATIONS:
        add(app, operation)
    return app
