"""Times in facts, read as a projection needs them: in UTC, and only where they can be trusted.

The rules are the domain's (`domain/moment.py`): a plain date is a day in London, and a time that
is vaguer than an hour or marked suspect starts and stops no clock.
"""

from datetime import date, datetime

from domain.moment import Precision, ends, starts

_LENGTH_OF_DATE = 10
_SHARP = (None, Precision.EXACT.value, Precision.HOUR.value)


def when(text: str) -> datetime | date:
    """`2025-03-11T18:05:00Z` is an instant, `2025-03-11` a day."""
    if len(text) == _LENGTH_OF_DATE:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text)


def first_instant(text: str | None) -> datetime | None:
    """When it begins, in UTC."""
    return None if text is None else starts(when(text))


def last_instant(text: str | None) -> datetime | None:
    """When it ends, in UTC; of an instant, itself."""
    return None if text is None else ends(when(text))


def clock_instant(at: str | None, precision: str | None, suspect: str | None) -> datetime | None:
    """The instant for a clock in UTC, as `Moment.instant` has it; None where there is none."""
    if at is None or suspect == "true" or precision not in _SHARP or len(at) == _LENGTH_OF_DATE:
        return None
    return first_instant(at)
