"""Query parameters, declared: a name, how its text is read, and how often it may stand.

`LIMIT = whole("limit", 1, 200, default=50)` is a `Parameter[int]`, and `query[LIMIT]` an int. A
reader returns None for text that does not have its form; nothing of that text is repeated.

Source: RFC 3339 for moments; RFC 3986 section 3.4.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, Generic, TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Read = Callable[[str], T | None]
_LONGEST_NUMBER: Final = 18
_EARLIEST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_AFTER: Final = datetime(9999, 1, 1, tzinfo=UTC)
_LENGTH_OF_DAY: Final = 10


@dataclass(frozen=True, slots=True, eq=False)
class Parameter(Generic[T]):
    """`collect` makes the value of all the texts, in order; it may get none, and at most `most`."""

    name: str
    collect: Callable[[Sequence[str]], T | None]
    most: int = 1
    longest: int = 200


def _one(name: str, read: Read[T], default: T, longest: int = 200) -> Parameter[T]:
    def collect(texts: Sequence[str]) -> T | None:
        return read(texts[0]) if texts else default

    return Parameter(name, collect, longest=longest)


def text(name: str, longest: int = 200) -> Parameter[str | None]:
    """Not empty; None where it is not sent."""
    return _one(name, lambda sent: sent or None, None, longest)


def whole(name: str, least: int, most: int, *, default: int) -> Parameter[int]:
    """A whole number between `least` and `most`, both included."""

    def read(sent: str) -> int | None:
        if not sent.isascii() or not sent.isdigit() or len(sent) > _LONGEST_NUMBER:
            return None
        return int(sent) if least <= int(sent) <= most else None

    return _one(name, read, default)


def one_of(name: str, vocabulary: type[E], default: E | None = None) -> Parameter[E | None]:
    return _one(name, _code_of(vocabulary), default)


def any_of(name: str, vocabulary: type[E], most: int = 20) -> Parameter[tuple[E, ...]]:
    """Any of several codes: the parameter is repeated, once for each. Empty where none is sent."""
    read = _code_of(vocabulary)

    def collect(texts: Sequence[str]) -> tuple[E, ...] | None:
        codes = tuple(code for sent in texts if (code := read(sent)) is not None)
        return codes if len(codes) == len(texts) else None

    return Parameter(name, collect, most)


def moment(name: str) -> Parameter[datetime | None]:
    """A time with its offset, between 1900 and 9998 like any time that Heed takes. A plus that was
    not escaped arrives as a space, and is understood.
    """

    def read(sent: str) -> datetime | None:
        try:
            at = datetime.fromisoformat(sent.replace(" ", "+"))
        except ValueError:
            return None
        fits = at.tzinfo is not None and "T" in sent and _EARLIEST <= at < _AFTER
        return at if fits else None

    return _one(name, read, None)


def day(name: str) -> Parameter[date | None]:
    """A calendar day, `2026-03-02`, between 1900 and 9998; None where it is not sent."""

    def read(sent: str) -> date | None:
        try:
            found = date.fromisoformat(sent)
        except ValueError:
            return None
        fits = len(sent) == _LENGTH_OF_DAY and _EARLIEST.date() <= found < _AFTER.date()
        return found if fits else None

    return _one(name, read, None)


def flag(name: str) -> Parameter[bool]:
    """`true` or `false`; false where it is not sent."""
    return _one(name, {"true": True, "false": False}.get, default=False)


def _code_of(vocabulary: type[E]) -> Read[E]:
    codes = {str(code): code for code in vocabulary}
    return codes.get
