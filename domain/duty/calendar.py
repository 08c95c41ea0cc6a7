"""Days and hours as the law counts them.

Hours are absolute: 72 hours are 72 hours, whether or not the clocks went forward in them. Days are
days in Europe/London: a deadline of ten days ends with the tenth London day after the day it is
counted from. A working day is neither a weekend nor a bank holiday in England and Wales.

Source: RIDDOR 2013 reg 4 and sch 1; UK GDPR Art 33; Interpretation Act 1978 (UK time).
"""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from domain.duty.bank_holidays import BANK_HOLIDAYS
from domain.moment import LONDON

SATURDAY: Final = 5
LAST_DAY: Final = date(9998, 12, 31)
"""The last day that Heed tells: a deadline that would lie beyond it ends with it."""
_LAST: Final = datetime(9998, 12, 31, 23, 59, 59, tzinfo=UTC)
SECONDS_PER_HOUR: Final = 3600


def london_day(at: datetime | date) -> date:
    """The day it is in London; a day is itself."""
    return at.astimezone(LONDON).date() if isinstance(at, datetime) else at


def hours_between(began: datetime, ended: datetime) -> float:
    """Elapsed hours, to two decimals; negative where it ended before it began."""
    return round((ended - began).total_seconds() / SECONDS_PER_HOUR, 2)


def after_hours(began: datetime, hours: int) -> datetime:
    """When so many hours have gone by without a break, in absolute time."""
    left = max(_LAST - began, timedelta())
    return began + min(timedelta(hours=hours), left)


def days_after(counted_from: date, days: int) -> date:
    """The last calendar day of a deadline; weekends and holidays count."""
    left = max(LAST_DAY - counted_from, timedelta())
    return counted_from + min(timedelta(days=days), left)


def first_day_over(began_on: date, days: int) -> date:
    """The first day on which something has gone on for more than `days` days, the day on which it
    began not counted: an accident on the 1st, and unable to work for more than seven days on the
    9th.
    """
    return days_after(began_on, days + 1)


def is_working_day(day: date) -> bool | None:
    """None for a year whose bank holidays are not known."""
    holidays = BANK_HOLIDAYS.get(day.year)
    return None if holidays is None else day.weekday() < SATURDAY and day not in holidays


def working_days_after(counted_from: date, days: int) -> date | None:
    """The `days`-th working day after this day; None where the known holidays do not reach it."""
    day = counted_from
    while days > 0:
        day += timedelta(days=1)
        working = is_working_day(day)
        if working is None:
            return None
        days -= working
    return day
