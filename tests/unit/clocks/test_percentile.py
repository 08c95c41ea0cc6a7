"""Percentiles of delays and their intervals."""

import random
from statistics import median

import pytest

from projections.clocks.percentile import Unknown, lower_rank, percentile, upper_rank
from projections.clocks.survival import Case, curve
from tests.unit.clocks.test_survival import FREIREICH

WEEKS_23 = 23


def of(cases, share=0.5):
    return percentile(curve(cases), len(cases), share)


def finished(*hours):
    return [Case(float(one), finished=True) for one in hours]


def still_open(*hours):
    return [Case(float(one), finished=False) for one in hours]


def test_the_published_median_remission_is_23_weeks():
    assert of(FREIREICH).hours == WEEKS_23


@pytest.mark.parametrize("count", [1, 2, 3, 8, 9, 30])
def test_without_open_cases_it_is_the_ordinary_median(count):
    hours = [random.Random(one).uniform(0, 90) for one in range(count)]
    assert of(finished(*hours)).hours == pytest.approx(median(hours))


def test_ten_cases_of_which_five_are_open_take_longer_than_the_finished_five_say():
    cases = finished(2, 5, 9, 20, 30) + still_open(24, 40, 55, 70, 96)

    assert median(case.hours for case in cases if case.finished) == 9
    assert of(cases).hours == 30


def test_where_fewer_than_half_have_finished_nobody_knows_the_median():
    found = of(finished(2, 5) + still_open(40, 55, 70))
    assert found.hours is Unknown.NOT_REACHED


def test_of_no_cases_there_is_no_percentile():
    assert of([]).hours is Unknown.NO_CASES
    assert of(still_open(3)).hours is Unknown.NOT_REACHED


def test_a_median_has_an_interval_from_six_cases_on():
    few, enough = of(finished(*range(1, 6))), of(finished(*range(1, 7)))

    assert (few.lower, few.upper) == (Unknown.TOO_FEW, Unknown.TOO_FEW)
    assert (enough.lower, enough.upper) == (1, 6)


def test_a_ninetieth_percentile_has_an_upper_end_from_thirty_six_cases_on():
    few, enough = of(finished(*range(1, 36)), 0.9), of(finished(*range(1, 37)), 0.9)

    assert few.upper is Unknown.TOO_FEW
    assert enough.upper == 36
    assert isinstance(few.lower, float)


# Conover, Practical Nonparametric Statistics, table A3: ranks of 95 % intervals of a median.
@pytest.mark.parametrize(("cases", "ranks"), [(6, (1, 6)), (10, (2, 9)), (20, (6, 15))])
def test_the_ranks_are_those_of_the_published_tables(cases, ranks):
    assert (lower_rank(cases, 0.5), upper_rank(cases, 0.5)) == ranks


def test_the_upper_end_is_unknown_while_too_few_have_finished():
    found = of(finished(*range(1, 13)) + still_open(*range(20, 28)))

    assert isinstance(found.lower, float)
    assert found.upper is Unknown.NOT_REACHED


@pytest.mark.parametrize("longest", [60.0, 120.0, 1e9])
def test_the_interval_of_the_median_holds_95_times_in_100_however_many_are_open(longest):
    chance, held, runs = random.Random(20251205), 0, 600
    for _ in range(runs):
        ends = [(chance.expovariate(1 / 30), chance.uniform(0, longest)) for _ in range(40)]
        found = of([Case(min(end, seen), finished=end <= seen) for end, seen in ends])
        above = isinstance(found.upper, Unknown) or found.upper >= 30 * 0.6931471805599453
        below = not isinstance(found.lower, Unknown) and found.lower <= 30 * 0.6931471805599453
        held += above and below

    assert held / runs >= 0.94
