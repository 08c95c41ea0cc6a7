"""Whether an action helped is judged by people, after it was verified, and on some ground."""

from datetime import UTC, date, datetime

import pytest

from domain.action import refusals
from domain.action.events import CitedMeasure
from domain.action.reviewing import review
from domain.action.state import Stage, evolve, fold
from domain.action.timeliness import counts_on, days_after_verification, reviews_due
from domain.action.vocabulary import Verdict
from domain.event import ImpossibleHistory
from domain.moment import Moment, Precision
from tests.examples import (
    AREA_MANAGER,
    MONDAY,
    NOMINATED_INDIVIDUAL,
    REGISTERED_MANAGER,
    THURSDAY,
    TRAINER,
    identity,
    words,
)
from tests.learning import (
    agreed,
    cancelled,
    done,
    given_to,
    judged,
    postponed,
    reopened,
    verified,
)
from tests.spec import Specification

action = Specification(evolve)
VERIFIED = (agreed(), done(), verified(on=date(2026, 3, 2)))
CITED = (CitedMeasure(measure=identity(12), state="special_cause_improvement"),)
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


def reviewing(**changes):
    return lambda it: review(it, judged(**changes))


@pytest.mark.parametrize("history", [(agreed(),), (agreed(), done()), (*VERIFIED, reopened())])
def test_its_effect_is_not_judged_before_it_was_verified(history):
    action.given(*history).when(reviewing()).then_refused(refusals.ActionNotVerified)


def test_the_effect_of_what_was_cancelled_is_not_judged():
    action.given(agreed(), cancelled()).when(reviewing()).then_refused(refusals.ActionIsCancelled)


def test_a_review_told_of_a_day_before_the_verification_is_refused():
    seen = (agreed(), done(), verified(at=THURSDAY))

    action.given(*seen).when(reviewing(at=MONDAY)).then_refused(
        refusals.ReviewedBeforeVerified, pointer="/at"
    )
    action.given(*seen).when(reviewing(at=THURSDAY)).then(judged(at=THURSDAY))


def test_its_owner_does_not_judge_it_alone():
    seen = action.given(*VERIFIED)

    seen.when(reviewing(by=TRAINER)).then_refused(refusals.ReviewedByOwnerAlone)
    with_another = {"by": TRAINER, "together_with": (NOMINATED_INDIVIDUAL,)}
    seen.when(reviewing(**with_another)).then(judged(**with_another))


def test_neither_do_former_owners_and_who_completed_it_among_themselves():
    seen = action.given(agreed(), given_to(AREA_MANAGER), done(by=REGISTERED_MANAGER), verified())
    doers = {"by": TRAINER, "together_with": (AREA_MANAGER, REGISTERED_MANAGER)}
    with_another = {"by": REGISTERED_MANAGER, "together_with": (NOMINATED_INDIVIDUAL,)}

    seen.when(reviewing(**doers)).then_refused(refusals.ReviewedByOwnerAlone)
    seen.when(reviewing(**with_another)).then(judged(**with_another))


@pytest.mark.parametrize(
    "ground",
    [
        {"measures": CITED, "people_said": None},
        {"people_said": words()},
        {"measures": CITED, "people_said": None, "why_nobody_was_asked": words()},
        {
            "verdict": Verdict.TOO_EARLY,
            "people_said": None,
            "why_nobody_was_asked": words(),
        },
    ],
)
def test_a_verdict_cites_a_measure_or_what_people_said(ground):
    action.given(*VERIFIED).when(reviewing(**ground)).then(judged(**ground))


@pytest.mark.parametrize(
    "ground", [{"people_said": None}, {"people_said": None, "why_nobody_was_asked": words()}]
)
def test_a_verdict_that_rests_on_nothing_is_refused(ground):
    action.given(*VERIFIED).when(reviewing(**ground)).then_refused(
        refusals.VerdictWithoutGround, pointer="/measures"
    )


def test_people_were_asked_or_they_were_not():
    action.given(*VERIFIED).when(reviewing(why_nobody_was_asked=words())).then_refused(
        refusals.AskedOrNot, pointer="/people_said"
    )


SUSTAINED, NOT_SUSTAINED = Verdict.SUSTAINED, Verdict.NOT_SUSTAINED
PARTLY = judged(verdict=Verdict.PARTIALLY_EFFECTIVE)
AGAIN = (reopened(), done(), verified())


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        ((), SUSTAINED),
        ((), NOT_SUSTAINED),
        ((PARTLY,), SUSTAINED),
        ((judged(), *AGAIN), SUSTAINED),
    ],
    ids=["nothing before", "nothing to lose", "only partly", "before it was reopened"],
)
def test_only_what_was_effective_is_sustained_or_not(before, verdict):
    action.given(*VERIFIED, *before).when(reviewing(verdict=verdict)).then_refused(
        refusals.NothingToSustain, pointer="/verdict"
    )


@pytest.mark.parametrize(
    ("before", "verdict"),
    [((judged(),), SUSTAINED), ((judged(),), NOT_SUSTAINED), ((PARTLY,), NOT_SUSTAINED)],
)
def test_a_later_look_says_whether_it_lasts(before, verdict):
    action.given(*VERIFIED, *before).when(reviewing(verdict=verdict)).then(judged(verdict=verdict))


def test_verdicts_are_a_list_beside_the_life_of_the_work():
    known = action.given(*VERIFIED, judged(), judged(verdict=SUSTAINED)).state

    assert known.stage is Stage.VERIFIED
    assert [one.verdict for one in known.reviews] == [Verdict.EFFECTIVE, SUSTAINED]


def held(*reviews):
    return [one.held for one in reviews_due(action.given(*VERIFIED, *reviews).state)]


def test_reviews_are_due_ninety_and_a_hundred_and_eighty_days_after_verification():
    due = reviews_due(action.given(*VERIFIED).state)

    assert [(one.day, one.due_on) for one in due] == [
        (90, date(2026, 5, 31)),
        (180, date(2026, 8, 29)),
    ]
    assert reviews_due(action.given(agreed(), done()).state) == ()


def test_a_review_that_was_held_is_not_due_any_more_unless_it_was_too_early():
    assert held() == [False, False]
    assert held(judged(day=90)) == [True, False]
    assert held(judged(day=181)) == [True, True]
    assert held(judged(day=90, verdict=Verdict.TOO_EARLY)) == [False, False]


def test_days_count_from_the_verification_and_never_backwards():
    known = action.given(*VERIFIED).state

    assert days_after_verification(known, date(2026, 6, 1)) == 91
    assert days_after_verification(known, date(2026, 2, 1)) == 0
    assert days_after_verification(action.given(agreed()).state, date(2026, 6, 1)) is None


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (None, date(2026, 6, 1)),
        (Moment(at=datetime(2026, 5, 30, 23, 30, tzinfo=UTC)), date(2026, 5, 31)),
        (Moment(at=date(2026, 5, 5), precision=Precision.MONTH), date(2026, 5, 31)),
        (Moment(at=date(2026, 6, 1), precision=Precision.WEEK), date(2026, 6, 1)),
        (Moment(at=date(2199, 1, 1), suspect=True), date(2026, 6, 1)),
    ],
    ids=["now", "a summer night", "a month", "this week", "not to be relied on"],
)
def test_an_action_counts_as_done_on_the_last_day_that_its_time_can_mean(at, day):
    assert counts_on(at, now=NOW) == day


@pytest.mark.parametrize(
    "history",
    [[agreed(), judged()], [agreed(), done(), reopened()], [postponed()]],
    ids=["judged unverified", "reopened unverified", "before it was agreed"],
)
def test_no_decisions_could_make_such_a_history(history):
    with pytest.raises(ImpossibleHistory):
        fold(history)
