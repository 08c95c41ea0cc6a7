"""The HTTP protocol of the server, with an end to everyone's patience.

uvicorn waits for ever for the rest of a request. Here the headers have a deadline from their first
byte (a new connection from its opening), so has the body, and so has a client that does not take
its answer; sending a byte now and then extends none of them. Headers and addresses are bounded,
and so are the connections of one address and of all.

The edge refuses in its own words wherever the headers were complete; before that, the protocol
writes the problem itself.

Source: CWE-400; RFC 9110 sections 15.5.9 and 15.5.15; RFC 6585 section 5.
"""

import asyncio
from collections import Counter
from enum import Enum, auto
from secrets import token_hex
from typing import ClassVar, Final

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.server import ServerState

from api.edge.exchange import REFUSAL
from api.edge.limits import Limits
from api.problem.answer import answer
from api.problem.problem import Problem

_CLOSE: Final = (b"connection", b"close")


class _Waiting(Enum):
    """What the client owes us."""

    HEADERS = auto()
    BODY = auto()
    NOTHING = auto()  # we owe the answer
    NEXT = auto()  # between two requests: uvicorn's own timer


class DeadlineProtocol(HttpToolsProtocol):
    """One connection. `limits` and `addresses` are those of its server: see `protocol_with`."""

    limits: ClassVar[Limits]
    addresses: ClassVar[Counter[str]]

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.url = b""
        self._waiting = _Waiting.HEADERS
        self._deadline: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._address: str | None = None
        self._head_bytes = 0
        self._chunk_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        super().connection_made(transport)
        self._address = self.client[0] if self.client else None
        if self._address is not None:
            self.addresses[self._address] += 1
            if self.addresses[self._address] > self.limits.connections_per_address:
                transport.abort()
                return
        if len(self.connections) > self.limits.connections:
            self._refuse("overloaded")
            return
        self._arm(self.limits.header_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        self._unstall()
        if self._address is not None:
            self.addresses[self._address] -= 1
            if not self.addresses[self._address]:
                del self.addresses[self._address]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._waiting is _Waiting.NEXT:
            self._waiting, self._head_bytes = _Waiting.HEADERS, 0
        self._chunk_bytes = len(data)
        in_headers = self._waiting is _Waiting.HEADERS
        super().data_received(data)
        if in_headers and self._waiting is _Waiting.HEADERS:
            self._head_bytes += len(data)
        self._watch()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._waiting = _Waiting.HEADERS

    def on_headers_complete(self) -> None:
        self._disarm()
        self._waiting = _Waiting.BODY
        refused = self._refused_head()
        if refused is not None:
            self.scope.setdefault("state", {})[REFUSAL] = refused
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._disarm()
        self._waiting = _Waiting.NOTHING
        super().on_message_complete()
        self._between_if_answered()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._waiting is _Waiting.BODY and self.cycle.response_complete:
            self._disarm()  # an early answer: the rest is read and dropped, but not for long
            self._arm(self.limits.linger_seconds)
        self._between_if_answered()

    def _between_if_answered(self) -> None:
        if self._waiting is _Waiting.NOTHING and self.cycle.response_complete:
            self._waiting, self._head_bytes = _Waiting.NEXT, 0

    def _watch(self) -> None:
        """Called when a piece has been read: start the deadline of what is still owed."""
        if self._waiting is _Waiting.HEADERS:
            refused = self._refused_so_far()
            if refused is not None:
                self._refuse(refused)
            elif self._deadline is None:
                self._arm(self.limits.header_seconds)
        elif self._waiting is _Waiting.BODY and self._deadline is None:
            patience = self.limits.at(self.scope["path"]).body_seconds
            self._arm(patience + self.limits.linger_seconds)  # the edge answers first, in words

    def _refused_so_far(self) -> str | None:
        if len(self.url) > self.limits.max_url_bytes:
            return "uri-too-long"
        return "header-too-large" if self._head_bytes > self.limits.max_header_bytes else None

    def _refused_head(self) -> str | None:
        """What is wrong with headers that have come whole."""
        if len(self.url) > self.limits.max_url_bytes:
            return "uri-too-long"
        if len(self.headers) > self.limits.max_headers:
            return "header-too-large"
        if self._head_bytes + self._chunk_bytes <= self.limits.max_header_bytes:
            return None
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        return "header-too-large" if size > self.limits.max_header_bytes else None

    def _arm(self, seconds: float) -> None:
        self._deadline = self.loop.call_later(seconds, self._too_late, seconds)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self, seconds: float) -> None:
        self._deadline = None
        if self.flow.read_paused and not self.transport.is_closing():
            self._arm(seconds)  # it is we who are not reading
        elif self.transport.is_closing() or (self._waiting is _Waiting.BODY and self._has_begun()):
            self.transport.abort()
        elif self._is_answering():
            self.cycle.keep_alive = False  # only the request after the one being answered is late
        elif self._waiting is _Waiting.BODY or self._head_bytes:
            self._refuse("request-timeout")
        else:
            self.transport.close()

    def _has_begun(self) -> bool:
        return self.cycle.response_started

    def _is_answering(self) -> bool:
        """Whether an earlier request of this connection still waits for its answer."""
        in_headers = self._waiting is _Waiting.HEADERS
        return in_headers and bool(self.cycle) and not self.cycle.response_complete

    def _refuse(self, code: str) -> None:
        """Answer without the application, and end the connection, in time, taken or not."""
        self._disarm()
        if self.transport.is_closing():
            return
        said = answer(Problem(code), instance="/-", request_id="req_" + token_hex(16))
        lines = [STATUS_LINE[said.status]]
        for name, value in (*self.server_state.default_headers, *said.headers, _CLOSE):
            lines += [name, b": ", value, b"\r\n"]
        self.transport.write(b"".join((*lines, b"\r\n", said.body)))
        self.transport.close()
        self._arm(self.limits.linger_seconds)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's own words
        self._refuse("malformed-request")

    def _unsupported_upgrade_warning(self) -> None:
        """Nothing to say: the request is answered as if no upgrade had been asked for."""

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(self.limits.stall_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        self._unstall()
        super().resume_writing()

    def _unstall(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None


def protocol_with(given: Limits) -> type[DeadlineProtocol]:
    """The protocol for one server: its limits, and its count of connections by address."""

    class ServersProtocol(DeadlineProtocol):
        limits = given
        addresses: ClassVar[Counter[str]] = Counter()

    return ServersProtocol
