"""`GET /v1/people/{id}`: what a reference to a person is linked to, and never who it is.

A reference is there as soon as somebody was named; one of which nothing was recorded is linked to
nothing. It is read from its own stream, so it is always current.
"""

from starlette.requests import Request
from starlette.responses import Response

from api.asking import asked
from api.command import must_hold
from api.contract.operation import Endpoint
from api.edge.query import read_query
from api.people.answer import PersonLinks
from api.people.resource import PERSON, person_members
from api.precondition import etag
from api.problem.problem import Problem
from api.reader import reader_of
from api.reading_one import KNOWN_AT, VERSION
from api.schema import Answer
from api.scope import Scope


def reading_person(scopes: tuple[Scope, ...]) -> Endpoint:
    """The endpoint that reads one."""

    async def endpoint(request: Request) -> Response:
        asking = await asked(request)
        must_hold(asking, scopes)
        query = read_query(request.scope["query_string"], (VERSION, KNOWN_AT))
        person = PERSON.identity(request.path_params["id"])
        reader, log = await reader_of(asking), asking.heed.log
        rows = await log.load(asking.provider, person)
        if not rows and person not in await log.named(asking.provider, (person,)):
            raise Problem("not-found")
        if rows:
            await PERSON.seen(reader, rows)
        known = query[KNOWN_AT]
        then = rows if known is None else [one for one in rows if one.recorded_at <= known]
        version = min(query[VERSION] or len(then), len(then))
        if version == 0:
            return _shown(PersonLinks.model_validate(person_members(person, 0, None)), 0)
        standing = await PERSON.standing(reader, rows, version=version)
        return _shown(PERSON.answer(reader, standing), version)

    return endpoint


def _shown(answer: Answer, version: int) -> Response:
    headers = {"ETag": etag(version)}
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)
