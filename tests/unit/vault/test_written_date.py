"""Dates are read as people in Britain write them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.vault.written_date import dates_in

TODAY = date(2026, 3, 2)
FORMS = [
    "{0.day}/{0.month}/{0.year}",
    "{0:%d/%m/%Y}",
    "{0:%d.%m.%Y}",
    "{0:%d-%m-%Y}",
    "{0:%d %m %Y}",
    "{0:%d / %m / %Y}",
    "{0:%Y-%m-%d}",
    "{0:%Y/%m/%d}",
    "{0.day} {0:%B} {0.year}",
    "{0.day}th {0:%b} {0.year}",
    "{0.day}-{0:%b}-{0.year}",
    "{0.day}th of {0:%B}, {0.year}",
    "{0:%B} {0.day}, {0.year}",
    "{0:%b}. {0.day}th {0.year}",
]


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMS))
def test_a_date_is_read_in_every_usual_form(on, form):
    text = form.format(on)

    [read] = dates_in(f"on {text}, they", today=TODAY)

    assert read.on == on
    assert text.startswith(f"on {text}, they"[read.start : read.end])
    assert read.full_year


@settings(deadline=None)
@given(st.dates(date(1927, 1, 1), date(2026, 12, 31)), st.sampled_from(["/", ".", "-", " "]))
def test_a_year_of_two_digits_is_the_latest_that_is_not_to_come(on, between):
    [read] = dates_in(on.strftime(f"%d{between}%m{between}%y"), today=TODAY)

    assert read.on == on
    assert not read.full_year


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d%m%Y", "%Y%m%d"]))
def test_eight_digits_are_a_date_only_where_asked_for(on, form):
    text = on.strftime(form)

    assert not list(dates_in(text, today=TODAY))
    assert on in {read.on for read in dates_in(text, today=TODAY, compact=True)}


@pytest.mark.parametrize(
    "text",
    ["31/02/1941", "0/1/1941", "1/13/1941", "3/2-1941", "Mayor 3, 1941", "3 Fe 1941", "1.2.3.4"],
)
def test_what_is_not_a_date_is_not_read(text):
    assert not [read for read in dates_in(text, today=TODAY) if read.full_year]


@pytest.mark.parametrize(
    ("born", "adult"),
    [
        (date(2008, 3, 2), True),
        (date(2008, 3, 3), False),
        (date(1901, 3, 2), True),
        (date(1900, 3, 2), False),
        (date(2030, 1, 1), False),
    ],
)
def test_an_adult_is_at_least_eighteen_and_may_be_alive(born, adult):
    [read] = dates_in(born.isoformat(), today=TODAY)

    assert read.could_be_birth(TODAY) is adult
