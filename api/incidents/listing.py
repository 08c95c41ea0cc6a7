"""`GET /v1/incidents?source_ref=…`: what became of what this source sent, strongly consistent.

It reads the log's own table, never a view, so it sees everything that was acknowledged.

Source: the pinned report door, rule 5.
"""

from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import Field
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from api.asking import asked
from api.command import must_hold
from api.edge.parameter import Parameter
from api.edge.query import read_query
from api.incidents.answer import IncidentAnswer, ReportAnswer
from api.incidents.looking import READ, by_reference
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.schema import Answer

MOST: Final = 50


def _all_of(texts: Sequence[str]) -> tuple[str, ...] | None:
    return tuple(texts) if all(texts) else None


SOURCE_REF: Final = Parameter("source_ref", _all_of, most=MOST)


class IncidentList(Answer):
    """At most one incident per reference; a reference that is unknown has none."""

    data: Annotated[tuple[IncidentAnswer | ReportAnswer, ...], Field(max_length=MOST)]
    next_cursor: None


async def list_incidents(request: HttpRequest) -> Response:
    asking = await asked(request)
    must_hold(asking, READ)
    refs = read_query(request.scope["query_string"], (SOURCE_REF,))[SOURCE_REF]
    if not refs:
        needed = Finding("", "missing_member", "Name at least one source_ref.")
        raise Problem("validation", parameter=SOURCE_REF.name, errors=[needed])
    found = [one for ref in dict.fromkeys(refs) for one in await by_reference(asking, ref)]
    head = asking.heed.position(await asking.heed.log.head(asking.provider))
    data = ",".join(one.model_dump_json() for one in found)
    return Response(
        f'{{"data":[{data}],"next_cursor":null}}',
        media_type="application/json",
        headers={"Heed-Position": head},
    )
