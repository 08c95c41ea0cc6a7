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

from api.scope import Scope

Endpoint = Callable[[Request], Awaitable[Response]]
PROBLEM = {"$ref": "#/components/schemas/Problem"}


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


@dataclass(frozen=True, slots=True)
class Operation:
    """`answers`: a model, or several of which one comes, per success status. `problems`: the
    statuses that this operation gives besides those of every operation.
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


def schema_ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _content(models: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    refs = [schema_ref(model) for model in models]
    return {"application/json": {"schema": refs[0] if len(refs) == 1 else {"anyOf": refs}}}


def _responses(operation: Operation) -> dict[int | str, dict[str, Any]]:
    said: dict[int | str, dict[str, Any]] = {}
    for status, models in operation.answers.items():
        headers = {
            name: {"$ref": f"#/components/headers/{name}"}
            for name in operation.headers.get(status, ())
        }
        said[status] = {"description": "Done.", "content": _content(models), "headers": headers}
    always = () if operation.open else (401, 500, 503)
    for status in sorted({*always, *operation.problems}):
        said[status] = {
            "description": "A problem (RFC 9457).",
            "content": {"application/problem+json": {"schema": PROBLEM}},
        }
    return said


def _extra(operation: Operation) -> dict[str, Any]:
    extra: dict[str, Any] = {"parameters": [one.described() for one in operation.parameters]}
    if operation.takes is not None:
        content = {"application/json": {"schema": schema_ref(operation.takes)}}
        extra["requestBody"] = {"required": True, "content": content}
    extra["security"] = [] if operation.open else [{"key": []}]
    if operation.scopes:
        extra["x-heed-scopes"] = [str(scope) for scope in operation.scopes]
    return extra


def add(app: FastAPI, operation: Operation) -> None:
    """Route it, and say in the contract what it takes and gives."""
    app.add_api_route(
        operation.path,
        operation.endpoint,
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
