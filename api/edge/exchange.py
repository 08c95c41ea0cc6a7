"""One request and its answer, as the edge sees them.

Every answer passes here: it gets the request's id and the headers that no route may forget, a HEAD
loses its body, and what was answered is remembered for the log.
"""

import time
from collections.abc import Awaitable, Callable, MutableMapping
from secrets import token_hex
from typing import Any, Final

from api.edge.media import Scope
from api.edge.routes import Routes
from api.problem.answer import answer
from api.problem.problem import Problem

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
REQUEST_ID: Final = "request_id"
REFUSAL: Final = "refusal"
"""Where the protocol leaves the code of a problem it found before the application was called."""
_ROOT: Final = "/v1"
_NO_SNIFFING: Final = (b"x-content-type-options", b"nosniff")
_NOT_KEPT: Final = (b"cache-control", b"private, no-store")
_CLOSE: Final = (b"connection", b"close")


class Exchange:
    """`scope` is what the application gets: its own copy, with HEAD asked as GET."""

    __slots__ = (
        "_closing", "_routes", "_send", "began", "complete", "headers", "is_api", "is_head",
        "method", "path", "receive", "request_id", "scope", "state", "status",
    )  # fmt: skip

    def __init__(self, scope: Scope, receive: Receive, send: Send, routes: Routes) -> None:
        self.began = time.perf_counter()
        self.request_id = "req_" + token_hex(16)
        self.path: str = scope["path"].removeprefix(scope.get("root_path", ""))
        self.is_api = self.path.startswith("/v1/") or self.path == _ROOT
        self.method: str = scope["method"]
        self.is_head = self.method == "HEAD"
        self.headers: dict[bytes, bytes] = dict(scope["headers"])
        self.state: dict[str, Any] = scope.setdefault("state", {})
        self.state[REQUEST_ID] = self.request_id
        self.scope = {**scope, "method": "GET"} if self.is_head else scope
        self.receive = receive
        self.status = 0
        self.complete = False
        self._send = send
        self._routes = routes
        self._closing = False

    @property
    def is_read(self) -> bool:
        return self.method in {"GET", "HEAD"}

    def close_after(self) -> None:
        """End the connection with this answer."""
        self._closing = True

    async def send(self, message: Message) -> None:
        """The `send` that the application gets."""
        if self.complete:
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            await self._send({**message, "headers": self._headers(message.get("headers", ()))})
            if self.is_head:
                await self._send_body(b"")
        elif message["type"] == "http.response.body" and not message.get("more_body", False):
            await self._send_body(message.get("body", b""))
        else:
            await self._send(message)

    async def refuse(self, problem: Problem) -> None:
        """Answer with the problem, unless an answer is on its way already."""
        if self.status:
            return
        said = answer(problem, instance=self._routes.shown(self.path), request_id=self.request_id)
        start: Message = {"type": "http.response.start", "status": said.status}
        await self.send({**start, "headers": said.headers})
        await self.send({"type": "http.response.body", "body": said.body})

    async def _send_body(self, body: bytes) -> None:
        self.complete = True
        await self._send({"type": "http.response.body", "body": body, "more_body": False})

    def _headers(self, sent: Any) -> list[tuple[bytes, bytes]]:
        headers = [*sent, (b"heed-request-id", self.request_id.encode()), _NO_SNIFFING]
        if self.is_api:
            headers = [one for one in headers if one[0] != b"cache-control"]
            headers.append(_NOT_KEPT)
        if self._closing:
            headers.append(_CLOSE)
        return headers
