"""Reading one resource: its own stream, folded, now or as it was at a version.

Always current: it sees everything that was acknowledged before it was asked. Who may see it is
decided by what is known now, so that an old version shows nobody what was hidden since.

Source: RFC 9110 section 8.8.3 (the entity tag of what is shown).
"""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from api.asking import asked
from api.command import must_hold
from api.contract.operation import Endpoint
from api.edge.parameter import whole
from api.edge.query import read_query
from api.precondition import etag
from api.reader import reader_of
from api.resource import Resource
from api.schema import LARGEST_VERSION
from api.scope import Scope

VERSION: Final = whole("version", 1, LARGEST_VERSION, default=0)


def reading(resource: Resource[Any], scopes: tuple[Scope, ...]) -> Endpoint:
    """The endpoint that reads one resource; a version it does not have yet is the newest."""

    async def endpoint(request: Request) -> Response:
        asking = await asked(request)
        must_hold(asking, scopes)
        version = read_query(request.scope["query_string"], (VERSION,))[VERSION] or None
        identity = resource.identity(request.path_params["id"])
        reader = await reader_of(asking)
        rows = await asking.heed.log.load(asking.provider, identity)
        standing = await resource.standing(reader, rows, version=version)
        last = rows[standing.version - 1]
        headers = {
            "ETag": etag(standing.version),
            "Heed-Position": asking.heed.position(last.position),
        }
        answer = resource.answer(reader, standing)
        return Response(answer.model_dump_json(), media_type="application/json", headers=headers)

    return endpoint
