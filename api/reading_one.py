"""Reading one resource: its own stream, folded, now, at a version, or as it was known at a time.

Always current: it sees everything that was acknowledged before it was asked. Who may see it is
decided by what is known now, so that an old version shows nobody what was hidden since.

Source: RFC 9110 section 8.8.3 (the entity tag of what is shown).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from api.asking import asked
from api.command import must_hold
from api.contract.operation import Endpoint
from api.edge.parameter import moment, whole
from api.edge.query import read_query
from api.precondition import etag
from api.problem.problem import Problem
from api.reader import reader_of
from api.resource import Resource
from api.schema import LARGEST_VERSION
from api.scope import Scope
from domain.log import Recorded

VERSION: Final = whole("version", 1, LARGEST_VERSION, default=0)
KNOWN_AT: Final = moment("known_at")


def version_at(rows: Sequence[Recorded], version: int, known_at: datetime | None) -> int | None:
    """The version that is asked for: the earlier one where both are said, None for the newest.
    Raises Problem `not-found` for a time at which nothing of it was known.
    """
    if known_at is None:
        return version or None
    then = sum(row.recorded_at <= known_at for row in rows)
    if rows and not then:
        raise Problem("not-found")
    return min(version or then, then)


def reading(resource: Resource[Any], scopes: tuple[Scope, ...]) -> Endpoint:
    """The endpoint that reads one resource; a version it does not have yet is the newest."""

    async def endpoint(request: Request) -> Response:
        asking = await asked(request)
        must_hold(asking, scopes)
        query = read_query(request.scope["query_string"], (VERSION, KNOWN_AT))
        identity = resource.identity(request.path_params["id"])
        reader = await reader_of(asking)
        rows = await asking.heed.log.load(asking.provider, identity)
        version = version_at(rows, query[VERSION], query[KNOWN_AT])
        standing = await resource.standing(reader, rows, version=version)
        last = rows[standing.version - 1]
        headers = {
            "ETag": etag(standing.version),
            "Heed-Position": asking.heed.position(last.position),
        }
        answer = resource.answer(reader, standing)
        return Response(answer.model_dump_json(), media_type="application/json", headers=headers)

    return endpoint
