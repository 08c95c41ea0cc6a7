"""Marks stand where they happened, and claim nothing."""

from datetime import UTC, datetime
from uuid import UUID

from projections.charts.annotation import Annotation, Mark, placed
from projections.charts.observation import Observation
from tests.unit.charts.series import months

ACTION = UUID(int=1)


def at(*when: int) -> Annotation:
    return Annotation(Mark.ACTION_VERIFIED, datetime(*when, tzinfo=UTC), ACTION)


def test_a_mark_stands_in_the_period_in_which_it_falls():
    [found] = placed([at(2024, 2, 14)], months([1.0] * 3))

    assert found.period == "2024-02"


def test_a_month_begins_at_midnight_in_london():
    summer = months([1.0] * 8)

    assert [one.period for one in placed([at(2024, 6, 30, 23, 30)], summer)] == ["2024-07"]


def test_what_came_before_the_first_period_has_no_place():
    [found] = placed([at(2023, 1, 1)], months([1.0] * 3))

    assert (found.period, found.annotation.at.year) == (None, 2023)


def test_what_came_while_the_next_figure_was_not_due_stands_at_the_last_period():
    [found] = placed([at(2024, 4, 30)], months([1.0] * 3))

    assert found.period == "2024-03"


def test_what_came_months_after_the_last_period_has_no_place_in_it():
    found = placed([at(2024, 5, 1), at(2025, 1, 1)], months([1.0] * 3))

    assert [one.period for one in found] == [None, None]


def test_after_a_single_event_another_may_come_at_any_time():
    event = [Observation(period="2024-03-05", number=12.0)]

    [found] = placed([at(2025, 1, 1)], event)

    assert found.period == "2024-03-05"
