"""Runs and crossings, with the limits that Anhoej and Olesen publish."""

import pytest

from domain.vocabulary.measuring import Chart
from projections.charts.anhoej import fewest_expected, patterns, runs
from projections.charts.pattern import Pattern, Rule, Side
from tests.unit.charts.series import drawn


@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8), (36, 8, 13)],
)
def test_the_limits_grow_with_the_series_as_they_were_published(useful, longest, crossings):
    found = runs([1, -1] * (useful // 2), [0] * useful)

    assert found is not None
    assert (found.useful, found.longest_expected) == (useful, longest)
    assert found.crossings_expected == crossings


def test_points_on_the_centre_are_passed_over():
    with_centre = runs([1, 0, 1, 0, -1, 1], [0] * 6)

    assert with_centre == runs([1, 1, -1, 1], [0] * 4)


def test_a_run_longer_than_chance_allows_is_marked_with_its_points():
    shifted = [-1, 1, -1, 1, 1, 0, *([1] * 7)]
    found = list(patterns(shifted, [0] * len(shifted)))

    [long_run] = [one for one in found if one.rule is Rule.LONG_RUN]
    assert long_run.side is Side.HIGH
    assert long_run.points == (3, 4, 6, 7, 8, 9, 10, 11, 12), "the one on the centre is none of it"


def test_too_few_crossings_say_of_the_whole_that_something_changed():
    two_halves = [1.0] * 6 + [-1.0] * 6

    assert list(patterns(two_halves, [0] * 12)) == [Pattern(Rule.FEW_CROSSINGS, None, ())]


def test_below_ten_useful_points_nothing_is_said():
    assert not list(patterns([1.0] * 9, [0] * 9))
    assert list(patterns([1.0] * 10, [0] * 10))
    assert not list(patterns([], []))


def test_a_thousand_and_more_points_can_be_judged():
    assert fewest_expected(1999) == 963


def test_a_run_chart_has_a_median_and_no_limits():
    found = drawn([3, 9, 4, 8, 5, 7, 6, 6, 6, 6, 1, 100], Chart.RUN)

    limits = found.points[0].limits
    assert limits is not None
    assert (limits.centre, limits.lower, limits.upper) == (6, None, None)
    assert not any(point.outside for point in found.points)
