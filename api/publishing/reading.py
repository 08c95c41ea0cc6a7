"""`GET /v1/views/published-tables`: the tables of a year, for the audience that is asked for.

An audience is a parameter, and checked: who may only read what is published gets that and nothing
else, however they ask. There are no filters but which table, and no earlier states. The true
numbers are for keys that act for nobody, as an incident among them may be restricted since.

Source: `domain/publishing/audience.py`; OWASP API3:2023 (property level authorisation).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from api.asking import asked
from api.attempt import events_of
from api.command import must_hold
from api.edge.parameter import any_of, one_of, whole
from api.edge.query import read_query
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.publishing.resource import MOST_TABLES, CountedTable, TableAnswer, stream_of, table_told
from api.schema import Answer
from api.scope import Scope
from api.views.answers import Position
from domain.publishing.audience import RULES, Audience
from domain.publishing.state import PublishedYear, fold
from domain.publishing.table import Dimension, Year, grain_of

SCOPES: Final[Mapping[Audience, tuple[Scope, ...]]] = MappingProxyType({
    Audience.PROVIDER: (Scope.VIEWS_READ,),
    Audience.PEER_OR_PUBLIC: (Scope.PUBLISHED_READ, Scope.VIEWS_READ),
})  # fmt: skip
"""What a key needs, to ask as one of them."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_AUDIENCE: Final = one_of("audience", Audience, Audience.PEER_OR_PUBLIC)
_YEAR: Final = whole("year", FIRST_YEAR, LAST_YEAR, default=0)
_DIMENSION: Final = any_of("dimension", Dimension)


class PublishedTables(Answer):
    """What was published of a year, as it was published. Every incident stands in one cell of each
    table; numbers below five are hidden, others rounded to the nearest five, and where a hidden one
    could be worked out more are hidden. The true numbers beside them are for the audience
    `provider`, and for a key that acts for nobody.
    """

    audience: Audience
    year: Year
    position: Position
    """Up to which position of the log anything was published."""
    tables: Annotated[tuple[CountedTable | TableAnswer, ...], Field(max_length=MOST_TABLES)]


async def published_tables(request: Request) -> Response:
    asking = await asked(request)
    query = read_query(request.scope["query_string"], (_AUDIENCE, _YEAR, _DIMENSION))
    audience = query[_AUDIENCE] or Audience.PEER_OR_PUBLIC
    must_hold(asking, SCOPES[audience])
    if not query[_YEAR]:
        raise Problem("validation", parameter=_YEAR.name, errors=[Finding("", "missing_member")])
    year = str(query[_YEAR])
    rows = await asking.heed.log.load(asking.provider, stream_of(asking.provider, year))
    known = fold(events_of(rows)) or PublishedYear()
    answer = PublishedTables(
        audience=audience,
        year=year,
        position=asking.heed.position(rows[-1].position if rows else 0),
        tables=_tables(known, audience, query[_DIMENSION], counted=asking.actor is None),
    )
    return Response(answer.model_dump_json(), media_type="application/json")


def _tables(
    year: PublishedYear, audience: Audience, wanted: tuple[Dimension, ...], *, counted: bool
) -> tuple[CountedTable | TableAnswer, ...]:
    rule = RULES[audience]
    allowed = [
        one
        for one in year.tables
        if one.dimension in rule.dimensions
        and grain_of(one.period) in rule.grains
        and (not wanted or one.dimension in wanted)
    ]
    counted = counted and rule.unsuppressed
    return tuple(table_told(year, one, counted=counted) for one in allowed)
