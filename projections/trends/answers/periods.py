"""Periods of the calendar, and counts by day put into them.

Months, weeks and quarters are those of Europe/London. A month in which nothing happened is nought
and not a gap, as long as it lies between the first and today.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from domain.measure.period import begins, containing, ends
from domain.moment import LONDON
from domain.vocabulary.measuring import Cadence


def first_day(period: str) -> date:
    return begins(period).astimezone(LONDON).date()


def last_day(period: str) -> date:
    """Of a single event, its own day."""
    return max(first_day(period), ends(period).astimezone(LONDON).date() - timedelta(days=1))


def every(first: date, last: date, cadence: Cadence) -> Iterator[str]:
    """Each period from that of the first day to that of the last, in order."""
    day = first
    while day <= last:
        period = containing(day, cadence)
        yield period
        day = last_day(period) + timedelta(days=1)


def counted(by_day: Iterable[tuple[date, int]], cadence: Cadence) -> Mapping[str, int]:
    """How many in each period that has any."""
    found = Counter[str]()
    for day, number in by_day:
        found[containing(day, cadence)] += number
    return found
