"""Whom a lesson reached and how deep: never more than is known."""

from datetime import date

from domain.lesson.reach import Depth, reach
from domain.lesson.state import evolve
from domain.moment import Moment
from tests.examples import SERVICE
from tests.lessons import (
    ANNA,
    BEN,
    CARL,
    LEADER,
    WORKER,
    acknowledged,
    delivered,
    heads,
    line,
    named,
    practised,
    published,
    revised,
    understood,
)
from tests.spec import Specification

lesson = Specification(evolve)
FOR_WORKERS = published(line())


def on(day: int) -> Moment:
    return Moment(at=date(2026, 3, day))


def the_reach(*events):
    """The one group that something was said of."""
    [one] = reach(lesson.given(FOR_WORKERS, *events).state)
    return one


def reached(*events):
    one = the_reach(*events)
    return one.reached, one.of


def test_of_counts_without_names_the_largest_counts_and_the_latest_number_in_post():
    told = (delivered(heads(18, 24)), delivered(heads(12, 25)))

    assert reached(*told) == (18, 25)
    assert the_reach(*told).missing == 7


def test_named_people_count_once_however_often_they_came():
    told = (delivered(named(ANNA, BEN)), delivered(named(BEN, CARL)))

    assert reached(*told) == (3, None)
    assert the_reach(*told).missing is None


def test_names_and_counts_together_give_the_larger_of_the_two():
    assert reached(delivered(heads(2, 24, ANNA)), delivered(named(ANNA, BEN, CARL))) == (3, 24)
    assert reached(delivered(heads(18, 24)), delivered(named(ANNA))) == (18, 24)


def test_no_more_are_reached_than_are_in_post_however_many_left_since():
    assert reached(delivered(named(ANNA, BEN, CARL)), delivered(heads(1, 2, CARL))) == (2, 2)


def test_the_latest_number_in_post_is_the_one_of_the_latest_delivery_not_of_the_latest_entry():
    late = delivered(heads(10, 20), at=on(2))

    assert reached(delivered(heads(18, 24), at=on(9)), late) == (18, 24)
    assert reached(delivered(heads(18, 24)), late) == (18, 20)


def test_a_new_version_asks_only_the_roles_it_affects():
    before = (
        delivered(named(ANNA, BEN)),
        delivered(named(CARL), role=LEADER),
        revised(WORKER),
    )

    workers, leaders = reach(lesson.given(published(), *before).state)
    again, _ = reach(
        lesson.given(published(), *before, delivered(named(ANNA), lesson_version=2)).state
    )

    assert (workers.reached, leaders.reached, again.reached) == (0, 1, 1)


def test_a_group_whose_roles_nobody_said_hears_each_version_again():
    before = (delivered(heads(18, 24), role=None), revised(LEADER))

    [group] = reach(lesson.given(published(), *before).state)

    assert (group.role, group.reached, group.of) == (None, 0, 24)


def test_a_role_that_nobody_spoke_to_is_shown_as_not_reached():
    workers, leaders = reach(lesson.given(published(), delivered()).state)

    assert (workers.role, leaders.role) == (WORKER, LEADER)
    assert (leaders.reached, leaders.of, leaders.depth) == (0, None, Depth.NOT_REACHED)


def test_each_service_that_a_lesson_is_for_is_shown():
    known = lesson.given(published(line(), services=(SERVICE,)), delivered())

    elsewhere, here = reach(known.state)

    assert (elsewhere.service, here.service) == (None, SERVICE)
    assert here.reached == 0


def test_what_a_whole_service_heard_each_of_its_roles_heard():
    known = lesson.given(published(services=(SERVICE,)), delivered(role=None, service=SERVICE))

    [whole] = reach(known.state)

    assert (whole.service, whole.role, whole.reached) == (SERVICE, None, 18)


def test_depth_is_the_furthest_that_was_seen():
    steps = (delivered(), acknowledged(heads(11, 24)), understood(), practised())

    depths = [the_reach(*steps[:count]).depth for count in range(1, 5)]

    assert depths == [
        Depth.REACHED,
        Depth.ACKNOWLEDGED,
        Depth.UNDERSTOOD,
        Depth.PRACTISED,
    ]
    assert the_reach(*steps).acknowledged == 11
    assert the_reach(delivered(), understood(0, 24)).depth is Depth.REACHED


def test_of_several_checks_the_latest_counts():
    one = the_reach(understood(20, 24, at=on(9)), understood(10, 24, at=on(2)))

    assert one.understanding == understood(20, 24, at=on(9))


def test_a_time_that_cannot_be_right_makes_nothing_the_latest():
    doubtful = Moment(at=date(2040, 1, 1), suspect=True)
    told = (delivered(heads(3, 3), at=doubtful), delivered(heads(18, 24), at=on(9)))

    assert reached(*told) == (18, 24)
    assert reached(delivered(heads(3, 3), at=doubtful)) == (3, 3)
    checks = (understood(1, 1, at=doubtful), understood(10, 24, at=on(2)))
    assert the_reach(*checks).understanding == understood(10, 24, at=on(2))
