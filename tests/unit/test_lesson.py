"""A lesson: published, revised, brought to people, checked, retired."""

import pytest

from domain.event import ImpossibleHistory
from domain.lesson import refusals
from domain.lesson.decisions import acknowledge, check, deliver, publish, retire, revise
from domain.lesson.events import TaughtFinding
from domain.lesson.state import evolve, fold
from tests.examples import FINDING, INVESTIGATION, SERVICE
from tests.learning import agreed
from tests.lessons import (
    ANNA,
    BEN,
    CARL,
    LEADER,
    acknowledged,
    delivered,
    heads,
    line,
    named,
    practised,
    published,
    retired,
    revised,
    understood,
)
from tests.spec import Specification, When

lesson = Specification(evolve)


def test_a_lesson_is_published_for_each_service_and_finding_once():
    finding = TaughtFinding(investigation=INVESTIGATION, finding=FINDING)
    twice = published(services=(SERVICE, SERVICE), findings=(finding, finding))

    When(lambda: publish(twice)).then(published(services=(SERVICE,), findings=(finding,)))


def test_a_role_stands_once_in_the_audience():
    When(lambda: publish(published(line(), line()))).then_refused(
        refusals.AudienceRepeated, pointer="/audience"
    )


@pytest.mark.parametrize("missing", ["question", "expected_answer"])
def test_a_question_comes_with_the_answer_that_is_expected(missing):
    neither = published(line(question=None, expected_answer=None))

    When(lambda: publish(neither)).then(neither)
    When(lambda: publish(published(line(LEADER), line(**{missing: None})))).then_refused(
        refusals.QuestionWithoutAnswer, pointer="/audience/1/question"
    )


def test_a_new_version_affects_roles_of_its_audience():
    known = lesson.given(published())

    known.when(lambda it: revise(it, revised(LEADER, LEADER))).then(revised(LEADER))
    known.when(lambda it: revise(it, revised("night_staff"))).then_refused(
        refusals.AffectsNobody, pointer="/affects"
    )


@pytest.mark.parametrize(
    "who",
    [heads(18, 24), heads(24, 24), heads(0, 24), named(ANNA), heads(2, 2, ANNA, BEN)],
)
def test_people_are_counted_or_named_or_both(who):
    known = lesson.given(published())

    known.when(lambda it: deliver(it, delivered(who))).then(delivered(who))
    known.when(lambda it: acknowledge(it, acknowledged(who))).then(acknowledged(who))


@pytest.mark.parametrize(
    ("who", "refusal", "pointer"),
    [
        (heads(None, None), refusals.NobodyCounted, ""),
        (heads(None, 24), refusals.NobodyCounted, ""),
        (heads(18, None), refusals.CountIncomplete, "/of"),
        (heads(25, 24), refusals.MoreThanInPost, "/attended"),
        (heads(1, 24, ANNA, BEN), refusals.MoreThanInPost, "/staff_refs"),
        (heads(None, 2, ANNA, BEN, CARL), refusals.MoreThanInPost, "/staff_refs"),
    ],
)
def test_no_more_are_named_than_counted_nor_counted_than_were_in_post(who, refusal, pointer):
    (
        lesson.given(published())
        .when(lambda it: deliver(it, delivered(who)))
        .then_refused(refusal, pointer=pointer)
    )


@pytest.mark.parametrize("one", [understood, practised])
def test_no_more_pass_a_check_than_were_checked(one):
    known = lesson.given(published())

    known.when(lambda it: check(it, one(24, 24))).then(one(24, 24))
    known.when(lambda it: check(it, one(25, 24))).then_refused(
        refusals.PassedMoreThanAsked, pointer="/passed"
    )


def test_what_is_recorded_of_people_is_of_a_version_that_there_is():
    known = lesson.given(published(), revised())

    for version in (1, 2):
        one = delivered(lesson_version=version)
        known.when(lambda it, one=one: deliver(it, one)).then(one)
    for decide in (
        lambda it: deliver(it, delivered(lesson_version=3)),
        lambda it: acknowledge(it, acknowledged(lesson_version=3)),
        lambda it: check(it, understood(lesson_version=3)),
    ):
        known.when(decide).then_refused(refusals.LessonVersionUnknown, pointer="/lesson_version")


def test_nothing_more_is_recorded_of_a_retired_lesson():
    lesson.given(published()).when(lambda it: retire(it, retired())).then(retired())

    known = lesson.given(published(), retired())
    for decide in (
        lambda it: revise(it, revised()),
        lambda it: deliver(it, delivered()),
        lambda it: acknowledge(it, acknowledged()),
        lambda it: check(it, practised()),
        lambda it: retire(it, retired()),
    ):
        known.when(decide).then_refused(refusals.LessonRetired)


@pytest.mark.parametrize(
    "history",
    [[delivered()], [published(), published()], [agreed()]],
    ids=["before it was published", "published twice", "another stream"],
)
def test_a_history_that_no_decisions_could_make_is_corruption_not_input(history):
    with pytest.raises(ImpossibleHistory):
        fold(history)


def test_no_events_are_no_lesson():
    assert fold([]) is None
    assert fold([published()]) == lesson.given(published()).state
