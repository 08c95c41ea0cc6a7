"""Limits of the baseline, limits made anew and limits of everything, side by side."""

import pytest

from domain.vocabulary.measuring import Chart, Improvement
from projections.charts.baseline import Baseline, usual
from projections.charts.charted import View
from projections.charts.limits import Limits
from projections.charts.pattern import Side
from projections.charts.rule_set import NEWEST, RULE_SETS
from projections.charts.variation import Assurance, Variation, assurance, variation
from projections.charts.views import Rebase, views
from tests.unit.charts.series import method, months

BEFORE = [58.0, 62, 60, 55, 61, 59, 63, 57, 60, 62, 58, 61]
AFTER = [84.0, 86, 85, 87, 84, 86, 85, 88]
SERIES = months(BEFORE + AFTER)
TARGET = method(target=80)


def test_frozen_limits_hide_that_the_target_is_met_and_new_ones_hide_the_improvement():
    found = views(TARGET, SERIES, rebases=[Rebase("2025-01")])

    assert found.rebased is not None
    assert found.frozen.variation is Variation.IMPROVEMENT
    assert found.frozen.assurance is Assurance.CONSISTENT_FAIL
    assert found.rebased.variation is Variation.COMMON_CAUSE
    assert found.rebased.assurance is Assurance.CONSISTENT_PASS


def test_without_a_person_who_re_bases_there_is_no_re_based_view():
    found = views(TARGET, SERIES)

    assert found.rebased is None
    assert found.what_if is None
    assert found.in_force is found.frozen


def test_a_what_if_says_so_and_is_never_in_force():
    found = views(TARGET, SERIES, what_if=[Rebase("2025-01")])

    assert found.what_if is not None
    assert found.what_if.what_if
    assert found.what_if.view is View.WHAT_IF
    assert found.rebased is None
    assert found.in_force is found.frozen


def test_a_what_if_is_asked_beside_what_people_decided():
    found = views(TARGET, SERIES, rebases=[Rebase("2025-01")], what_if=[Rebase("2024-07")])

    assert found.what_if is not None
    assert found.rebased is not None
    assert [len(one.points) for one in found.what_if.segments] == [6, 6, 8]
    assert [len(one.points) for one in found.rebased.segments] == [12, 8]
    assert found.in_force is found.rebased


def test_new_limits_stay_as_the_first_points_made_them_where_a_person_said_so():
    found = views(TARGET, SERIES, rebases=[Rebase("2025-01", freeze_after=5)])

    assert found.rebased is not None
    assert found.rebased.current.base == ("2025-01", "2025-02", "2025-03", "2025-04", "2025-05")
    assert found.rebased.current.trial


def test_an_earlier_segment_stays_as_it_was():
    found = views(TARGET, SERIES, rebases=[Rebase("2025-01")])
    alone = views(TARGET, SERIES[:12])

    assert found.rebased is not None
    assert found.rebased.segments[0] == alone.all_data.current


def test_a_baseline_that_a_person_set_makes_the_limits_from_its_periods_both_included():
    found = views(TARGET, SERIES, baseline=Baseline(span=("2024-03", "2024-10")))

    assert found.frozen.current.base[0] == "2024-03"
    assert found.frozen.current.base[-1] == "2024-10"
    assert len(found.frozen.current.base) == 8
    assert found.all_data.current.base[0] == "2024-01"


def test_where_nobody_set_one_the_first_twelve_points_are_the_baseline_and_ten_gaps():
    assert len(views(TARGET, SERIES).frozen.current.base) == 12
    assert usual(Chart.T) == usual(Chart.G) == Baseline(first=10)
    assert usual(Chart.P) == Baseline(first=12)


def test_limits_that_are_to_begin_anew_in_a_period_still_to_come_have_no_points_yet():
    found = views(TARGET, SERIES, rebases=[Rebase("2026-01")])

    assert found.rebased is not None
    assert not found.rebased.current.points
    assert not found.rebased.current.has_limits
    assert found.rebased.assurance is None
    assert found.rebased.newest is not None


def test_limits_that_begin_anew_at_the_first_point_are_one_segment():
    found = views(TARGET, SERIES, rebases=[Rebase("2024-01")])

    assert found.rebased is not None
    assert len(found.rebased.segments) == 1


def test_a_series_without_points_has_views_that_say_nothing():
    found = views(TARGET, [])

    assert found.frozen.variation is None
    assert found.frozen.assurance is None
    assert found.all_data.points == ()


@pytest.mark.parametrize(
    ("side", "improvement", "wanted"),
    [
        (Side.HIGH, Improvement.INCREASE, Variation.IMPROVEMENT),
        (Side.LOW, Improvement.INCREASE, Variation.CONCERN),
        (Side.HIGH, Improvement.DECREASE, Variation.CONCERN),
        (Side.LOW, Improvement.DECREASE, Variation.IMPROVEMENT),
        (Side.HIGH, Improvement.NEUTRAL, Variation.NEUTRAL_HIGH),
        (Side.LOW, Improvement.NEUTRAL, Variation.NEUTRAL_LOW),
        (None, Improvement.NEUTRAL, Variation.COMMON_CAUSE),
    ],
)
def test_a_change_is_better_or_worse_as_the_measure_says(side, improvement, wanted):
    assert variation(side, improvement) is wanted


@pytest.mark.parametrize(
    ("target", "rising", "falling"),
    [
        (5, Assurance.CONSISTENT_PASS, Assurance.CONSISTENT_FAIL),
        (25, Assurance.CONSISTENT_FAIL, Assurance.CONSISTENT_PASS),
        (15, Assurance.INCONSISTENT, Assurance.INCONSISTENT),
        (10, Assurance.INCONSISTENT, Assurance.INCONSISTENT),
        (20, Assurance.INCONSISTENT, Assurance.INCONSISTENT),
        (None, None, None),
    ],
)
def test_a_target_is_met_every_time_only_where_both_limits_are_on_its_good_side(
    target, rising, falling
):
    limits = Limits(15, 10, 20)

    assert assurance(limits, target, Improvement.INCREASE) is rising
    assert assurance(limits, target, Improvement.DECREASE) is falling


def test_without_limits_or_without_a_better_side_nothing_is_assured():
    assert assurance(Limits(15), 10, Improvement.INCREASE) is None
    assert assurance(Limits(15, 10, 20), 5, Improvement.NEUTRAL) is None


def test_every_chart_has_its_rules_and_every_set_of_rules_is_found_by_name_and_version():
    assert NEWEST.keys() == set(Chart) - {Chart.T_OR_G}
    assert all(RULE_SETS[one.name, one.version] is one for one in NEWEST.values())
    assert NEWEST[Chart.XMR].run_of == NEWEST[Chart.XMR].trend_of == 7
