"""A route that hands the request to its endpoint as it is.

Endpoints read requests themselves and answer with responses; the framework's own reading, its
dependencies and its making of responses would find nothing to do, at the price of a second echo.
What an endpoint raises becomes a problem one layer further out, where the handlers are kept too.
The contract is generated from the same routes as ever.

Source: FastAPI documentation, "Custom Request and APIRoute class".
"""

from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.types import Receive, Scope, Send


class DirectRoute(APIRoute):
    """`endpoint(request)` answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.app = self._answered

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self.endpoint(Request(scope, receive, send))
        await response(scope, receive, send)
