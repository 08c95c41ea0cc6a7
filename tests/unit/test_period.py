"""A period is written in one way, and begins when it does in London."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.measure.period import PeriodName, begins, cadence_of, following
from domain.vocabulary.measuring import Cadence

period = TypeAdapter(PeriodName)


@pytest.mark.parametrize(
    ("written", "cadence", "beginning"),
    [
        ("2025-11", Cadence.MONTH, datetime(2025, 11, 1, tzinfo=UTC)),
        ("2025-07", Cadence.MONTH, datetime(2025, 6, 30, 23, tzinfo=UTC)),
        ("2025-W01", Cadence.WEEK, datetime(2024, 12, 30, tzinfo=UTC)),
        ("2020-W53", Cadence.WEEK, datetime(2020, 12, 28, tzinfo=UTC)),
        ("2025-Q4", Cadence.QUARTER, datetime(2025, 9, 30, 23, tzinfo=UTC)),
        ("2025-11-03", Cadence.EVENT, datetime(2025, 11, 3, tzinfo=UTC)),
        ("2025-11-03T10:15:00Z", Cadence.EVENT, datetime(2025, 11, 3, 10, 15, tzinfo=UTC)),
    ],
)
def test_a_period_says_its_cadence_and_when_it_begins(written, cadence, beginning):
    assert period.validate_python(written) == written
    assert (cadence_of(written), begins(written)) == (cadence, beginning)


@pytest.mark.parametrize(
    "written",
    [
        "2025",
        "2025-13",
        "2025-1",
        "2025-W54",
        "2025-W53",
        "2025-Q5",
        "2025-02-30",
        "2025-11-03T10:15:00+01:00",
        "2025-11-03T25:00:00Z",
        "2025-11 ",
        "November 2025",
    ],
)
def test_what_no_calendar_has_is_no_period(written):
    with pytest.raises(ValidationError):
        period.validate_python(written)


@pytest.mark.parametrize(
    ("written", "next_one"),
    [
        ("2025-12", "2026-01"),
        ("2025-03", "2025-04"),
        ("2020-W53", "2021-W01"),
        ("2025-Q4", "2026-Q1"),
        ("2025-11-03", None),
    ],
)
def test_each_period_but_a_single_event_has_one_that_follows(written, next_one):
    assert following(written) == next_one
