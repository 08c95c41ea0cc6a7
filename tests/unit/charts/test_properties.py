"""What holds of any series: units do not change what the rules find, and constancy is quiet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.vocabulary.measuring import Chart
from projections.charts.baseline import Baseline
from projections.charts.observation import Maturity
from projections.charts.pattern import Rule, Side
from tests.unit.charts.series import drawn

series = st.lists(st.integers(0, 60), min_size=5, max_size=30)
charts = st.sampled_from([Chart.XMR, Chart.RUN])


def found(numbers, chart):
    return [(one.rule, one.side, one.points) for one in drawn(numbers, chart).patterns]


@given(series, charts, st.integers(-1000, 1000))
@settings(deadline=None)
def test_another_nought_changes_nothing(numbers, chart, shift):
    assert found([one + shift for one in numbers], chart) == found(numbers, chart)


@given(series, charts, st.sampled_from([0.001, 0.1, 3, 7.5, 1000]))
@settings(deadline=None)
def test_other_units_change_nothing(numbers, chart, scale):
    assert found([one * scale for one in numbers], chart) == found(numbers, chart)


@given(series, charts)
@settings(deadline=None)
def test_upside_down_the_sides_change_and_nothing_else(numbers, chart):
    other = {Side.HIGH: Side.LOW, Side.LOW: Side.HIGH, None: None}
    turned = [(rule, other[side], points) for rule, side, points in found(numbers, chart)]

    assert found([-one for one in numbers], chart) == turned


@given(series, charts)
@settings(deadline=None)
def test_read_backwards_the_same_points_are_marked_and_only_trends_change_their_side(
    numbers, chart
):
    last = len(numbers) - 1

    def marked(patterns, *, backwards):
        return {
            (rule, None if rule is Rule.TREND else side, last - at if backwards else at)
            for rule, side, points in patterns
            for at in points
        }

    assert marked(found(numbers[::-1], chart), backwards=True) == marked(
        found(numbers, chart), backwards=False
    )


@given(
    st.floats(0, 1e6),
    st.integers(5, 40),
    st.sampled_from(Chart).filter(lambda one: one is not Chart.T_OR_G),
)
@settings(deadline=None)
def test_what_never_changes_never_signals(value, many, chart):
    out_of = dict.fromkeys(range(many), max(1.0, value))

    assert not drawn([value] * many, chart, out_of=out_of).patterns


@given(series)
@settings(deadline=None)
def test_every_pattern_can_be_named_by_its_first_period_and_no_two_of_a_rule_share_it(numbers):
    segment = drawn(numbers)
    names = [(one.rule, one.side, segment.first_of(one)) for one in segment.patterns]

    assert len(names) == len(set(names))


@given(series, st.lists(st.integers(0, 60), min_size=1, max_size=6))
@settings(deadline=None)
def test_periods_still_open_never_change_what_is_found(numbers, still_open):
    maturity = dict.fromkeys(range(len(numbers), len(numbers) + len(still_open)), Maturity.OPEN)

    assert drawn([*numbers, *still_open], maturity=maturity).patterns == drawn(numbers).patterns


@given(series, st.lists(st.integers(0, 60), min_size=1, max_size=6))
@settings(deadline=None)
def test_a_later_point_never_moves_the_limits_of_a_frozen_baseline(numbers, later):
    frozen = Baseline(first=5)
    before = drawn(numbers, baseline=frozen)
    after = drawn([*numbers, *later], baseline=frozen)

    assert after.base == before.base
    assert [one.limits for one in after.points[: len(numbers)]] == [
        one.limits for one in before.points
    ]


@given(series, st.lists(st.integers(0, 60), min_size=1, max_size=6))
@settings(deadline=None)
def test_a_signal_beyond_frozen_limits_stays_whatever_comes_later(numbers, later):
    def beyond(values):
        segment = drawn(values, baseline=Baseline(first=5))
        marked = (one for one in segment.patterns if one.rule is Rule.BEYOND_LIMIT)
        return {(one.side, segment.first_of(one)) for one in marked}

    assert beyond(numbers) <= beyond([*numbers, *later])


@given(series, st.sampled_from([Chart.C, Chart.U, Chart.P]))
@settings(deadline=None)
def test_counts_read_backwards_mark_the_same_points(numbers, chart):
    out_of = dict.fromkeys(range(len(numbers)), 60.0)
    last = len(numbers) - 1

    def marked(values, *, backwards):
        return {
            (rule, side, last - at if backwards else at)
            for rule, side, points in (
                (one.rule, one.side, one.points)
                for one in drawn(values, chart, out_of=out_of).patterns
            )
            for at in points
        }

    assert marked(numbers[::-1], backwards=True) == marked(numbers, backwards=False)


@given(series, st.sampled_from([0.5, 3.0, 1000.0]))
@settings(deadline=None)
def test_activity_in_other_units_of_time_moves_the_lines_of_a_rate_with_it(numbers, units):
    """Days or hours of care: the limits of a count in so much care are the same limits."""

    def lines(factor):
        out_of = {at: 40.0 * (1 + at % 3) * factor for at in range(len(numbers))}
        points = drawn(numbers, Chart.U, out_of=out_of).points
        return [(one.value * factor, one.limits.upper * factor, one.rules) for one in points]

    for (value, upper, rules), (other, other_upper, other_rules) in zip(
        lines(1.0), lines(units), strict=True
    ):
        assert (value, upper) == pytest.approx((other, other_upper))
        assert rules == other_rules


@given(series)
@settings(deadline=None)
def test_what_met_the_criterion_and_what_did_not_are_the_same_signal_from_two_sides(numbers):
    out_of = dict.fromkeys(range(len(numbers)), 60.0)
    other = {Side.HIGH: Side.LOW, Side.LOW: Side.HIGH, None: None}

    def signals(values):
        found_in = drawn(values, Chart.P, out_of=out_of).patterns
        return [(one.rule, one.side, one.points) for one in found_in]

    turned = [(rule, other[side], points) for rule, side, points in signals(numbers)]
    assert signals([60 - one for one in numbers]) == turned


@given(series, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_a_constant_stays_quiet_in_whatever_order_it_is_told(numbers, chance):
    constant = [numbers[0]] * len(numbers)
    chance.shuffle(constant)

    assert not found(constant, Chart.XMR)
    assert not found(constant, Chart.RUN)
