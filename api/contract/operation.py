"""One operation of the API: its route and everything the contract says of it.

Routes read their own requests, in the binding order of answers, so the framework is told the
shapes rather than asked to apply them. What is declared here is what the edge and the routes
enforce; tests hold the two together.

Source: OpenAPI 3.1.0; RFC 9457 for every problem.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.contract.naming import REF, whole_name
from api.edge.query import read_query
from api.scope import Scope

Endpoint = Callable[[Request], Awaitable[Response]]
PROBLEM = {"$ref": "#/components/schemas/Problem"}
PAGE = {"text/html": {"schema": {"type": "string"}}}
PICTURES: Mapping[str, Mapping[str, Any]] = {
    "image/svg+xml": {"schema": {"type": "string"}},
    "image/png": {"schema": {"type": "string", "contentMediaType": "image/png"}},
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A path or query parameter, or a request header. `example` None: it has none."""

    name: str
    where: str
    about: str
    schema: Mapping[str, Any]
    example: Any
    required: bool = False

    def described(self) -> dict[str, Any]:
        said = {
            "name": self.name,
            "in": self.where,
            "description": self.about,
            "required": self.required or self.where == "path",
            "schema": dict(self.schema),
        }
        return said if self.example is None else {**said, "example": self.example}


PROVIDER = Parameter(
    "Heed-Provider",
    "header",
    "Which provider this is about. Needed by a key that serves several; one that serves a single "
    "provider may leave it out.",
    {
        "type": "string",
        "minLength": 30,
        "maxLength": 30,
        "pattern": "^prv_[0-7][0-9a-hjkmnp-tv-z]{25}$",
    },
    None,
)
"""Of every operation that needs a key."""


@dataclass(frozen=True, slots=True)
class Operation:
    """`answers`: a model, or several of which one comes, per success status. `problems`: the
    statuses that this operation gives besides those of every operation. `printed`: it is given
    as a page to print too. `drawn`: the media types of the pictures that it gives too, or gives
    alone where `answers` name no model.
    """

    id: str
    method: str
    path: str
    tag: str
    summary: str
    about: str
    endpoint: Endpoint
    answers: Mapping[int, tuple[type[BaseModel], ...]]
    takes: type[BaseModel] | None = None
    scopes: tuple[Scope, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[int, ...] = ()
    headers: Mapping[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    open: bool = False
    printed: bool = False
    drawn: tuple[str, ...] = ()


def schema_ref(model: type[BaseModel]) -> dict[str, str]:
    """By its whole name, which `naming.named` shortens."""
    return {"$ref": REF + whole_name(model)}


def _content(models: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    if not models:
        return {}
    refs = [schema_ref(model) for model in models]
    return {"application/json": {"schema": refs[0] if len(refs) == 1 else {"anyOf": refs}}}


def _responses(operation: Operation) -> dict[int | str, dict[str, Any]]:
    said: dict[int | str, dict[str, Any]] = {}
    for status, models in operation.answers.items():
        headers = {
            name: {"$ref": f"#/components/headers/{name}"}
            for name in operation.headers.get(status, ())
        }
        content = _content(models) | (PAGE if operation.printed else {})
        content |= {name: dict(PICTURES[name]) for name in operation.drawn}
        said[status] = {"description": "Done.", "content": content, "headers": headers}
    always = () if operation.open else (401, 500, 503)
    for status in sorted({*always, *operation.problems}):
        said[status] = {
            "description": "A problem (RFC 9457).",
            "content": {"application/problem+json": {"schema": PROBLEM}},
        }
    return said


def _extra(operation: Operation) -> dict[str, Any]:
    parameters = operation.parameters if operation.open else (*operation.parameters, PROVIDER)
    extra: dict[str, Any] = {"parameters": [one.described() for one in parameters]}
    if operation.takes is not None:
        content = {"application/json": {"schema": schema_ref(operation.takes)}}
        extra["requestBody"] = {"required": True, "content": content}
    extra["security"] = [] if operation.open else [{"key": []}]
    if operation.scopes:
        extra["x-heed-scopes"] = [str(scope) for scope in operation.scopes]
    return extra


def _endpoint(operation: Operation) -> Endpoint:
    """The operation's own; where it takes no query, one is refused like any unknown parameter."""
    if operation.open or any(one.where == "query" for one in operation.parameters):
        return operation.endpoint

    async def without_query(request: Request) -> Response:
        read_query(request.scope["query_string"], ())
        return await operation.endpoint(request)

    return without_query


def add(app: FastAPI, operation: Operation) -> None:
    """Route it, and say in the contract what it takes and gives."""
    app.add_api_route(
        operation.path,
        _endpoint(operation),
        methods=[operation.method],
        operation_id=operation.id,
        name=operation.id,
        tags=[operation.tag],
        summary=operation.summary,
        description=operation.about,
        responses=_responses(operation),
        openapi_extra=_extra(operation),
        response_class=Response,
        response_model=None,
        status_code=min(operation.answers),
    )
