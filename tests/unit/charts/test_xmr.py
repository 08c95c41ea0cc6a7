"""XmR: the worked examples of the vignette of NHSRplotthedots, and the edges of the rules."""

import pytest

from projections.charts import xmr
from projections.charts.baseline import Baseline
from projections.charts.moving_range import average_moving_range
from projections.charts.pattern import Pattern, Rule, Side
from projections.charts.variation import Variation
from tests.unit.charts.series import drawn

ONE_OUTLIER = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def test_limits_lie_2_66_average_moving_ranges_around_the_mean():
    """Mean 35/18, and 17 ranges that add up to 32."""
    limits = xmr.limits(ONE_OUTLIER)

    assert average_moving_range(ONE_OUTLIER, screened=False) == pytest.approx(32 / 17)
    assert limits.centre == pytest.approx(35 / 18)
    assert (limits.lower, limits.upper) == pytest.approx((-3.06, 6.95), abs=0.005)


def test_screening_drops_ranges_that_no_stable_series_has():
    """8 and 9 are at least 3.267 x 1.88; the other fifteen are 1 each."""
    limits = xmr.limits(ONE_OUTLIER, screened=True)

    assert average_moving_range(ONE_OUTLIER, screened=True) == 1
    assert (limits.lower, limits.upper) == pytest.approx((-0.72, 4.60), abs=0.005)


def test_only_the_outlier_is_beyond_a_limit():
    assert drawn(ONE_OUTLIER).patterns == (Pattern(Rule.BEYOND_LIMIT, Side.HIGH, (4,)),)


def test_a_lower_limit_below_nothing_is_judged_where_it_is_and_drawn_at_nothing():
    limits = xmr.limits(ONE_OUTLIER)

    assert limits.lower is not None
    assert limits.lower < 0
    assert limits.drawn(least=0).lower == 0
    assert limits.drawn(least=0).upper == limits.upper
    assert limits.drawn(most=5).upper == 5
    assert limits.drawn() == limits


def test_where_nothing_varies_limits_lie_on_the_mean_and_nothing_signals():
    for screened in (False, True):
        limits = xmr.limits([4.0] * 12, screened=screened)

        assert (limits.lower, limits.centre, limits.upper) == (4, 4, 4)
        assert limits.flat
        assert not limits.beyond(5)
    assert not drawn([4.0] * 13).patterns


def test_a_base_that_never_varied_does_not_say_what_chance_brings_but_a_shift_shows():
    twelve_full_marks = Baseline(first=12)

    assert not drawn([20.0] * 12 + [19], baseline=twelve_full_marks).patterns
    assert drawn([20.0] * 12 + [19.0] * 7, baseline=twelve_full_marks).patterns == (
        Pattern(Rule.RUN, Side.LOW, tuple(range(12, 19))),
    )


def test_below_five_points_there_is_no_limit_and_below_twelve_it_is_on_trial():
    assert drawn([3, 1, 4, 1]).points[0].limits is None
    assert not drawn([3, 1, 4, 1]).has_limits
    assert drawn([3, 1, 4, 1]).points[0].variation is Variation.COMMON_CAUSE
    assert drawn([3, 1, 4, 1, 5]).trial
    assert drawn([3, 1, 4, 1, 5] * 2 + [9]).trial
    assert not drawn([3, 1, 4, 1, 5] * 2 + [9, 2]).trial


def test_no_points_at_all_are_no_chart_and_no_error():
    empty = drawn([])

    assert not empty.points
    assert empty.newest is None
    assert empty.runs is None
