"""Events against how much care there was: late figures count, missing ones make no rate."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.measure.figure import Proportion, Rate, Value
from domain.vocabulary.measuring import Chart
from domain.vocabulary.service_type import ActivityKind
from projections.charts.figures import observed
from projections.charts.observation import Standing
from projections.charts.rates import (
    PER,
    WORDS,
    Activity,
    Days,
    Events,
    activity_in,
    in_force,
    observations,
)

JUNE = Days(date(2025, 6, 1), date(2025, 6, 30))
JULY = Days(date(2025, 7, 1), date(2025, 7, 31))


def halves(first: float, second: float) -> list[Activity]:
    return [
        Activity(Days(JUNE.first, date(2025, 6, 15)), first),
        Activity(Days(date(2025, 6, 16), JUNE.last), second),
    ]


def test_a_rate_is_events_in_a_thousand_bed_days():
    """Three events in a home of 38 residents over 30 days: 3 / 1,140 x 1,000."""
    [found] = observations([Events("2025-06", JUNE, 3)], [Activity(JUNE, 1140)])

    assert found.value(Chart.U, PER) == pytest.approx(2.6316, abs=5e-5)


def test_what_is_recorded_later_replaces_what_was_recorded_before():
    corrected = [Activity(JUNE, 1140), Activity(JULY, 1178), Activity(JUNE, 1064)]

    assert in_force(corrected) == [Activity(JUNE, 1064), Activity(JULY, 1178)]
    assert activity_in(JUNE, in_force(corrected)) == 1064


def test_a_period_without_activity_has_no_rate():
    [june, july] = observations(
        [Events("2025-06", JUNE, 3), Events("2025-07", JULY, 0)], [Activity(JULY, 1178)]
    )

    assert june.standing(Chart.U) is june.standing(Chart.XMR) is Standing.ACTIVITY_MISSING
    assert july.standing(Chart.U) is Standing.COUNTED
    assert june.standing(Chart.C) is Standing.COUNTED


def test_spans_that_cover_every_day_once_are_added():
    assert activity_in(JUNE, in_force(halves(570, 500))) == 1070


def test_a_day_that_is_missing_or_counted_twice_makes_the_activity_unknown():
    first, second = halves(570, 500)
    overlapping = Activity(Days(date(2025, 6, 15), JUNE.last), 530)

    assert activity_in(JUNE, [first]) is None
    assert activity_in(JUNE, [second]) is None
    assert activity_in(JUNE, in_force([first, overlapping])) is None


def test_what_was_recorded_of_just_these_days_comes_before_a_sum():
    assert activity_in(JUNE, in_force([*halves(570, 500), Activity(JUNE, 1064)])) == 1064


def test_a_span_that_reaches_over_the_end_of_the_period_is_not_divided():
    long = Activity(Days(JUNE.first, JULY.last), 2300)

    assert activity_in(JUNE, [long]) is None
    assert activity_in(Days(JUNE.first, JUNE.last + timedelta(days=31)), [long]) == 2300


def test_every_kind_of_activity_has_its_words():
    assert WORDS.keys() == set(ActivityKind)


def test_figures_keep_both_their_numbers():
    rate = Rate(count=3, activity=Decimal("1140.50"), activity_kind=ActivityKind.CARE_HOURS)

    assert observed("2025-06", Value(value=Decimal("58.5"))).number == 58.5
    share = observed("2025-06", Proportion(numerator=11, denominator=12), left_out="fire")
    assert (share.number, share.out_of, share.left_out) == (11, 12, "fire")
    assert (observed("2025-06", rate).number, observed("2025-06", rate).out_of) == (3, 1140.5)
