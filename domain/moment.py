"""A time as people in care know it: sometimes to the minute, sometimes only the week.

A claimed time is never refused because it is vague or odd. It carries how exact it is, and where
it cannot be right (in the future, out of order) it is marked `suspect`: kept, shown, and left out
of every clock until somebody confirms it. A plain date is a day in Europe/London.

Source: Heed's rule that times never refuse a report; RFC 3339 for the form.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

LONDON = ZoneInfo("Europe/London")
CLOCK_SKEW = timedelta(minutes=5)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_TICK = timedelta(microseconds=1)
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST = datetime(9998, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)


class Precision(StrEnum):
    """How exactly a time is known."""

    EXACT = "exact"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    UNKNOWN = "unknown"


def _in_range(value: datetime | date) -> datetime | date:
    """In UTC, as the views keep it: `1900-01-01T00:00+01:00` is an instant of 1899."""
    if isinstance(value, datetime):
        within = _EARLIEST <= value <= _LATEST
    else:
        within = _EARLIEST.year <= value.year <= _LATEST.year
    if not within:
        raise ValueError("A time lies between 1900 and 9998.")
    return value


def _kept(value: Any) -> datetime | date:
    """Numbers are refused: an epoch in seconds or milliseconds is a guess, not a time."""
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("A time names its offset.")
    if isinstance(value, date):  # a datetime is one too
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("wrong_type", "A time is text.")
    if _DAY.fullmatch(value):
        return date.fromisoformat(value)
    if _INSTANT.fullmatch(value):
        return datetime.fromisoformat(value.upper())
    raise ValueError("A time is RFC 3339 with an offset, or a date.")


def _when(value: Any) -> datetime | date:
    return _in_range(_kept(value))


def _instant(value: Any) -> datetime:
    at = _when(value)
    if not isinstance(at, datetime):
        raise ValueError("A time is RFC 3339 with an offset.")  # noqa: TRY004 - a form, not a type
    return at


def _day(value: Any) -> date:
    day = _when(value)
    if isinstance(day, datetime):
        raise ValueError("A day is a date without a time.")  # noqa: TRY004 - a form, not a type
    return day


Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "format": "date-time", "maxLength": 40}),
]
"""RFC 3339 with an offset. No epoch numbers, no naive times."""

Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "maxLength": 10}),
]
"""A date as RFC 3339 writes it. No epoch numbers, not even as text."""

_EITHER = WithJsonSchema(
    {
        "type": "string",
        "maxLength": 40,
        "anyOf": [{"format": "date-time"}, {"format": "date"}],
        "description": "RFC 3339 with an offset, or a date (a day in Europe/London).",
    }
)
When = Annotated[datetime | date, BeforeValidator(_when), _EITHER]
Kept = Annotated[datetime | date, BeforeValidator(_kept), _EITHER]
"""A time that was taken already: it stays readable, whatever the range of new ones becomes."""


class Moment(BaseModel):
    """One claimed instant, how exactly it is known, and whether it can be trusted in a clock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Kept
    precision: Precision | None = None
    suspect: bool | None = None

    def instant(self) -> datetime | None:
        """The instant for a clock in UTC, or None where it is vaguer than an hour or suspect."""
        vague = self.precision not in {None, Precision.EXACT, Precision.HOUR}
        if self.suspect or vague or not isinstance(self.at, datetime):
            return None
        return self.at.astimezone(UTC)


def starts(at: datetime | date) -> datetime:
    """When `at` begins, in UTC: a day begins at midnight in London."""
    if isinstance(at, datetime):
        return at.astimezone(UTC)
    return datetime.combine(at, time(), LONDON).astimezone(UTC)


def ends(at: datetime | date) -> datetime:
    """When `at` ends, in UTC: the last instant of a day in London, the instant itself."""
    if isinstance(at, datetime):
        return at.astimezone(UTC)
    return starts(at + timedelta(days=1)) - _TICK


def _days(at: datetime | date, precision: Precision) -> tuple[date, date]:
    """The first and the last day in London; a week begins on Monday."""
    day = at.astimezone(LONDON).date() if isinstance(at, datetime) else at
    match precision:
        case Precision.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        case Precision.MONTH:
            return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
        case _:
            return day, day


def span(at: datetime | date, precision: Precision | None = None) -> tuple[datetime, datetime]:
    """The first and the last instant in UTC that `at` can mean, known only so exactly.

    An hour widens nothing: that is exact enough for a clock, so it has to be in order for one.
    Neither does `unknown`: how far such a time may be off, nobody can say.
    """
    match precision:
        case Precision.DAY | Precision.WEEK | Precision.MONTH:
            first, last = _days(at, precision)
            return starts(first), ends(last)
        case _:
            return starts(at), ends(at)


def in_the_future(
    at: datetime | date, *, now: datetime, precision: Precision | None = None
) -> bool:
    """Whether all that `at` can mean lies more than five minutes after `now`."""
    return span(at, precision)[0] > now + CLOCK_SKEW


def surely_before(earlier: Moment, later: Moment) -> bool:
    """Whether `earlier` ended before `later` began, however vaguely both are known."""
    if Precision.UNKNOWN in {earlier.precision, later.precision}:
        return False
    return span(earlier.at, earlier.precision)[1] < span(later.at, later.precision)[0]
