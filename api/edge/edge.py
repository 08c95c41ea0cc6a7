"""The one layer round the finished application, in pure ASGI.

In this order, each before the next costs anything: a request id, room, the caller (401), the size
and kind of the body (413, 415, 406), the whole body within its time (413, 408), the application.
Whatever goes wrong is answered as a problem; a defect is logged once, as types and lines, and
answered with 500.

Source: RFC 9110; RFC 9457; the binding order of answers.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, Protocol
from uuid import UUID

from fastapi import FastAPI
from structlog.typing import FilteringBoundLogger

from api.edge.body import ClientGone, declared_length, from_memory, has_body, read_body
from api.edge.draining import Draining
from api.edge.exchange import REFUSAL, Exchange, Receive, Send
from api.edge.fault import frames_of, types_of
from api.edge.handlers import answer_with_problems
from api.edge.limits import Limits
from api.edge.media import Scope, must_be, must_be_plain, must_take
from api.edge.routes import Routes
from api.problem.problem import Problem

_CLIENT_GONE: Final = 499
"""In the log only: the status by which web servers note that nobody waited for the answer."""


class Caller(Protocol):
    """Who asks, as far as the edge needs to know: the credential's id, for the log."""

    @property
    def credential(self) -> UUID: ...


Authenticate = Callable[[Scope], Awaitable[Caller]]
"""The caller behind a request, from its headers alone. Raises Problem."""


class Edge:
    """An ASGI application.

    It gives `scope["state"]` a `request_id` and, under /v1, a `principal`; a route may leave the
    `provider` it worked for there, for the log.
    """

    def __init__(
        self,
        app: FastAPI,
        *,
        authenticate: Authenticate,
        log: FilteringBoundLogger,
        limits: Limits,
        draining: Draining,
    ) -> None:
        self._app = app
        self._authenticate = authenticate
        self._log = log
        self._limits = limits
        self._draining = draining
        self._routes = Routes(app)
        self._requests = 0
        answer_with_problems(app, self._routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._exchange(Exchange(scope, receive, send, self._routes))
        elif scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1003})

    async def _exchange(self, exchange: Exchange) -> None:
        self._requests += exchange.is_api
        try:
            await self._answered(exchange)
        finally:
            self._requests -= exchange.is_api
            self._note(exchange)

    async def _answered(self, exchange: Exchange) -> None:
        if self._draining.has_begun:
            exchange.close_after()
        try:
            await self._serve(exchange)
        except Problem as problem:
            if problem.code == "request-timeout":
                exchange.close_after()
            await exchange.refuse(problem)
        except ClientGone:
            exchange.status = _CLIENT_GONE
        except asyncio.CancelledError:  # the process ends before the work did
            exchange.close_after()
            await exchange.refuse(Problem("outcome-unknown"))
            raise
        except Exception as fault:  # noqa: BLE001 - the outer edge: told once, without its text
            self._tell(fault, exchange)
            await exchange.refuse(Problem("internal"))

    async def _serve(self, exchange: Exchange) -> None:
        refused = exchange.state.pop(REFUSAL, None)
        if refused is not None:
            exchange.close_after()
            raise Problem(refused)
        self._must_have_room(exchange)
        if exchange.is_api:
            exchange.state["principal"] = await self._authenticate(exchange.scope)
        body = await self._body(exchange)
        await self._app(exchange.scope, from_memory(body, exchange.receive), exchange.send)

    def _must_have_room(self, exchange: Exchange) -> None:
        """Reads are refused first, so that a report still fits."""
        most = self._limits.reads_at_once if exchange.is_read else self._limits.requests_at_once
        if exchange.is_api and self._requests > most:
            raise Problem("overloaded")

    async def _body(self, exchange: Exchange) -> bytes:
        """The whole body, once its size and kind are known to be right; b"" where there is none.

        Outside /v1, where anyone may ask, nobody's body is read.
        """
        if not exchange.is_api:
            return b""
        limits, headers = self._limits.at(exchange.path), exchange.headers
        must_take(headers.get(b"accept"), limits.gives)
        if not has_body(headers):
            return b""
        length = declared_length(headers)
        if length is not None and length > limits.max_body_bytes:
            raise Problem("body-too-large")
        if length != 0:
            must_be_plain(headers.get(b"content-encoding"))
            if not exchange.is_read:
                must_be(headers.get(b"content-type"), limits.takes)
        return await read_body(exchange.receive, limits)

    def _note(self, exchange: Exchange) -> None:
        """The line of this request in the log."""
        principal: Caller | None = exchange.state.get("principal")
        self._log.info(
            "request",
            method=exchange.method,
            route=self._routes.template_for(exchange.scope, exchange.path),
            status=exchange.status,
            ms=round((time.perf_counter() - exchange.began) * 1000, 2),
            request_id=exchange.request_id,
            provider=exchange.state.get("provider"),
            credential=None if principal is None else principal.credential,
        )

    def _tell(self, fault: Exception, exchange: Exchange) -> None:
        self._log.error(
            "fault",
            request_id=exchange.request_id,
            route=self._routes.template_for(exchange.scope, exchange.path),
            fault=types_of(fault),
            frames=frames_of(fault),
        )
