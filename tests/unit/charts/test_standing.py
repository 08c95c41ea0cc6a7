"""What is open or left out is drawn, and is no ground for anything that the chart says."""

import pytest

from domain.vocabulary.measuring import Chart
from projections.charts.baseline import Baseline
from projections.charts.observation import Maturity, Standing
from projections.charts.variation import Variation
from tests.unit.charts.series import drawn

STABLE = [10.0, 12, 11, 9, 10, 12, 11, 9, 10, 12, 11, 9]
OPEN = Maturity.OPEN


def test_an_open_period_is_drawn_and_takes_no_part():
    without, open_too = drawn(STABLE), drawn([*STABLE, 40], maturity={12: OPEN})

    assert open_too.points[12].standing is Standing.OPEN
    assert (open_too.points[12].value, open_too.points[12].outside) == (40, True)
    assert open_too.points[12].variation is None
    assert open_too.points[12].limits == without.points[0].limits
    assert open_too.patterns == without.patterns == ()
    assert open_too.newest == without.newest


def test_a_provisional_period_counts():
    found = drawn([*STABLE, 40], maturity={12: Maturity.PROVISIONAL})

    assert found.newest is not None
    assert found.newest.value == 40


def test_a_period_left_out_makes_no_limit_and_keeps_its_reason():
    found = drawn([*STABLE[:6], 90, *STABLE[6:]], left_out={6: "the home was evacuated"})

    assert found.points[6].standing is Standing.LEFT_OUT
    assert found.points[6].observation.left_out == "the home was evacuated"
    assert found.points[6].outside
    assert found.points[6].variation is None
    assert found.points[0].limits == drawn(STABLE).points[0].limits
    assert not found.patterns


def test_a_period_left_out_does_not_end_a_run():
    found = drawn(
        [*STABLE, 12.5, 12.5, 12.5, 1, 12.5, 12.5, 12.5, 12.5],
        baseline=Baseline(first=12),
        left_out={15: "counted with another tool"},
    )

    [run] = [one for one in found.patterns if len(one.points) == 7]
    assert run.points == (12, 13, 14, 16, 17, 18, 19)


def test_a_pattern_is_known_by_its_first_period_and_by_whether_it_still_goes_on():
    found = drawn([*STABLE, 40, 41, 10, 50], baseline=Baseline(first=12))

    first, second = found.patterns
    assert (found.first_of(first), found.first_of(second)) == ("2025-01", "2025-04")
    assert (found.is_of_newest(first), found.is_of_newest(second)) == (False, True)


@pytest.mark.parametrize("chart", [Chart.XMR, Chart.C, Chart.G, Chart.T, Chart.RUN])
def test_a_chart_whose_periods_are_all_open_says_nothing(chart):
    found = drawn(STABLE, chart, maturity=dict.fromkeys(range(12), OPEN))

    assert found.newest is None
    assert not found.patterns
    assert {point.variation for point in found.points} == {None}


def test_a_point_that_counts_is_common_cause_until_a_rule_marks_it():
    assert {point.variation for point in drawn(STABLE).points} == {Variation.COMMON_CAUSE}
