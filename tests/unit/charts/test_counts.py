"""c, u and p charts, as they are worked in textbooks, and as they behave at nothing and at all."""

from math import sqrt

import pytest

from domain.vocabulary.measuring import Chart, Improvement
from projections.charts import laney
from projections.charts.baseline import Baseline
from projections.charts.counts import c_limits, pooled, u_limits
from projections.charts.method import Method
from projections.charts.observation import Counted, Standing
from projections.charts.proportions import p_limits
from projections.charts.rule_set import LIMIT_AND_ANHOEJ
from projections.charts.segment import segment
from tests.unit.charts.series import drawn, method, months, shares

DYED = [Counted(14, 10), Counted(153 - 14, 107.5 - 10)]
"""Faults in rolls of cloth, in units of 50 square metres: the first roll, and the nine others."""


def test_a_c_chart_has_three_roots_of_the_mean_on_either_side():
    """Montgomery 7.3, after two samples with a cause were left out: 472 faults in 24 samples."""
    limits = c_limits([472 / 24] * 24)

    assert (limits.lower, limits.centre, limits.upper) == pytest.approx(
        (6.36, 19.67, 32.97), abs=0.005
    )


def test_a_u_chart_pools_all_counts_and_widens_where_there_was_less():
    """Montgomery 7.5: 153 faults in 107.5 units; the first roll has 10 of these."""
    limits = u_limits(DYED, 10)

    assert pooled(DYED) == pytest.approx(1.4233, abs=5e-5)
    assert limits.upper == pytest.approx(2.555, abs=5e-4)
    smaller = u_limits(DYED, 2).upper
    assert smaller is not None
    assert smaller > 2.555


def test_a_p_chart_has_the_limits_of_a_proportion_and_stays_among_proportions():
    """Twenty care plans a month, of which 37.5 % met the criteria: 0.375 +/- 3 x 0.1083."""
    limits = p_limits([Counted(90, 240)], 20)

    assert (limits.lower, limits.upper) == pytest.approx((0.05024, 0.69976), abs=5e-6)
    assert p_limits([Counted(91, 100)], 20).upper == 1
    assert p_limits([Counted(9, 100)], 20).lower == 0


def test_a_lower_limit_of_counts_is_never_below_nothing():
    assert c_limits([2.0] * 12).lower == 0
    assert u_limits([Counted(2, 1)], 1).lower == 0


def test_a_baseline_without_any_event_does_not_make_the_next_event_a_signal():
    first = Baseline(first=12)

    assert not drawn([0.0] * 12 + [1], Chart.C, first).patterns
    whole = segment(method(Chart.P), first, shares([20.0] * 12 + [19], 20))
    assert not whole.patterns


def test_a_rate_is_drawn_in_the_units_of_its_target():
    """28 events in 12 months of 1,000 bed days each: 2.33 per 1,000."""
    per_1000 = Method(
        chart=Chart.U,
        rule_set=LIMIT_AND_ANHOEJ,
        improvement=Improvement.DECREASE,
        per=1000,
    )
    found = segment(per_1000, Baseline(), shares([2, 3, 2] * 4, 1000))

    limits = found.points[0].limits
    assert found.points[1].value == 3
    assert limits is not None
    assert limits.centre == pytest.approx(28 / 12)
    assert limits.upper == pytest.approx(28 / 12 + 3 * sqrt(28 / 12))


def test_a_period_without_activity_has_no_rate_which_is_not_nought():
    twelve = dict.fromkeys(range(12), 1000.0)
    gap = twelve | {5: None}
    found = segment(method(Chart.U), Baseline(), months([2.0] * 12, out_of=gap))

    assert found.points[5].standing is Standing.ACTIVITY_MISSING
    assert found.points[5].value is None
    assert found.points[5].limits is None
    assert len(found.base) == 11


def test_a_rate_on_a_chart_of_single_values_is_missing_without_its_activity_too():
    out_of = dict.fromkeys(range(6), 10.0) | {3: None}
    is_rate = dict.fromkeys(range(6), True)
    found = segment(method(), Baseline(), months([2.0] * 6, out_of=out_of, is_rate=is_rate))

    assert [one.value for one in found.points] == [0.2, 0.2, 0.2, None, 0.2, 0.2]


def test_counts_on_a_c_chart_are_counts_whatever_activity_is_known():
    found = segment(method(Chart.C), Baseline(), shares([4.0] * 6, 1000))

    assert found.points[0].value == 4


def test_laney_widens_limits_by_how_much_the_points_really_vary():
    """Each point two standard deviations from the centre, above and below in turn: every range is
    four, and limits are 4 / 1.128 as wide.
    """
    n, share = 10_000, 0.5
    step = 2 * sqrt(share * (1 - share) / n)
    base = [Counted(n * (share + step * (-1) ** at), n) for at in range(12)]

    plain, wide = p_limits(base, n), laney.p_prime_limits(base, n)
    assert plain.upper is not None
    assert wide.upper is not None
    assert wide.upper - share == pytest.approx((plain.upper - share) * 4 / 1.128)


def test_laney_does_the_same_for_rates():
    n, rate = 10_000, 0.5
    step = 2 * sqrt(rate / n)
    base = [Counted(n * (rate + step * (-1) ** at), n) for at in range(12)]

    plain, wide = u_limits(base, n), laney.u_prime_limits(base, n)
    assert plain.upper is not None
    assert wide.upper is not None
    assert wide.upper - rate == pytest.approx((plain.upper - rate) * 4 / 1.128)
