"""Up to when the calendar is over for good: a few minutes ago, when no clock can still record
something before that.

The walk over reported measures goes so far and no further, and a day has begun for the watches only
then: whoever looked at midnight and not again would see the end of a month a day late.
"""

from datetime import date, datetime

from domain.moment import CLOCK_SKEW, LONDON


def settled(now: datetime) -> datetime:
    """Up to when the calendar is walked: nothing is recorded before that any more."""
    return now - CLOCK_SKEW


def settled_day(now: datetime) -> date:
    """The day in London that has surely begun."""
    return settled(now).astimezone(LONDON).date()
