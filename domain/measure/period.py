"""The period of a measurement, as it is written, and when it begins.

One period has one way to be written, so that it cannot be measured twice under two names:
`2025-11` is a month, `2025-W45` a week of ISO 8601, `2025-Q4` a quarter; a single event is a day
(`2025-11-03`) or, where several fall on one day, an instant in UTC (`2025-11-03T10:15:00Z`).
Months, weeks, quarters and days are those of Europe/London.

Source: ISO 8601 (dates and weeks).
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from domain.moment import LONDON, starts
from domain.vocabulary.measuring import Cadence

_YEAR: Final = "(19|20|21)[0-9]{2}"
_EVENT: Final = "(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?"
PERIOD_PATTERN: Final = f"^{_YEAR}-([0-9]{{2}}|Q[1-4]|W[0-9]{{2}}|[0-9]{{2}}-[0-9]{{2}}{_EVENT})$"
_FORMS: Final = (
    (Cadence.MONTH, re.compile(r"\d{4}-\d\d", re.ASCII)),
    (Cadence.WEEK, re.compile(r"\d{4}-W\d\d", re.ASCII)),
    (Cadence.QUARTER, re.compile(r"\d{4}-Q\d", re.ASCII)),
)


def cadence_of(period: str) -> Cadence:
    """The cadence whose periods are written like this."""
    forms = (cadence for cadence, form in _FORMS if form.fullmatch(period))
    return next(forms, Cadence.EVENT)


def containing(day: date, cadence: Cadence) -> str:
    """The period of this cadence in which the day lies; of events, the day itself."""
    match cadence:
        case Cadence.MONTH:
            return f"{day:%Y-%m}"
        case Cadence.WEEK:
            year, week, _ = day.isocalendar()
            return f"{year}-W{week:02}"
        case Cadence.QUARTER:
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case Cadence.EVENT:
            return day.isoformat()


def begins(period: str) -> datetime:
    """The first instant of the period, in UTC. ValueError for one that no calendar has."""
    year, rest = int(period[:4]), period[5:]
    match cadence_of(period):
        case Cadence.MONTH:
            return starts(date(year, int(rest), 1))
        case Cadence.WEEK:
            return starts(date.fromisocalendar(year, int(rest[1:]), 1))
        case Cadence.QUARTER:
            return starts(date(year, 3 * int(rest[1:]) - 2, 1))
        case Cadence.EVENT:
            return _event(period)


def ends(period: str) -> datetime:
    """The first instant after the period, in UTC; of a single event, the event itself."""
    begin = begins(period).astimezone(LONDON).date()
    match cadence_of(period):
        case Cadence.MONTH:
            return starts(_months_later(begin, 1))
        case Cadence.WEEK:
            return starts(begin + timedelta(days=7))
        case Cadence.QUARTER:
            return starts(_months_later(begin, 3))
        case Cadence.EVENT:
            return begins(period)


def following(period: str) -> str | None:
    """The period after this one; None: single events have no next."""
    cadence = cadence_of(period)
    if cadence is Cadence.EVENT:
        return None
    return containing(ends(period).astimezone(LONDON).date(), cadence)


def _months_later(first: date, months: int) -> date:
    """first: the first day of a month."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _event(period: str) -> datetime:
    if "T" in period:
        return datetime.fromisoformat(period).astimezone(UTC)
    return starts(date.fromisoformat(period))


def _in_the_calendar(period: str) -> str:
    begins(period)
    return period


PeriodName = Annotated[
    str,
    Field(pattern=PERIOD_PATTERN, max_length=20),
    AfterValidator(_in_the_calendar),
]
"""A month, week, quarter or event, written in the one way it has."""
