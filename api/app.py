"""The composition root of the HTTP side: operations, problems and the outer edge.

Whatever the application needs arrives as one `Heed`, made by the lifespan; nothing happens at
import. The framework's own telemetry stays off: it would export exception messages, and those may
hold what somebody wrote.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI

from adapters.postgres.reading import Pool
from api.contract.document import document
from api.contract.operation import add
from api.edge.draining import Draining
from api.edge.telemetry import TELEMETRY
from api.heed import Heed
from api.operations import OPERATIONS

Lifespan = Callable[[], AbstractAsyncContextManager[Heed]]


def create_app(
    opened: Lifespan, pool: "Pool | None" = None, draining: Draining | None = None
) -> FastAPI:
    """The application without its edge. `opened` gives a wired Heed for as long as it runs;
    `pool` is asked whether the database answers.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        async with opened() as heed:
            app.state.heed = heed
            yield

    app = FastAPI(
        title="Heed",
        lifespan=lifespan,
        telemetry=TELEMETRY,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.pool = pool
    app.state.draining = draining or Draining()
    app.state.describe = lambda: document(app, OPERATIONS)
    for operation in OPERATIONS:
        add(app, operation)
    return app
