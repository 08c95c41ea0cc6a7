"""Reading a whole body before the application sees any of it.

The application then works on memory: it never waits for a slow client while it holds a
connection, and no two readers compete for one stream.

Source: RFC 9110 sections 8.6, 15.5.9 and 15.5.14.
"""

import asyncio
from collections.abc import Mapping

from api.edge.exchange import Message, Receive
from api.edge.limits import PathLimits
from api.problem.problem import Problem


class ClientGone(Exception):  # noqa: N818 - it says what happened
    """The client went away before its request was complete: there is nobody to answer."""


def declared_length(headers: Mapping[bytes, bytes]) -> int | None:
    """What Content-Length says; None for no body, or for one in chunks."""
    sent = headers.get(b"content-length")
    if sent is None:
        return None
    if not sent.isdigit():
        raise Problem("malformed-request")
    return int(sent) if len(sent.lstrip(b"0")) < len(str(2**63)) else 2**63


def has_body(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the headers announce one, be it empty."""
    return b"content-length" in headers or b"transfer-encoding" in headers


async def read_body(receive: Receive, limits: PathLimits) -> bytes:
    """All of it. Raises Problem `body-too-large` or `request-timeout`, or ClientGone."""
    body, more = bytearray(), True
    try:
        async with asyncio.timeout(limits.body_seconds):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientGone
                body += message.get("body", b"")
                if len(body) > limits.max_body_bytes:
                    raise Problem("body-too-large")
                more = message.get("more_body", False)
    except TimeoutError:
        raise Problem("request-timeout") from None
    return bytes(body)


def from_memory(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives the body once and afterwards waits for the client to go away."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body, "more_body": False}
        message = await receive()
        while message["type"] != "http.disconnect":
            message = await receive()
        return message

    return replay
