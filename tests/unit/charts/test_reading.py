"""A chart read aloud says what the rules found, since when, and no more."""

from domain.vocabulary.measuring import Chart, Improvement
from projections.charts.reading import reading
from projections.charts.views import Rebase, views
from projections.charts.wording import during, number, period_named
from tests.unit.charts.series import method, months

STABLE = [10.0, 12, 11, 9, 10, 12, 11, 9, 10, 12, 11, 9]
GAPS = [43.0, 28, 56, 37, 21, 44, 40, 36, 20, 35]
DELAY = "Hours to escalate"


def read(numbers, improvement=Improvement.DECREASE, chart=Chart.XMR, target=None, **changes):
    asked = {name: changes.pop(name) for name in ("open_gap",) if name in changes}
    return reading(
        views(method(chart, improvement, target), months(numbers, **changes), **asked).frozen,
        DELAY,
    )


def test_where_no_rule_found_anything_chance_explains_it():
    assert read(STABLE) == (
        "Hours to escalate: nothing that chance would not explain, up to December 2024."
    )


def test_a_change_is_told_with_when_it_began_and_what_showed_it():
    assert read([*STABLE, *([8.0] * 7)]) == (
        "Hours to escalate: lower than usual since December 2024, which is an improvement"
        " (8 in a row below the average)."
    )


def test_one_point_is_told_in_its_period():
    assert read([*STABLE, 40]) == (
        "Hours to escalate: higher than usual in January 2025, which is a concern"
        " (one point above the upper limit)."
    )


def test_a_change_without_a_better_side_is_neither_better_nor_worse():
    assert "of itself neither better nor worse" in read([*STABLE, 40], Improvement.NEUTRAL)


def test_a_trend_is_rising_and_not_yet_higher():
    rising = [10.0, 14, 6, 14, 6, 14, 6, 14, 6, 14, 6, 8, 9, 10, 11, 12, 13]

    assert "rising since November 2024" in read(rising)


def test_what_is_over_is_told_as_over():
    assert read([*STABLE, 40, 11]) == (
        "Hours to escalate: February 2025 is within what chance allows; the last sign ended in"
        " January 2025 (one point above the upper limit)."
    )


def test_too_few_points_are_said_to_be_too_few():
    assert read([1, 2, 3]) == (
        "Hours to escalate: 3 points count so far, too few to say what is usual."
    )
    assert "1 point counts so far" in read([1])
    assert "no point counts so far" in read([])


def test_limits_on_trial_say_how_many_points_made_them():
    assert read(STABLE[:6]).endswith("The limits are on trial, as only 6 points made them.")


def test_a_target_is_read_at_the_level_that_the_limits_are_of():
    assert read(STABLE, target=24).endswith(
        "At the level of the baseline the target of 24 would be met every time."
    )
    assert read(STABLE, target=11).endswith("met at some times and missed at others by chance.")


def test_a_question_only_says_so_first():
    found = views(method(), months(STABLE), what_if=[Rebase("2024-07")]).what_if

    assert found is not None
    assert reading(found, DELAY).startswith("A question only, kept nowhere")


def test_what_a_person_left_out_is_said():
    assert read(STABLE, left_out={3: "fire"}).endswith("1 point was left out by a person.")


def test_a_gap_that_is_open_for_long_is_said():
    long = read(GAPS, Improvement.INCREASE, Chart.T, open_gap=150)
    short = read(GAPS, Improvement.INCREASE, Chart.T, open_gap=15)

    assert "150 long already, longer without another than chance would bring: an impr" in long
    assert "15 long so far, which chance allows" in short


def test_a_gap_has_its_unit_and_nothing_is_said_to_be_chance_before_there_are_limits():
    few = views(method(Chart.T, Improvement.INCREASE), months(GAPS[:3]), open_gap=15)

    said = reading(few.frozen, "Days between concerns", "days")

    assert said.endswith("The gap that is still open is 15 days long so far.")


def test_too_few_crossings_are_said_without_a_side():
    halves = read([5.0, 6] * 3 + [1, 2] * 3, chart=Chart.RUN)

    assert "something changed on the way, and this rule does not say when" in halves


def test_two_of_three_and_a_long_run_have_their_words():
    assert "two of three close to the upper limit" in read([*STABLE, 14, 11, 14])
    long = read([5.0, 7] * 6 + [9.0] * 9, chart=Chart.RUN)
    assert "10 in a row above the centre, where chance would bring" in long


def test_periods_have_the_names_that_people_use():
    assert [period_named(one) for one in ("2025-06", "2025-W05", "2025-Q4", "2025-11-03")] == [
        "June 2025",
        "week 5 of 2025",
        "quarter 4 of 2025",
        "3 November 2025",
    ]
    assert period_named("2025-06-30T23:30:00Z") == "1 July 2025", "in London"
    assert (during("2025-06"), during("2025-11-03")) == ("in June 2025", "on 3 November 2025")


def test_numbers_have_no_digits_that_say_nothing():
    assert [number(one) for one in (80.0, 0.85, 12.5, 123456.0)] == [
        "80",
        "0.85",
        "12.5",
        "123,456",
    ]
