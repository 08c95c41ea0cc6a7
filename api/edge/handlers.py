"""Inside the application, everything that can go wrong becomes a problem.

A raised Problem, a refusal of the domain, the framework's own 404, 405 and 422, and a defect (the
edge logs that one: the framework raises it again once it is answered).
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from functools import cache
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.edge.exchange import REQUEST_ID
from api.edge.routes import Routes
from api.problem.answer import answer
from api.problem.problem import Problem, problem_of
from api.problem.validation import CODES, findings_of
from domain.log import Overloaded, Unavailable, Unsure
from domain.refusal import Refusal

_NEEDED_HEADERS: Final = {
    "if-match": "precondition-required",
    "idempotency-key": "idempotency-key-missing",
}
_OF_STATUS: Final[dict[int, str]] = {
    HTTPStatus.UNAUTHORIZED: "unauthenticated",
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.NOT_FOUND: "not-found",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "body-too-large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported-media-type",
}


LOG_SAYS: Final[Mapping[str, type[Exception]]] = MappingProxyType(
    {"overloaded": Overloaded, "outcome-unknown": Unsure, "unavailable": Unavailable}
)
"""What the log may say instead of an answer; each is safe to send again."""


def answer_with_problems(app: FastAPI, routes: Routes) -> None:
    """Take over the application's exception handlers, and let no address redirect to another."""
    app.router.redirect_slashes = False
    told = _Telling(app, routes)
    app.add_exception_handler(Problem, told.problem)
    app.add_exception_handler(Refusal, told.refusal)
    app.add_exception_handler(HTTPException, told.http)
    app.add_exception_handler(RequestValidationError, told.validation)
    for code, kind in LOG_SAYS.items():
        app.add_exception_handler(kind, told.log_says(code))
    app.add_exception_handler(Exception, told.fault)


class _Telling:
    def __init__(self, app: FastAPI, routes: Routes) -> None:
        self._routes = routes
        self._words = cache(lambda: member_names(app))

    def _response(self, request: Request, problem: Problem) -> Response:
        said = answer(
            problem,
            instance=self._routes.shown(request.scope["path"]),
            request_id=request.scope["state"][REQUEST_ID],
        )
        response = Response(said.body, said.status)
        response.raw_headers[:] = said.headers
        return response

    async def problem(self, request: Request, raised: Exception) -> Response:
        return self._response(request, raised if isinstance(raised, Problem) else _internal())

    async def refusal(self, request: Request, raised: Exception) -> Response:
        problem = problem_of(raised) if isinstance(raised, Refusal) else _internal()
        return self._response(request, problem)

    def log_says(self, code: str) -> Callable[[Request, Exception], Awaitable[Response]]:
        async def answered(request: Request, _: Exception) -> Response:
            return self._response(request, Problem(code))

        return answered

    async def http(self, request: Request, raised: Exception) -> Response:
        status = raised.status_code if isinstance(raised, HTTPException) else 500
        methods = self._routes.methods(request.scope["path"])
        return self._response(request, of_status(status, methods))

    async def validation(self, request: Request, raised: Exception) -> Response:
        errors: Sequence[Any] = (
            raised.errors() if isinstance(raised, RequestValidationError) else ()
        )
        return self._response(request, of_validation(errors, self._words()))

    async def fault(self, request: Request, _: Exception) -> Response:
        return self._response(request, _internal())


def _internal() -> Problem:
    return Problem("internal")


def of_status(status: int, allow: Sequence[str]) -> Problem:
    """The problem for a status that the framework chose."""
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        return Problem("method-not-allowed", allow=allow)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _internal()
    return Problem(_OF_STATUS.get(status, "malformed-request"))


def of_validation(errors: Sequence[Mapping[str, Any]], words: Collection[str]) -> Problem:
    """An id in the path that is none of ours is not found; then parameters, headers, the body."""
    by_part: dict[str, list[Mapping[str, Any]]] = {}
    for error in errors:
        by_part.setdefault(str(error["loc"][0]), []).append(error)
    if "path" in by_part:
        return Problem("not-found")
    for part in ("query", "header", "cookie"):
        if part in by_part:
            return _of_parameter(by_part[part][0])
    body = [{**error, "loc": error["loc"][1:]} for error in by_part.get("body", [])]
    if any(error["type"] == "json_invalid" for error in body):
        return Problem("malformed-json")
    return Problem("validation", errors=findings_of(body, words))


def _of_parameter(error: Mapping[str, Any]) -> Problem:
    """Its name is a word of the contract, except where it is one that nobody asked for."""
    name = str(error["loc"][1])
    if CODES.get(error["type"]) == "unknown_member":
        return Problem("unknown-parameter")
    if error["type"] == "missing" and name.lower() in _NEEDED_HEADERS:
        return Problem(_NEEDED_HEADERS[name.lower()])
    return Problem("validation", parameter=name, errors=findings_of([{**error, "loc": ()}], ()))


def member_names(app: FastAPI) -> frozenset[str]:
    """Every member name in the application's contract."""
    schemas: Mapping[str, Any] = app.openapi().get("components", {}).get("schemas", {})
    return frozenset(name for schema in schemas.values() for name in schema.get("properties", ()))
