"""The four rules, each with the series that just has it and the one that just has not."""

from statistics import fmean

from projections.charts.limits import Limits
from projections.charts.making_data_count import beyond_limit, run, trend, two_of_three
from projections.charts.pattern import Pattern, Rule, Side
from tests.unit.charts.series import drawn

LINES = Limits(0, -3, 3)


def lines(values):
    return [LINES] * len(values)


def beyond(values):
    return list(beyond_limit(values, lines(values)))


def two(values):
    return list(two_of_three(values, lines(values)))


def test_a_point_on_a_limit_is_not_beyond_it():
    assert not beyond([3, -3, 0])
    assert beyond([3.01, 0, -3.01]) == [
        Pattern(Rule.BEYOND_LIMIT, Side.HIGH, (0,)),
        Pattern(Rule.BEYOND_LIMIT, Side.LOW, (2,)),
    ]


def test_neighbours_beyond_one_limit_are_one_pattern_and_a_return_makes_two():
    assert [one.points for one in beyond([4, 5, 0, 4])] == [(0, 1), (3,)]
    assert [one.points for one in beyond([4, -4])] == [(0,), (1,)]


def test_a_trend_is_seven_points_each_higher_and_equal_neighbours_end_it():
    assert not list(trend([1, 2, 3, 4, 5, 6], 7))
    assert list(trend([1, 2, 3, 4, 5, 6, 7], 7)) == [
        Pattern(Rule.TREND, Side.HIGH, tuple(range(7)))
    ]
    assert not list(trend([1, 2, 3, 4, 4, 5, 6, 7], 7))


def test_all_points_of_a_trend_are_marked_back_to_its_first():
    [found] = trend([5, 9, 8, 7, 6, 5, 4, 3, 2, 4], 7)

    assert (found.side, found.points) == (Side.LOW, (1, 2, 3, 4, 5, 6, 7, 8))


def test_the_point_at_which_one_trend_turns_into_another_belongs_to_the_later():
    turning = drawn([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1, 12, 1, 12, 1])

    assert [one.points for one in turning.patterns if one.rule is Rule.TREND] == [
        (0, 1, 2, 3, 4, 5, 6),
        (6, 7, 8, 9, 10, 11, 12),
    ]
    assert turning.points[6].side is Side.LOW


def test_two_of_three_close_to_one_limit_are_marked_and_the_third_is_not():
    assert two([2.5, 1, 2.5]) == [Pattern(Rule.TWO_OF_THREE, Side.HIGH, (0, 2))]
    assert two([-2.5, -2.5, -1]) == [Pattern(Rule.TWO_OF_THREE, Side.LOW, (0, 1))]


def test_two_of_three_must_all_be_on_one_side_of_the_mean():
    assert not two([2.5, -1, 2.5])
    assert not two([2.5, 0, 2.5])
    assert not two([2.5, 1, 1, 2.5])


def test_a_point_beyond_the_limit_is_not_close_to_it():
    assert not two([2.5, 1, 3.5])
    assert not two([2, 2, 2]), "on the near line is not past it"


def test_threes_that_share_a_close_point_are_one_pattern():
    assert [one.points for one in two([2.5, 2.5, 1, 2.5, 2.5])] == [(0, 1, 3, 4)]
    assert [one.points for one in two([2.5, 2.5, 1, -1, 2.5, 2.5, 1])] == [(0, 1), (4, 5)]


def test_a_run_is_seven_on_one_side_and_a_point_on_the_mean_ends_it():
    seven = [1.0] * 7

    assert list(run(seven, lines(seven), 7)) == [Pattern(Rule.RUN, Side.HIGH, tuple(range(7)))]
    assert not list(run([1.0] * 6, lines([1.0] * 6), 7))
    broken = [1, 1, 1, 0, 1, 1, 1, 1]
    assert not list(run(broken, lines(broken), 7))


def test_a_run_that_goes_on_is_the_same_run():
    seven, nine = [-1.0] * 7, [-1.0] * 9
    [before] = run(seven, lines(seven), 7)
    [after] = run(nine, lines(nine), 7)

    assert before.points[0] == after.points[0]
    assert len(after.points) == 9


def test_the_first_rule_names_a_point_that_several_mark():
    moved = drawn([10, 11, 10, 12, 10, 11, 10, 12, 10, 11, 10, 12] + [30.0] * 8)

    newest = moved.newest
    assert newest is not None
    assert newest.rules == (Rule.BEYOND_LIMIT, Rule.RUN)


def test_a_mean_off_by_the_last_digit_puts_no_point_above_it():
    """0.1, 0.2 and 0.3 have a mean a hair below 0.2."""
    tenths = [0.1, 0.3, *([0.2] * 7), 0.1, 0.3]

    assert not [one for one in drawn(tenths).patterns if one.rule is Rule.RUN]
    assert fmean([0.1, 0.2, 0.3]) < 0.2
