"""A projection trusts a time exactly where the domain does."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.moment import Moment, Precision
from projections.moments import clock_instant, first_instant, last_instant

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
EARLY, LATE = datetime(1901, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001 - hypothesis adds the zone

moments = st.builds(
    Moment,
    at=st.datetimes(EARLY, LATE, timezones=offsets) | st.dates(date(1901, 1, 1), date(2200, 1, 1)),
    precision=st.none() | st.sampled_from(Precision),
    suspect=st.none() | st.booleans(),
)


@given(moments)
def test_a_clock_uses_what_the_domain_would_use(moment):
    stored = moment.model_dump(mode="json", exclude_none=True)
    suspect = {True: "true", False: "false", None: None}[moment.suspect]

    assert clock_instant(stored["at"], stored.get("precision"), suspect) == moment.instant()


def test_no_time_is_no_instant():
    assert clock_instant(None, None, None) is None
    assert first_instant(None) is None
    assert last_instant(None) is None


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-03-02", datetime(2026, 3, 2, tzinfo=UTC)),
        ("2026-06-02", datetime(2026, 6, 1, 23, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_midnight_in_london(day, first):
    assert first_instant(day) == first
