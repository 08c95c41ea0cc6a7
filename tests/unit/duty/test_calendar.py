"""Hours are hours and days are days in London, over clock changes and holidays."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.duty.bank_holidays import BANK_HOLIDAYS
from domain.duty.calendar import (
    after_hours,
    days_after,
    first_day_over,
    hours_between,
    is_working_day,
    london_day,
    working_days_after,
)

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = range(5)


def london(*at: int) -> datetime:
    return datetime(*at, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("began", "ended"),
    [
        (london(2026, 3, 27, 9), london(2026, 3, 30, 10)),  # the clocks went forward on the 29th
        (london(2026, 10, 23, 9), london(2026, 10, 26, 8)),  # and back on 25 October
        (london(2026, 6, 1, 9), london(2026, 6, 4, 9)),
        (london(2025, 12, 24, 17), london(2025, 12, 27, 17)),
    ],
)
def test_seventy_two_hours_are_seventy_two_hours_whatever_the_clocks_do(began, ended):
    assert after_hours(began.astimezone(UTC), 72) == ended
    assert hours_between(began.astimezone(UTC), ended.astimezone(UTC)) == 72.0


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 1, 30, 23, 30, tzinfo=UTC), date(2026, 1, 30)),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (date(2026, 5, 1), date(2026, 5, 1)),
    ],
)
def test_a_day_is_a_day_in_london(at, day):
    assert london_day(at) == day


@pytest.mark.parametrize(
    ("accident", "days", "last"),
    [
        (date(2026, 3, 25), 10, date(2026, 4, 4)),
        (date(2026, 10, 20), 15, date(2026, 11, 4)),
        (date(2025, 12, 20), 10, date(2025, 12, 30)),
        (date(2028, 2, 20), 10, date(2028, 3, 1)),
    ],
)
def test_calendar_days_count_weekends_and_holidays(accident, days, last):
    assert days_after(accident, days) == last


def test_more_than_seven_days_do_not_count_the_day_of_the_accident():
    assert first_day_over(date(2026, 3, 1), 7) == date(2026, 3, 9)
    assert first_day_over(date(2026, 12, 24), 7) == date(2027, 1, 1)


def test_twenty_eight_days_without_a_break_are_twenty_eight_london_days():
    assert days_after(date(2026, 3, 15), 28) == date(2026, 4, 12)
    assert days_after(date(2026, 10, 10), 28) == date(2026, 11, 7)


def test_twenty_four_hours_without_a_break_are_absolute():
    assert after_hours(london(2026, 3, 28, 12).astimezone(UTC), 24) == london(2026, 3, 29, 13)
    assert after_hours(london(2026, 10, 24, 12).astimezone(UTC), 24) == london(2026, 10, 25, 11)


@pytest.mark.parametrize(
    ("counted_from", "days", "expected"),
    [
        (date(2025, 12, 24), 1, date(2025, 12, 29)),  # Thursday and Friday are holidays
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Boxing Day on a Saturday: 28 instead
        (date(2027, 12, 24), 1, date(2027, 12, 29)),  # both days have substitutes
        (date(2027, 12, 31), 1, date(2028, 1, 4)),  # New Year on a Saturday: 3 January
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2028, 4, 13), 2, date(2028, 4, 19)),
        (date(2026, 3, 27), 1, date(2026, 3, 30)),
        (date(2026, 5, 22), 5, date(2026, 6, 1)),
        (date(2026, 6, 1), 0, date(2026, 6, 1)),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(counted_from, days, expected):
    assert working_days_after(counted_from, days) == expected


def easter(year: int) -> date:
    """Gauss and Butcher: an oracle of its own for the two holidays that move."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", sorted(BANK_HOLIDAYS))
def test_every_year_has_eight_holidays_on_weekdays_and_easter_among_them(year):
    days = BANK_HOLIDAYS[year]

    assert len(days) == 8
    assert all(day.year == year and day.weekday() in WEEKDAYS for day in days)
    assert {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)} <= days


def test_a_year_whose_holidays_are_not_published_is_not_guessed():
    assert is_working_day(date(2031, 3, 3)) is None
    assert working_days_after(date(2028, 12, 29), 1) is None
