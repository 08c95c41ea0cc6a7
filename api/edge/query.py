"""The query of a request, read strictly: a mistyped filter must not answer with everything.

A parameter that is not declared, one that stands more often than it may, and one that cannot be
read are each 422; bytes that are not UTF-8 are 400.

Source: RFC 3986 section 3.4; WHATWG URL, application/x-www-form-urlencoded.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeVar, cast
from urllib.parse import parse_qsl

from api.edge.parameter import Parameter
from api.problem.finding import Finding
from api.problem.problem import Problem

T = TypeVar("T")
_MOST_FIELDS: Final = 100


class Query:
    """The values by parameter: `query[LIMIT]`."""

    def __init__(self, values: dict[Parameter[Any], Any]) -> None:
        self._values = values

    def __getitem__(self, parameter: Parameter[T]) -> T:
        return cast("T", self._values[parameter])


def read_query(query_string: bytes, allowed: Iterable[Parameter[Any]]) -> Query:
    """`query_string` as in the ASGI scope, without the question mark. Raises Problem."""
    sent = _sent(query_string)
    values: dict[Parameter[Any], Any] = {}
    for parameter in allowed:
        texts = sent.pop(parameter.name, [])
        if len(texts) > parameter.most:
            raise Problem("repeated-parameter", parameter=parameter.name)
        values[parameter] = _value(parameter, texts)
    if sent:
        raise Problem("unknown-parameter")
    return Query(values)


def _value(parameter: Parameter[T], texts: list[str]) -> T | None:
    fits = all(len(one) <= parameter.longest and one.isprintable() for one in texts)
    value = parameter.collect(texts) if fits else None
    if texts and value is None:
        found = Finding("", "wrong_form")
        raise Problem("validation", parameter=parameter.name, errors=[found])
    return value


def _sent(query_string: bytes) -> dict[str, list[str]]:
    if not query_string:
        return {}
    sent: dict[str, list[str]] = {}
    for name, value in _pairs(query_string):
        sent.setdefault(name, []).append(value)
    return sent


def _pairs(query_string: bytes) -> list[tuple[str, str]]:
    if query_string.count(b"&") < _MOST_FIELDS:
        try:
            return parse_qsl(query_string.decode(), keep_blank_values=True, errors="strict")
        except UnicodeDecodeError:
            pass  # raised below, so that the problem does not carry the bytes as its context
        raise Problem("not-utf8")
    raise Problem("unknown-parameter")
