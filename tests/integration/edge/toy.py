"""A small application behind the real edge, in a process of its own.

`python -m tests.integration.edge.toy hasty` has short deadlines and few connections; without the
word the limits are those of the product. The first line of standard output is the port.
"""

import asyncio
import logging
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from api.clock import utc_now
from api.edge.draining import Draining
from api.edge.edge import Edge
from api.edge.json import read_json
from api.edge.limits import Limits, PathLimits
from api.edge.log import LibraryLog, process_log
from api.edge.media import NDJSON, Scope, header
from api.edge.parameter import any_of, moment, text, whole
from api.edge.query import read_query
from api.edge.server import Server
from api.edge.telemetry import TELEMETRY
from api.problem.problem import Problem
from domain.refusal import Refusal

HASTY = Limits(
    elsewhere=PathLimits(body_seconds=0.5),
    paths={"/v1/imports": PathLimits(2 * 1024 * 1024, 2.0, takes=(NDJSON,))},
    header_seconds=0.5,
    idle_seconds=1,
    linger_seconds=0.5,
    stall_seconds=0.5,
    connections_per_address=20,
    requests_at_once=4,
    reads_at_once=2,
)
CREDENTIAL = UUID("0198c0de-0000-7000-8000-000000000001")
router = APIRouter(prefix="/v1")


def say(line: object) -> None:
    """To the test that started this process."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Kind(StrEnum):
    CONCERN = "concern"
    FALL = "fall"


LIMIT = whole("limit", 1, 200, default=50)
SOURCE_REF = text("source_ref")
KINDS = any_of("kind", Kind, most=2)
SINCE = moment("since")


@dataclass(frozen=True)
class Known:
    credential: UUID


class Address(BaseModel, extra="forbid"):
    postcode: str = Field(max_length=8)


class Person(BaseModel, extra="forbid"):
    name: str
    address: Address
    notes: dict[str, int] = {}


class AlreadyClosed(Refusal):
    code = "already-closed"
    detail = "The incident is closed already."


async def authenticate(scope: Scope) -> Known:
    sent = header(scope, b"authorization")
    if sent == b"Bearer revoked":
        raise Problem("key-revoked")
    if sent != b"Bearer good":
        raise Problem("unauthenticated")
    return Known(CREDENTIAL)


@router.post("/incidents", status_code=201)
async def report(request: Request) -> dict[str, int]:
    value = read_json(await request.body())
    return {"members": len(value)}


@router.get("/incidents")
async def incidents(request: Request) -> dict[str, object]:
    query = read_query(request.scope["query_string"], (LIMIT, SOURCE_REF, KINDS, SINCE))
    return {"limit": query[LIMIT], "kinds": query[KINDS], "since": query[SINCE]}


@router.get("/incidents/{incident_id}")
async def incident(incident_id: str) -> dict[str, int]:
    return {"length": len(incident_id)}


@router.post("/incidents/{incident_id}/closures")
async def close(incident_id: str) -> None:
    raise AlreadyClosed("/reason" if incident_id else "")


@router.post("/people")
async def person(body: Person) -> dict[str, str]:
    return {"postcode": body.address.postcode}


@router.post("/faults")
async def fault(request: Request) -> None:
    words = (await request.body()).decode()
    try:
        int(words)
    except ValueError as cause:
        raise RuntimeError(words) from cause


@router.get("/broken-streams")
async def broken_stream() -> StreamingResponse:
    async def lines() -> AsyncIterator[bytes]:
        yield b"one"
        raise RuntimeError("Ann Example")

    return StreamingResponse(lines())


@router.get("/great-answers")
async def great_answer() -> StreamingResponse:
    async def lines() -> AsyncIterator[bytes]:
        for _ in range(1_000):
            yield b"x" * 65_536

    return StreamingResponse(lines())


@router.get("/waits")
async def wait_reading(request: Request) -> dict[str, bool]:
    request.app.state.waiting += 1
    await asyncio.wait_for(request.app.state.draining.begun(), 30)
    return {"waited": True}


@router.post("/waits")
async def wait_writing(request: Request) -> dict[str, bool]:
    return await wait_reading(request)


@router.post("/imports")
async def import_lines(request: Request) -> dict[str, int]:
    return {"bytes": len(await request.body())}


async def livez(request: Request) -> dict[str, int]:
    return {"waiting": request.app.state.waiting}


def toy(draining: Draining) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        say("closed")

    app = FastAPI(lifespan=lifespan, telemetry=TELEMETRY)
    app.state.draining = draining
    app.state.waiting = 0
    app.include_router(router)
    app.add_api_route("/livez", livez)
    return app


def main() -> None:
    limits = HASTY if "hasty" in sys.argv else Limits()
    draining = Draining()
    log = process_log(utc_now)
    LibraryLog(log, logging.WARNING).take_over()
    edge = Edge(toy(draining), authenticate=authenticate, log=log, limits=limits, draining=draining)
    server = Server(edge, host="127.0.0.1", port=0, limits=limits, draining=draining)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        say(listening.getsockname()[1])
        server.run(sockets=[listening])
    say("ended")


if __name__ == "__main__":
    main()
