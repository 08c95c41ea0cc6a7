"""A list over a view: read strictly, as of one moment, page by page, never staler than asked.

Pages are keyset pages: the next begins after the last row that was shown, so nothing is doubled
or left out while more arrives. Every answer says the position it reflects. What somebody may not
see is in no list and no count, from the moment the restriction is in the log.

Source: RFC 8288 (Link); RFC 7240 (Prefer); OWASP API1:2023.
"""

import json
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from adapters.postgres.reading import Connection
from api.asking import Asking, asked
from api.command import must_hold
from api.contract.operation import Endpoint
from api.edge.query import Query, read_query
from api.policies.standing import policies_of
from api.problem.problem import Problem
from api.reader import reader_of
from api.scope import Scope
from api.views.cursor import About, Place
from api.views.filters import AS_OF, CURSOR, KNOWN_AT
from api.views.freshness import Fresh, freshly
from api.views.list_of import Asked, ListOf, Page, Seen
from api.views.patience import must_be_known, patience_of
from domain.policy.setting import Policies
from projections.known_then import known_at, position_at
from projections.runner.on_demand import ScanTooLong

R = TypeVar("R")
T = TypeVar("T")


def listing(view: ListOf[Any, Any], scopes: tuple[Scope, ...]) -> Endpoint:
    """The endpoint that answers with one page."""

    async def endpoint(request: Request) -> Response:
        return await listed(request, view, scopes)

    return endpoint


async def listed(request: Request, view: ListOf[R, T], scopes: tuple[Scope, ...]) -> Response:
    asking = await asked(request)
    patience = patience_of(asking)
    must_hold(asking, scopes)
    this = await _asked(request, asking, view)
    await must_be_known(asking, patience)
    name, live = view.projection.name, this.known_at is None
    look = partial(_look, view, this)
    fresh = await freshly(this.reader, name, patience, look, live=live)
    return _answered(request, view, this, fresh)


async def _asked(request: Request, asking: Asking, view: ListOf[Any, Any]) -> Asked:
    allowed = [one.read for one in view.asked_for]
    query = read_query(request.scope["query_string"], allowed)
    sent = {one.read.name: query[one.read] for one in view.filters}
    filters = json.dumps(sent, default=str, sort_keys=True)
    about = About(view.name, asking.provider, filters)
    place = None
    if (cursor := query[CURSOR.read]) is not None:
        place = asking.heed.reads.cursors.read(about, cursor)
    as_of, known_at = _times(view, query)
    today = as_of or known_at or (place.as_of if place else asking.heed.clock())
    reader = await reader_of(asking)
    after = None if place is None else place.after
    policies = Policies()
    if view.by_policy:
        policies = await policies_of(asking.heed, asking.provider, known_at)
    return Asked(asking, reader, query, about, after, today, known_at, policies)


def _times(view: ListOf[Any, Any], query: Query) -> tuple[datetime | None, datetime | None]:
    """Which day is today, and what was known when; None where nothing is said."""
    as_of = query[AS_OF.read] if AS_OF in view.filters else None
    known_at = query[KNOWN_AT.read] if KNOWN_AT in view.filters else None
    return as_of, known_at


async def _look(view: ListOf[R, T], this: Asked, connection: Connection) -> Seen[R, T]:
    then, this = await _as_known(connection, view, this)
    rows = await view.rows(connection, this)
    tally = None
    if view.tally is not None and this.counts:
        tally = await view.tally(connection, this)
    beside = None if view.beside is None else await view.beside(connection, this)
    return Seen(rows, tally, then, beside)


async def _as_known(
    connection: Connection, view: ListOf[Any, Any], this: Asked
) -> tuple[int | None, Asked]:
    """The position that was known then, and the same question of the rows as they were; None for
    now. Raises Problem `too-much-to-read`.
    """
    if this.known_at is None:
        return None, this
    provider, persons = this.asking.provider, tuple(this.reader.persons)
    then = await position_at(connection, provider, this.known_at)
    try:
        source = await known_at(connection, view.projection, provider, then, persons)
    except ScanTooLong:
        raise Problem("too-much-to-read") from None
    return then, replace(this, source=source)


def _answered(
    request: Request,
    view: ListOf[R, T],
    this: Asked,
    fresh: Fresh[Seen[R, T]],
) -> Response:
    heed, seen, following, headers = this.asking.heed, fresh.found, None, fresh.headers
    rows = seen.rows[: this.limit]
    if len(seen.rows) > this.limit:
        place = Place(view.place(rows[-1]), this.as_of)
        following = heed.reads.cursors.written(this.about, place)
        headers = {**headers, "Link": f'<{_address(request, following)}>; rel="next"'}
    at = heed.position(fresh.position if seen.then is None else seen.then)
    answer = view.tell(this, Page(rows, seen.tally, at, following, seen.beside))
    return Response(
        answer.model_dump_json(),
        media_type="application/json",
        headers={**headers, "Heed-Position": at},
    )


def _address(request: Request, cursor: str) -> str:
    """The same question with the next cursor; relative to the server that was asked."""
    sent = parse_qsl(request.scope["query_string"].decode(), keep_blank_values=True)
    same = [(name, value) for name, value in sent if name != CURSOR.read.name]
    return f"{request.url.path}?{urlencode([*same, (CURSOR.read.name, cursor)])}"
