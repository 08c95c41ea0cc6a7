"""Operations of one resource, built alike: recording a fact, beginning one, reading one.

Every fact is a POST to a sub-collection named for it, answered 201 with the resource as it now is.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.command import Fact, execute
from api.contract import parameters as p
from api.contract.operation import Endpoint, Operation, Parameter
from api.history import HistoryAnswer, history
from api.reading_one import reading
from api.resource import Resource
from api.scope import Scope
from api.views.filters import PAGES

RECORDED = {201: ("ETag", "Heed-Position", "Idempotency-Replayed")}
PROBLEMS = (400, 403, 404, 409, 413, 415, 422)
Decide = Callable[..., Awaitable[Any]]


def endpoint_of(fact: Fact[Any, Any]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await execute(request, fact)

    return endpoint


@dataclass(frozen=True, slots=True)
class Collection:
    """Where a resource lives. `identity`: the parameter `id` of its addresses. `records`: what
    the operation ids of its facts begin with, where that is not `record` and the noun.
    """

    path: str
    tag: str
    noun: str
    resource: Resource[Any]
    identity: Parameter
    reads: tuple[Scope, ...]
    writes: tuple[Scope, ...]
    records: str | None = None

    @property
    def word(self) -> str:
        """The noun as it stands in the names of operations."""
        return self.noun.title().replace(" ", "")

    def begins(
        self,
        summary: str,
        model: type[BaseModel],
        decide: Decide,
        *,
        accountable: bool = False,
    ) -> Operation:
        """POST to the collection itself: a new resource."""
        fact = Fact(
            model, self.resource, self.writes, decide, makes_new=True, accountable=accountable
        )
        recorded = tuple(self.resource.recorded.values())
        return Operation(
            id=f"begin{self.word}",
            method="POST",
            path=self.path,
            tag=self.tag,
            summary=summary,
            about=(model.__doc__ or summary).strip(),
            endpoint=endpoint_of(fact),
            takes=model,
            answers={201: recorded},
            scopes=self.writes,
            parameters=(p.KEY, p.ACTOR_REQUIRED if accountable else p.ACTOR),
            problems=PROBLEMS,
            headers=RECORDED,
        )

    def fact(
        self,
        name: str,
        summary: str,
        model: type[BaseModel],
        decide: Decide,
        *,
        judged: bool = False,
        accountable: bool = False,
        scopes: tuple[Scope, ...] | None = None,
    ) -> Operation:
        """POST to a sub-collection: one more fact about a resource that is there."""
        scopes = scopes or self.writes
        fact = Fact(model, self.resource, scopes, decide, judged=judged, accountable=accountable)
        words = "".join(word.title() for word in name.split("-"))
        headers = (p.KEY, *((p.MATCH,) if judged else ()))
        return Operation(
            id=f"{self.records or 'record' + self.word}{words}",
            method="POST",
            path=f"{self.path}/{{id}}/{name}",
            tag=self.tag,
            summary=summary,
            about=f"{(model.__doc__ or summary).strip()}\n\nOne fact, answered with the "
            f"{self.noun} as it now is.",
            endpoint=endpoint_of(fact),
            takes=model,
            answers={201: tuple(self.resource.recorded.values())},
            scopes=scopes,
            parameters=(self.identity, *headers, p.ACTOR_REQUIRED if accountable else p.ACTOR),
            problems=(*PROBLEMS, 412, 428) if judged else PROBLEMS,
            headers=RECORDED,
        )

    def read(self) -> Operation:
        """GET one, now or at a version."""
        return Operation(
            id=f"get{self.word}",
            method="GET",
            path=f"{self.path}/{{id}}",
            tag=self.tag,
            summary=f"Read one {self.noun}",
            about="As it stands, as it was at `version`, or as it was known at `known_at`.",
            endpoint=reading(self.resource, self.reads),
            answers={200: tuple(self.resource.recorded)},
            scopes=self.reads,
            parameters=(self.identity, p.AT_VERSION, p.AT_TIME, p.ACTOR),
            problems=(400, 403, 404, 422),
            headers={200: ("ETag", "Heed-Position")},
        )

    def history(self, scopes: tuple[Scope, ...] | None = None) -> Operation:
        """GET the events of one. `scopes`: where they are not those of reading it."""
        scopes = scopes or self.reads
        return Operation(
            id=f"list{self.word}Events",
            method="GET",
            path=f"{self.path}/{{id}}/events",
            tag=self.tag,
            summary=f"Read the history of one {self.noun}",
            about="Every event, oldest first: when, what and by whom, with its facts as stored; "
            "never its words.",
            endpoint=history(self.resource, scopes),
            answers={200: (HistoryAnswer,)},
            scopes=scopes,
            parameters=(self.identity, *(one.told for one in PAGES), p.ACTOR),
            problems=(400, 403, 404, 422),
        )
