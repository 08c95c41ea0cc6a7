"""What holds of any series: units do not change what the rules find, and constancy is quiet."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.vocabulary.measuring import Chart
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
