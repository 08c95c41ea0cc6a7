"""The edge keeps its promises under any ASGI server, not only under its own protocol."""

import asyncio
import io
import json
from dataclasses import dataclass
from uuid import UUID

import pytest
from fastapi import FastAPI, Request

from api.clock import utc_now
from api.edge.draining import Draining
from api.edge.edge import Edge
from api.edge.limits import Limits, PathLimits
from api.edge.log import process_log


@dataclass(frozen=True)
class Known:
    credential: UUID


class Said(list):
    """What the edge sent, as an ASGI `send`."""

    async def __call__(self, message):
        self.append(message)

    @property
    def status(self):
        return self[0]["status"]

    @property
    def code(self):
        return json.loads(self[1]["body"])["type"].removeprefix("/problems/")


async def anyone(_):
    return Known(UUID(int=1))


@pytest.fixture
def draining():
    return Draining()


@pytest.fixture
def edge(draining):
    app = FastAPI()

    @app.post("/v1/incidents")
    async def report(request: Request):
        return {"bytes": len(await request.body())}

    @app.post("/v1/waits")
    async def wait():
        await asyncio.Event().wait()

    limits = Limits(elsewhere=PathLimits(max_body_bytes=10, body_seconds=0.05))
    log = process_log(utc_now, io.StringIO())
    return Edge(app, authenticate=anyone, log=log, limits=limits, draining=draining)


def scope(path="/v1/incidents", *headers):
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "headers": [
            (b"content-type", b"application/json"),
            (b"transfer-encoding", b"chunked"),
            *headers,
        ],
    }


def sending(*pieces):
    """A `receive` that gives these, and then nothing for ever."""
    left = list(pieces)

    async def receive():
        if not left:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    return receive


async def test_a_body_that_comes_whole_is_taken(edge):
    said = Said()

    await edge(scope(), sending(b"1", b"2", b""), said)

    assert (said.status, said[1]["body"]) == (200, b'{"bytes":2}')


async def test_a_body_that_does_not_come_whole_is_refused_in_time(edge):
    said, given = Said(), sending(b"1", b"2")

    async def receive():
        return {**await given(), "more_body": True}

    await edge(scope(), receive, said)

    assert (said.status, said.code) == (408, "request-timeout")
    assert (b"connection", b"close") in said[0]["headers"]


async def test_a_body_in_pieces_is_refused_once_it_is_too_large(edge):
    said = Said()

    await edge(scope(), sending(b"12345", b"12345", b"1", b"never read"), said)

    assert (said.status, said.code) == (413, "body-too-large")


async def test_whoever_is_cut_off_at_the_end_is_told_that_sending_again_is_safe(edge):
    said = Said()

    task = asyncio.ensure_future(edge(scope("/v1/waits"), sending(b"{}"), said))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert (said.status, said.code) == (503, "outcome-unknown")


async def test_answers_close_their_connection_once_the_end_has_begun(edge, draining):
    said = Said()

    draining.begin()
    await edge(scope(), sending(b"{}"), said)

    assert said.status == 200
    assert (b"connection", b"close") in said[0]["headers"]


async def test_a_web_socket_is_not_taken(edge):
    said = Said()

    await edge({"type": "websocket", "path": "/v1/incidents"}, sending(), said)

    assert said == [{"type": "websocket.close", "code": 1003}]
