"""What a lesson puts onto the agenda of a service, on a day, by what was recorded by then."""

from datetime import UTC, datetime, timedelta

from api.agendas.lessons import Wanted, lesson_due
from domain.moment import Moment
from tests.examples import SERVICE, identity
from tests.lessons import (
    LEADER,
    WORKER,
    acknowledged,
    delivered,
    heads,
    published,
    retired,
    revised,
    understood,
)

LESSON, ELSEWHERE = identity(70), identity(71)
JUNE, MEETING = datetime(2025, 6, 2, 9, tzinfo=UTC), datetime(2025, 7, 10, 9, tzinfo=UTC)
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
DELAYS = {"lesson_delivery": timedelta(days=30), "lesson_check": timedelta(days=60)}


def on(day, month=6):
    return Moment(at=datetime(2025, month, day, 14, tzinfo=UTC))


def due(*events, service=SERVICE, role=None, as_of=MEETING, delays=DELAYS):
    """What is owed, by name, service and role."""
    until = as_of + timedelta(days=31)
    wanted = Wanted(service=service, role=role, as_of=as_of, until=until, delays=delays)
    history = [(event, RECORDED) for event in events]
    return {
        (one.loop.loop.removeprefix("lesson_"), one.reach.service, one.reach.role): one
        for one in lesson_due(LESSON, history, wanted)
    }


LESSON_HERE = published(services=(SERVICE,), at=on(2))
THEY_HEARD = acknowledged(heads(33, 46), service=SERVICE, at=on(6))


def to_workers(number, of, **changes):
    return delivered(heads(number, of), **{"service": SERVICE, "at": on(5)} | changes)


def test_a_lesson_that_nobody_has_heard_is_owed_to_each_role_of_its_audience():
    owed = due(LESSON_HERE)

    assert set(owed) == {("delivery", SERVICE, WORKER), ("delivery", SERVICE, LEADER)}


def test_a_lesson_says_how_many_of_how_many_it_has_not_reached():
    one = due(LESSON_HERE, to_workers(33, 46))["delivery", SERVICE, WORKER]

    assert (one.reach.missing, one.reach.of) == (13, 46)
    assert (one.loop.owed_since, one.loop.since) == (on(2).at, on(2).at + timedelta(days=30))


def test_what_was_delivered_after_the_meeting_s_day_does_not_count_yet():
    later = to_workers(46, 46, at=on(20, month=7))

    one = due(LESSON_HERE, to_workers(33, 46), later)["delivery", SERVICE, WORKER]

    assert one.reach.missing == 13


def test_a_lesson_that_everybody_has_heard_is_not_owed():
    owed = due(LESSON_HERE, to_workers(46, 46))

    assert ("delivery", SERVICE, WORKER) not in owed


def test_a_lesson_is_not_on_an_agenda_before_it_was_published_nor_after_it_was_retired():
    assert due(LESSON_HERE, as_of=datetime(2025, 5, 1, tzinfo=UTC)) == {}
    gone = retired().model_copy(update={"at": on(30)})
    assert due(LESSON_HERE, gone) == {}
    assert due(LESSON_HERE, gone, as_of=datetime(2025, 6, 10, tzinfo=UTC)) != {}


def test_what_people_heard_is_checked_once_it_falls_due():
    heard = (LESSON_HERE, to_workers(46, 46))
    check = ("check", SERVICE, WORKER)

    assert check in due(*heard)
    assert check not in due(*heard, as_of=datetime(2025, 6, 6, tzinfo=UTC))
    assert check not in due(*heard, understood(service=SERVICE, at=on(9)))


def test_whoever_heard_it_and_said_nothing_is_asked_to_acknowledge_it():
    heard = (LESSON_HERE, to_workers(33, 46))
    acknowledgement = ("acknowledgement", SERVICE, WORKER)

    assert acknowledgement in due(*heard)
    assert acknowledgement not in due(*heard, THEY_HEARD)


def test_a_new_version_is_owed_again_to_whomever_it_affects():
    change = revised(WORKER).model_copy(update={"at": on(20)})
    leaders = to_workers(6, 6, role=LEADER)

    owed = due(LESSON_HERE, to_workers(46, 46), leaders, change)

    one = owed["delivery", SERVICE, WORKER]
    assert (one.reach.reached, one.loop.owed_since, one.lesson.newest) == (0, on(20).at, 2)
    assert ("delivery", SERVICE, LEADER) not in owed


def test_a_lesson_for_everywhere_is_owed_to_each_service_that_has_not_heard_it():
    everywhere = published(at=on(2))
    elsewhere = to_workers(24, 24, service=ELSEWHERE)

    here = due(everywhere, elsewhere)

    assert set(here) == {("delivery", SERVICE, WORKER), ("delivery", None, LEADER)}
    assert here["delivery", SERVICE, WORKER].loop.services == [SERVICE]


def test_a_lesson_for_another_service_is_not_on_this_one_s_agenda():
    assert due(published(services=(ELSEWHERE,), at=on(2))) == {}
    assert due(published(services=(ELSEWHERE, SERVICE), at=on(2))) != {}
    assert due(LESSON_HERE, service=None) != {}


def test_an_agenda_for_one_role_holds_what_that_role_is_to_hear():
    assert set(due(LESSON_HERE, role=LEADER)) == {("delivery", SERVICE, LEADER)}
    assert due(LESSON_HERE, role="cook") == {}
    together = to_workers(33, 46, role=None)
    assert ("delivery", SERVICE, None) in due(LESSON_HERE, together, role=LEADER)
