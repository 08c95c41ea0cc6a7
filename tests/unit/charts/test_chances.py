"""How often chance alone signals, as stated from the table and as met with when tried again."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.chance_rows import limits_of, simulated
from benchmarks.false_alarms import RATES, ROW_RUNS, reproduced
from benchmarks.newest import Known, Newest
from domain.vocabulary.measuring import Chart
from projections.charts.baseline import Baseline
from projections.charts.chance_table import WATCHED, OutsideTableError, chances, runs
from projections.charts.constant import Kind, Setting
from projections.charts.limits import Limits
from projections.charts.pattern import Rule, Side
from tests.unit.charts.series import drawn, method

RUNS = 300
SLIPS = 3_000
A_YEAR_OR_TWO = 24
XMR = method(Chart.XMR)
SOME = (
    Setting(Kind.VALUES, 12),
    Setting(Kind.VALUES, 5),
    Setting(Kind.COUNTS, 12, 1.0),
    Setting(Kind.C, 12, 6.0),
    Setting(Kind.P, 12, 0.2, 20.0),
    Setting(Kind.G, 10, 12.0),
)


@given(
    st.lists(st.integers(0, 9), min_size=12, max_size=40),
    st.sampled_from([Chart.XMR, Chart.RUN, Chart.C]),
)
@settings(deadline=None)
def test_the_simulation_reads_the_newest_point_as_the_charts_do(numbers, chart):
    segment = drawn(numbers, chart, Baseline(first=8))
    limits = segment.points[0].limits
    assert isinstance(limits, Limits)
    of_charts = {
        (one.rule, one.side, one.points[0] if one.points else 0)
        for one in segment.patterns
        if segment.is_of_newest(one)
    }

    read = Newest(numbers, method(chart).rule_set).found(len(numbers), Known(limits))

    assert set(read) == of_charts


@pytest.mark.parametrize("setting", SOME, ids=str)
def test_the_table_of_chances_is_met_again_by_another_seed(setting):
    again = simulated(setting, RUNS, seed=7, watch=A_YEAR_OR_TWO).json()

    for side in Side:
        stated = chances(setting, lambda one, side=side: one.marked[side])
        assert again["marked"][side] == pytest.approx(stated, abs=0.015)
        for at, many in enumerate(one for one in WATCHED if one <= A_YEAR_OR_TWO):
            stated = chances(
                setting, lambda one, side=side, many=many: one.any_marked(side, 0, many)
            )
            sampling = 4 * (stated * (1 - stated) / RUNS) ** 0.5 + 0.005
            assert again["watched"][side][0][at] == pytest.approx(stated, abs=sampling)


@pytest.mark.parametrize("stated", RATES, ids=lambda one: one.name)
def test_the_rates_of_false_signals_that_are_stated_are_met_again(stated):
    assert reproduced(stated, 200).agrees


@pytest.mark.parametrize(("base", "rate"), [(12, 0.08), (5, 0.15)])
def test_slipping_in_six_months_is_as_common_as_is_stated_and_not_as_the_other(base, rate):
    """By the quick reading, which is held to the charts above, in so many series that the bounds
    of the two rates exclude each other.
    """
    chance = Random(f"slips {base}")
    met = sum(slips(base, chance) for _ in range(SLIPS)) / SLIPS

    assert met == pytest.approx(rate, abs=0.02)


def slips(base, chance):
    """At the newest point of one of the six months after its base, a signal to the worse side."""
    values = [chance.gauss(0, 1) for _ in range(base + 6)]
    limits = Known(limits_of(Setting(Kind.VALUES, base), XMR, values[:base]))
    reader = Newest(values, XMR.rule_set)
    looks = (reader.found(points, limits) for points in range(base + 1, base + 7))
    return any(next((side for _, side, _ in one if side), None) is Side.LOW for one in looks)


def test_between_two_rows_the_chance_lies_between_theirs():
    assert beyond(0.6) > beyond(0.8) > beyond(1.0)


def test_what_is_rarer_than_any_row_has_no_chance_that_could_be_stated():
    assert beyond(0.1) > beyond(1.0), "the nearest row would understate it"
    with pytest.raises(OutsideTableError):
        beyond(0.05)
    with pytest.raises(OutsideTableError):
        beyond(0.0)
    assert beyond(500) == beyond(60), "as good as normal"


def test_a_watch_longer_than_any_that_was_simulated_has_no_chance_either():
    def any_slip(among):
        return chances(Setting(Kind.VALUES, 12), lambda one: one.any_marked(Side.LOW, 0, among))

    assert any_slip(24) < any_slip(26) < any_slip(104) < any_slip(156)
    with pytest.raises(OutsideTableError):
        any_slip(157)


@pytest.mark.parametrize("of", [8.0, 30.0, 1_000.0])
def test_rare_shares_are_judged_like_the_counts_that_they_are(of):
    """Two of a thousand, and the few that are neither of a small sample."""
    share = 0.5 / of

    told = chances(Setting(Kind.P, 12, share, of), lambda one: one.marked[Side.HIGH])
    counted = chances(Setting(Kind.C, 12, 0.5), lambda one: one.marked[Side.HIGH])

    assert told == pytest.approx(counted, rel=0.6)


def test_of_fewer_than_five_looked_at_nothing_is_stated():
    with pytest.raises(OutsideTableError):
        chances(Setting(Kind.P, 12, 0.3, 4.0), lambda one: one.marked[Side.HIGH])


def test_the_table_was_made_by_as_many_runs_as_the_code_says():
    assert runs() == ROW_RUNS


def beyond(level):
    setting = Setting(Kind.COUNTS, 12, level)
    return chances(setting, lambda one: one.new_at(Rule.BEYOND_LIMIT, 20))
