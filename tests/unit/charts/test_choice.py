"""The chart that fits is told with its reason."""

from domain.vocabulary.measuring import Chart
from projections.charts.choice import Why, between, for_counts, for_proportions, for_values
from projections.charts.observation import Maturity
from tests.unit.charts.series import months, shares


def test_counts_of_five_and_more_are_drawn_against_activity_where_it_is_known():
    chosen = for_counts(shares([5.0] * 6, 1000))

    assert (chosen.chart, chosen.why, chosen.caution) == (Chart.U, Why.ENOUGH_COUNTED, False)
    assert chosen.reason == ("About 5 are expected in a period, enough for limits of counts.")


def test_without_activity_as_much_each_time_is_assumed_and_said():
    chosen = for_counts(months([6.0] * 6))

    assert chosen.chart is Chart.C
    assert "as much each time is assumed" in chosen.reason


def test_where_activity_is_missing_in_few_periods_these_have_no_rate():
    known = dict.fromkeys(range(4), 1000.0)

    assert "have no rate" in for_counts(months([6.0] * 6, out_of=known)).reason
    assert for_counts(months([6.0] * 9, out_of=known)).chart is Chart.C


def test_three_to_five_are_read_with_caution_and_fewer_as_time_between():
    assert for_counts(months([4.9] * 6)).caution
    assert for_counts(months([3.0] * 6)).why is Why.FEW_COUNTED
    rare = for_counts(months([2.9] * 6))
    assert (rare.chart, rare.why) == (Chart.T_OR_G, Why.RARE)


def test_periods_that_are_open_do_not_choose_the_chart():
    half_a_month = dict.fromkeys([6], Maturity.OPEN)

    assert for_counts(months([5.0] * 6 + [0], maturity=half_a_month)).why is Why.ENOUGH_COUNTED
    assert for_counts(months([5.0], maturity={0: Maturity.OPEN})).chart is Chart.C


def test_a_proportion_needs_five_of_either_outcome():
    assert for_proportions(shares([8.0] * 6, 20)).chart is Chart.P
    nearly_all = for_proportions(shares([18.0] * 6, 20))
    assert (nearly_all.chart, nearly_all.caution) == (Chart.RUN, True)
    assert "about 2 of one outcome" in nearly_all.reason


def test_time_between_needs_some_time_between():
    assert between([3, 0.5, 12]).chart is Chart.T
    assert between([3, 0, 12]).chart is Chart.G


def test_single_values_make_their_own_limits():
    assert for_values().chart is Chart.XMR
