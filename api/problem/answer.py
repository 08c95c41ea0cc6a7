"""The answer a problem becomes: status, headers and a body of `application/problem+json`.

Always there: type, title, status, detail, instance, request_id, retryable, errors. There when they
say something: missing_scope, parameter, current_version, existing_id, retry_after (seconds).

Source: RFC 9457; RFC 9110 sections 10.2.1 (Allow), 10.2.3 (Retry-After), 11.6.1.
"""

import json
from dataclasses import dataclass
from http import HTTPStatus

from api.problem.problem import Problem

MEDIA_TYPE = "application/problem+json"
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class ProblemAnswer:
    """Ready to send: header names in lower case, with the length of the body."""

    status: int
    headers: Headers
    body: bytes


def answer(problem: Problem, *, instance: str, request_id: str) -> ProblemAnswer:
    body = json.dumps(_members(problem, instance, request_id), separators=(",", ":")).encode()
    headers: Headers = [
        (b"content-type", MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    headers += [(name, value.encode()) for name, value in _said_in_headers(problem)]
    return ProblemAnswer(int(problem.type.status), headers, body)


def _members(problem: Problem, instance: str, request_id: str) -> dict[str, object]:
    always: dict[str, object] = {
        "type": problem.type.uri,
        "title": problem.type.title,
        "status": int(problem.type.status),
        "detail": problem.type.detail,
        "instance": instance,
        "request_id": request_id,
        "retryable": problem.type.retryable,
        "errors": [
            {"pointer": one.pointer, "code": one.code, "detail": one.detail}
            for one in problem.errors
        ],
    }
    sometimes: dict[str, object] = {
        "missing_scope": problem.missing_scope,
        "parameter": problem.parameter,
        "current_version": problem.current_version,
        "existing_id": problem.existing_id,
        "retry_after": problem.retry_after_seconds,
    }
    return always | {name: value for name, value in sometimes.items() if value is not None}


def _said_in_headers(problem: Problem) -> list[tuple[bytes, str]]:
    said: list[tuple[bytes, str]] = []
    if problem.retry_after_seconds is not None:
        said.append((b"retry-after", str(problem.retry_after_seconds)))
    if problem.current_version is not None:
        said.append((b"etag", f'"{problem.current_version}"'))
    if problem.type.status == HTTPStatus.METHOD_NOT_ALLOWED:
        said.append((b"allow", ", ".join(problem.allow)))
    if problem.type.status == HTTPStatus.UNAUTHORIZED:
        said.append((b"www-authenticate", 'Bearer realm="heed"'))
    if problem.code == "unsupported-media-type":
        said.append((b"accept-encoding", "identity"))
    return said
