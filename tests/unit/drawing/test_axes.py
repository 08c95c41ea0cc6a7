"""Round numbers up the side, and periods along the bottom where the calendar has them."""

import pytest

from adapters.drawing.calendar_axis import named, places
from adapters.drawing.scale import bounds, said, tick_said, ticks
from tests.unit.drawing.pictures import event, month, quarter, week


@pytest.mark.parametrize(
    ("values", "least", "most", "expected"),
    [
        ([58, 88], 0, 100, ["50", "60", "70", "80", "90"]),
        ([4, 43.5], 0, None, ["0", "10", "20", "30", "40", "50"]),
        ([0.35, 0.95], 0, 1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ([-3, 12], None, None, ["-5", "0", "5", "10", "15"]),
        ([0.0011, 0.0042], 0, None, ["0.000", "0.001", "0.002", "0.003", "0.004", "0.005"]),
        ([14_000, 31_000], 0, None, ["0", "10,000", "20,000", "30,000", "40,000"]),
    ],
)
def test_an_axis_has_round_numbers(values, least, most, expected):
    low, high, step = bounds(values, least=least, most=most)

    assert [tick_said(one, step) for one in ticks(low, high, step)] == expected
    assert low <= min(values)
    assert high >= max(values)


@pytest.mark.parametrize("values", [[], [0.0], [5.0, 5.0], [-2.0], [1e9], [float("inf"), 3.0]])
def test_an_axis_has_room_for_whatever_there_is(values):
    low, high, step = bounds(values, least=None, most=None)

    assert low < high
    assert 2 <= len(ticks(low, high, step)) <= 9


def test_a_value_over_the_whole_is_not_drawn_at_the_edge():
    assert bounds([60, 104], least=0, most=100)[1] >= 104


@pytest.mark.parametrize(
    ("value", "expected"), [(80.0, "80"), (0.85, "0.85"), (12.512, "12.51"), (12_512.4, "12,512")]
)
def test_a_figure_has_no_digits_that_say_nothing(value, expected):
    assert said(value) == expected


def test_a_month_without_a_figure_keeps_its_place():
    assert places(["2025-11", "2025-12", "2026-03"]) == [0, 1, 4]
    assert places(["2024-Q4", "2025-Q1", "2025-Q4"]) == [0, 1, 4]
    assert places(["2024-W52", "2025-W01", "2025-W04"]) == [0, 1, 4]


def test_events_follow_one_another_whenever_they_were():
    assert places(["2025-01-03", "2025-01-03T10:15:00Z", "2025-12-24"]) == [0, 1, 2]


def test_a_few_figures_far_apart_stand_side_by_side():
    assert places(["2001-01", "2025-01"]) == [0, 1]
    assert places(["2025-01", "2025-Q1"]) == [0, 1]


@pytest.mark.parametrize(
    ("period", "many", "apart", "expected"),
    [
        (month, 14, 40.0, ["Jan 2022", "Feb", "Mar"]),
        (month, 60, 12.0, ["Jan 2022", "Apr", "Jul"]),
        (month, 120, 5.0, ["Jan 2022", "Jul", "Jan 2023"]),
        (quarter, 24, 30.0, ["Q1 2010", "Q2", "Q3"]),
        (event, 10, 70.0, ["10 Jan 2022", "24 Jan", "10 Feb"]),
    ],
)
def test_as_many_periods_are_named_as_there_is_room_for(period, many, apart, expected):
    periods = [period(at) for at in range(many)]

    shown = named(periods, places(periods), apart)

    assert [f"{one.short} {one.year}".strip() for one in shown[:3]] == expected


def test_weeks_are_named_by_their_number():
    periods = [week(at) for at in range(3)]

    assert {one.short for one in named(periods, places(periods), 60.0)} == {"W01", "W02", "W03"}
