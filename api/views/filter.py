"""One query parameter, declared once: how it is read, and what the contract says of it.

Flat and half-open: `from` is included, `before` is not; a parameter that may be repeated means any
of its values. Unknown, repeated and malformed ones are refused by the edge.

Source: RFC 3339; OpenAPI 3.1.0 (Parameter Object).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from api.contract.operation import Parameter as Told
from api.edge.parameter import Parameter as Read
from api.edge.parameter import day as a_day
from api.edge.parameter import flag, moment
from domain import identifier

T = TypeVar("T")
MOST_CODES = 20
MOST_IDENTITIES = 50


@dataclass(frozen=True, slots=True, eq=False)
class Filter(Generic[T]):
    """`query[KIND.read]` is its value; `KIND.told` stands in the contract."""

    read: Read[T]
    told: Told

    def saying(self, about: str) -> "Filter[T]":
        """The same parameter, as one view means it."""
        return replace(self, told=replace(self.told, about=about))


def _several(read: Callable[[str], T | None]) -> Callable[[Sequence[str]], tuple[T, ...] | None]:
    """Each text read, every value once; None where one cannot be."""

    def collect(texts: Sequence[str]) -> tuple[T, ...] | None:
        found = [value for sent in texts if (value := read(sent)) is not None]
        return tuple(dict.fromkeys(found)) if len(found) == len(texts) else None

    return collect


def _list_of(name: str, about: str, schema: dict[str, Any], most: int, example: Any) -> Told:
    many = {"type": "array", "items": schema, "maxItems": most}
    return Told(name, "query", f"{about} Repeat it for any of several.", many, example)


def codes(name: str, about: str, vocabulary: Iterable[str]) -> Filter[tuple[str, ...]]:
    """Empty where none is sent."""
    words = {str(code): str(code) for code in vocabulary}
    schema = {"type": "string", "enum": sorted(words), "maxLength": 64}
    return Filter(
        Read(name, _several(words.get), most=MOST_CODES),
        _list_of(name, about, schema, MOST_CODES, [min(words)]),
    )


def identities(name: str, about: str, prefix: str) -> Filter[tuple[UUID, ...]]:
    """Heed's own identifiers with this prefix. Empty where none is sent."""

    def read(sent: str) -> UUID | None:
        return identifier.read(prefix, sent)

    return Filter(
        Read(name, _several(read), most=MOST_IDENTITIES),
        _list_of(name, about, _schema_of(prefix), MOST_IDENTITIES, [_example_of(prefix)]),
    )


def identity(name: str, about: str, prefix: str) -> Filter[UUID | None]:
    """One of Heed's own identifiers; None where it is not sent."""

    def collect(texts: Sequence[str]) -> UUID | None:
        return identifier.read(prefix, texts[0]) if texts else None

    told = Told(name, "query", about, _schema_of(prefix), _example_of(prefix))
    return Filter(Read(name, collect), told)


def _schema_of(prefix: str) -> dict[str, Any]:
    return {
        "type": "string",
        "minLength": 30,
        "maxLength": 30,
        "pattern": f"^{prefix}_[0-7][0-9a-hjkmnp-tv-z]{{25}}$",
    }


def _example_of(prefix: str) -> str:
    return f"{prefix}_{'0' * 25}a"


def time(name: str, about: str) -> Filter[datetime | None]:
    """A time with its offset; None where it is not sent."""
    schema = {"type": "string", "format": "date-time", "maxLength": 40}
    return Filter(moment(name), Told(name, "query", about, schema, "2026-03-02T09:00:00+00:00"))


def day(name: str, about: str) -> Filter[date | None]:
    """A day, as in London; None where it is not sent."""
    schema = {"type": "string", "format": "date", "minLength": 10, "maxLength": 10}
    return Filter(a_day(name), Told(name, "query", about, schema, "2026-03-02"))


def wish(name: str, about: str) -> Filter[bool]:
    """`true` where it is wanted; false where it is not sent."""
    schema = {"type": "boolean", "default": False}
    return Filter(flag(name), Told(name, "query", about, schema, example=True))
