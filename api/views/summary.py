"""A view that is one answer and no list: a count, a curve, a comparison, with no pages.

Like the lists it is read strictly, as of one moment and of one day, never staler than asked, and
never before a restriction it does not know; the same question may be asked of what was known at an
earlier time. Every answer says the position it reflects, which day is today in it, and as known
when.

Source: RFC 7240 (Prefer); OWASP API1:2023; Snodgrass (transaction time, valid time).
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from urllib.parse import parse_qs
from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from adapters.postgres.reading import Connection
from api.asking import Asking, asked
from api.command import must_hold
from api.contract import parameters as p
from api.contract.operation import Endpoint, Operation, Parameter
from api.edge.query import Query, read_query
from api.policies.standing import policies_of
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.reader import Reader, reader_of
from api.schema import Answer, At
from api.scope import Scope
from api.views.answers import Position
from api.views.filter import Filter
from api.views.filters import AS_OF, KNOWN_AT, MIN_POSITION, PREFER
from api.views.freshness import freshly_of_all, reached
from api.views.patience import must_be_known, patience_of
from domain.policy.setting import Policies
from projections.known_then import known_at, position_at
from projections.runner.declaration import Projection
from projections.runner.on_demand import ScanTooLong
from projections.source import LIVE, Source, together

PROBLEMS = (400, 403, 404, 422)
HEADERS = {200: ("Heed-Position", "Heed-Stale")}
Members = Mapping[str, Any]
_Sent = Annotated[str, Field(max_length=200)]
Question = Annotated[
    dict[Annotated[str, Field(max_length=40)], Annotated[tuple[_Sent, ...], Field(max_length=50)]],
    Field(max_length=30),
]
_SPAN = ("from", "before")
_TIMES = frozenset({AS_OF.read.name, KNOWN_AT.read.name})


class Summed(Answer):
    """What every summary says of itself."""

    position: Position
    """What it reflects."""
    as_of: At
    """The day that is today here."""
    known_at: At | None
    """As it was known then; null: as it is known now."""
    question: Question
    """What was asked besides, as it was sent: the services, the period and the like."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for one answer. `as_of`: what is today. `path`: what stands in the address."""

    asking: Asking
    reader: Reader
    query: Query
    as_of: datetime
    known_at: datetime | None = None
    policies: Policies = field(default_factory=Policies)
    path: Mapping[str, str] = field(default_factory=dict[str, str])
    source: Source = LIVE
    """Where all rows come from: live, unless an earlier state is asked for."""

    @property
    def provider(self) -> UUID:
        return self.asking.provider

    @property
    def persons(self) -> tuple[UUID, ...]:
        """Whoever reads, by all of their references: for `excluded && persons`."""
        return tuple(self.reader.persons)


Ask = Callable[[Connection, Asked], Awaitable[Members]]
"""The members of the answer, but for those of `Summed`; every statement sees one state."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One view. `projections`: all that it is read from. `filters`: besides `as_of` and
    `known_at`, which every summary has. `by_policy`: it needs the provider's policies. `own`: the
    position of what the address names, which is waited for.
    """

    projections: tuple[Projection, ...]
    filters: tuple[Filter[Any], ...]
    ask: Ask
    answer: type[Summed]
    by_policy: bool = False
    own: Callable[[Asked], Awaitable[int]] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.projections)

    @property
    def asked_for(self) -> tuple[Filter[Any], ...]:
        """All that its query may say."""
        return (*self.filters, AS_OF, KNOWN_AT)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What the contract says of its query and its headers."""
        return (*(one.told for one in self.asked_for), MIN_POSITION, PREFER, p.ACTOR)


def summary(view: Summary, scopes: tuple[Scope, ...]) -> Endpoint:
    """The endpoint that answers with it."""

    async def endpoint(request: Request) -> Response:
        return await summed(request, view, scopes)

    return endpoint


async def summed(request: Request, view: Summary, scopes: tuple[Scope, ...]) -> Response:
    _, answer, headers = await summary_of(request, view, scopes)
    return Response(answer.model_dump_json(), media_type="application/json", headers=headers)


async def summary_of(
    request: Request, view: Summary, scopes: tuple[Scope, ...]
) -> tuple[Asking, Summed, dict[str, str]]:
    """The answer itself, and its headers. Raises Problem."""
    asking = await asked(request)
    patience = patience_of(asking)
    must_hold(asking, scopes)
    this = await _asked(request, asking, view)
    await must_be_known(asking, patience)
    live = this.known_at is None
    if view.own is not None and live:
        own = await view.own(this)
        await asking.heed.reads.wait(this.provider, view.names, own, patience.seconds)
    look = partial(_look, view, this)
    fresh = await freshly_of_all(this.reader, view.names, patience, look, live=live)
    members, then = fresh.found
    at = asking.heed.position(fresh.position if then is None else then)
    said = {"position": at, "as_of": this.as_of, "known_at": this.known_at}
    said |= {"question": _question(request)}
    answer = view.answer.model_validate({**members, **said})
    return asking, answer, {**fresh.headers, "Heed-Position": at}


def _question(request: Request) -> dict[str, list[str]]:
    """Read once already, so that nothing stands in it that is not declared."""
    sent = parse_qs(request.scope["query_string"].decode(), keep_blank_values=True)
    return {name: values for name, values in sent.items() if name not in _TIMES}


def _must_go_forward(view: Summary, query: Query) -> None:
    """A span that ends before it begins holds nothing, and would be read as nought."""
    days = {one.read.name: query[one.read] for one in view.filters if one.read.name in _SPAN}
    first, before = (days.get(name) for name in _SPAN)
    if first is not None and before is not None and before <= first:
        found = Finding("", "span_backwards")
        raise Problem("validation", parameter=_SPAN[1], errors=[found])


async def _asked(request: Request, asking: Asking, view: Summary) -> Asked:
    allowed = [one.read for one in view.asked_for]
    query = read_query(request.scope["query_string"], allowed)
    _must_go_forward(view, query)
    known = query[KNOWN_AT.read]
    as_of = query[AS_OF.read] or known or asking.heed.clock()
    reader = await reader_of(asking)
    policies = Policies()
    if view.by_policy:
        policies = await policies_of(asking.heed, asking.provider, known)
    return Asked(asking, reader, query, as_of, known, policies, request.path_params)


async def until(connection: Connection, this: Asked, view: Summary) -> int | None:
    """How far streams are read that are told beside the view, so that its position is that of all.
    None where an earlier state is asked for: then the time says so.
    """
    if this.known_at is not None:
        return None
    return await reached(connection, this.provider, view.names)


async def _look(view: Summary, this: Asked, connection: Connection) -> tuple[Members, int | None]:
    """What is answered, and the position of the earlier state that was asked for; None for now.
    Raises Problem `too-much-to-read`.
    """
    if this.known_at is None:
        return await view.ask(connection, this), None
    then = await position_at(connection, this.provider, this.known_at)
    try:
        folded = [
            await known_at(connection, one, this.provider, then, this.persons)
            for one in view.projections
        ]
    except ScanTooLong:
        raise Problem("too-much-to-read") from None
    return await view.ask(connection, replace(this, source=together(folded))), then


def summary_operation(
    view: Summary, *, id_: str, path: str, summary_text: str, scopes: tuple[Scope, ...]
) -> Operation:
    """As the contract has it. `path`: whole, such as `/v1/views/clocks`."""
    about = (view.answer.__doc__ or summary_text).strip()
    return Operation(
        id=id_,
        method="GET",
        path=path,
        tag="views",
        summary=summary_text,
        about=f"{about} `position` and `Heed-Position` say what it reflects; `Heed-Min-Position` "
        "demands more. Incidents that are hidden from whoever you act for are not counted.",
        endpoint=summary(view, scopes),
        answers={200: (view.answer,)},
        scopes=scopes,
        parameters=view.parameters,
        problems=PROBLEMS,
        headers=HEADERS,
    )
