"""A lesson as one service looks at it."""

from domain.lesson.here import is_for, reach_here
from domain.lesson.state import fold
from tests.examples import SERVICE, identity
from tests.lessons import LEADER, WORKER, delivered, heads, published

ELSEWHERE = identity(71)


def here(*events, role=None):
    return {one.role: one.reached for one in reach_here(fold(events), SERVICE, role)}


def test_a_lesson_that_names_no_service_is_for_all_of_them():
    assert is_for(fold([published()]), SERVICE, WORKER)
    assert not is_for(fold([published(services=(ELSEWHERE,))]), SERVICE, None)
    assert not is_for(fold([published()]), SERVICE, "cook")


def test_what_was_heard_elsewhere_was_not_heard_here():
    elsewhere = delivered(heads(24, 24), service=ELSEWHERE)

    assert here(published(), elsewhere) == {WORKER: 0, LEADER: 0}


def test_what_was_heard_nobody_said_where_may_have_been_heard_here():
    assert here(published(), delivered(heads(18, 24))) == {WORKER: 18, LEADER: 0}


def test_a_delivery_to_all_roles_together_speaks_of_each_of_them():
    together = delivered(heads(33, 46), service=SERVICE, role=None)

    assert here(published(services=(SERVICE,)), together) == {None: 33}
    assert here(published(services=(SERVICE,)), together, role=WORKER) == {None: 33}
