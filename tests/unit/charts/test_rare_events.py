"""g and t charts: long is good, and silence counts before it ends."""

import pytest

from domain.vocabulary.measuring import Chart, Improvement
from projections.charts import rare_events
from projections.charts.baseline import usual
from projections.charts.charted import View, charted
from projections.charts.limits import Limits
from projections.charts.pattern import Rule, Side
from projections.charts.variation import Variation
from tests.unit.charts.series import drawn, method

GAPS = [43, 28, 56, 37, 21, 44, 40, 36, 20, 35]
"""Days between boundary concerns at an invented service; mean 36, median 36.5."""


def test_a_g_chart_draws_the_median_and_reaches_from_the_mean():
    """36 + 3 x the root of 36 x 37."""
    limits = rare_events.g_limits(GAPS)

    assert limits.centre == 36.5
    assert limits.lower == 0
    assert limits.upper == pytest.approx(145.48973, abs=5e-6)


def test_a_t_chart_is_an_xmr_of_the_gaps_made_symmetric():
    limits = rare_events.t_limits(GAPS)

    assert (limits.lower, limits.centre, limits.upper) == pytest.approx(
        (7.9054912, 34.85885, 99.378911), rel=1e-7
    )


def test_a_lower_limit_of_gaps_is_never_below_nothing():
    assert rare_events.t_limits([1.0, 900.0] * 6).lower == 0


def test_a_gap_beyond_the_upper_limit_is_an_improvement_where_longer_is_better():
    for chart in (Chart.G, Chart.T):
        found = drawn([*GAPS, 66, 164], chart, usual(chart))

        assert [one.variation for one in found.points[-2:]] == [
            Variation.COMMON_CAUSE,
            Variation.IMPROVEMENT,
        ]
        assert found.trial, "ten gaps made the limits"


def test_runs_are_no_rule_of_rare_events():
    assert not drawn([30.0, 31.0] * 6 + [35.0] * 12, Chart.G).patterns


def test_the_gap_that_is_still_open_is_read_against_the_upper_limit():
    gaps = drawn(GAPS, Chart.T)
    short = charted(View.FROZEN, method(Chart.T), [gaps], open_gap=99)
    long = charted(View.FROZEN, method(Chart.T), [gaps], open_gap=100)

    assert short.open_gap is not None
    assert long.open_gap is not None
    assert short.open_gap.pattern is None
    assert short.open_gap.variation is Variation.COMMON_CAUSE
    assert long.open_gap.pattern is not None
    assert (long.open_gap.pattern.rule, long.open_gap.pattern.side) == (Rule.OPEN_GAP, Side.HIGH)
    assert long.open_gap.variation is Variation.IMPROVEMENT


def test_an_open_gap_that_is_short_says_nothing_yet():
    assert not rare_events.is_beyond(1, Limits(35, 8, 99))


def test_where_less_often_is_worse_a_long_gap_is_a_concern():
    rarer_is_worse = method(Chart.G, Improvement.DECREASE)
    found = charted(View.FROZEN, rarer_is_worse, [drawn(GAPS, Chart.G)], open_gap=500)

    assert found.open_gap is not None
    assert found.open_gap.variation is Variation.CONCERN


def test_a_gap_is_open_on_charts_of_rare_events_alone():
    assert charted(View.FROZEN, method(), [drawn(GAPS)], open_gap=500).open_gap is None


def test_with_too_few_gaps_nothing_is_said_of_the_open_one():
    found = charted(View.FROZEN, method(Chart.G), [drawn(GAPS[:4], Chart.G)], open_gap=500)

    assert found.open_gap is not None
    assert found.open_gap.limits is None
    assert found.open_gap.pattern is None
