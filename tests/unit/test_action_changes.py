"""What may change about an action before it is done, and how it ends undone."""

from datetime import date

import pytest

from domain.action import refusals
from domain.action.decisions import agree, complete, refuse_verification, start, verify
from domain.action.events import MeasuresNamed
from domain.action.replanning import (
    cancel,
    change_due_date,
    change_owner,
    name_measures,
    reopen,
)
from domain.action.state import Stage, evolve
from domain.action.timeliness import timeliness
from domain.actor import ActorRequired
from domain.vocabulary.improvement import ActionKind
from tests.examples import (
    AREA_MANAGER,
    MONDAY,
    NOBODY_NAMED,
    NOMINATED_INDIVIDUAL,
    REGISTERED_MANAGER,
    TRAINER,
    acting,
    identity,
    words,
)
from tests.learning import (
    agreed,
    cancelled,
    done,
    given_to,
    judged,
    not_done,
    postponed,
    reopened,
    started,
    verified,
)
from tests.spec import Specification, When

action = Specification(evolve)
MAY, JULY, SEPTEMBER = date(2026, 5, 29), date(2026, 7, 31), date(2026, 9, 30)
UNDONE = [(agreed(),), (agreed(), started()), (agreed(), done(), not_done())]
NOT_UNDONE = [
    ((agreed(), done()), refusals.ActionAlreadyCompleted),
    ((agreed(), done(), verified()), refusals.ActionAlreadyVerified),
    ((agreed(), cancelled()), refusals.ActionIsCancelled),
]
CHANGES = [
    start,
    lambda it: change_due_date(it, to=JULY, reason=words()),
    lambda it: change_owner(it, owner=REGISTERED_MANAGER),
    lambda it: complete(it, by=acting(TRAINER)),
    lambda it: cancel(it, by=acting(NOMINATED_INDIVIDUAL), reason=words(), serious=False),
]
NAMES = ["start", "due date", "owner", "completion", "cancellation"]


def cancelling(serious, role=None, by=NOMINATED_INDIVIDUAL):
    return lambda it: cancel(
        it, by=acting(by), reason=words(), serious=serious, risk_accepted_by=role
    )


def reopening(it):
    return reopen(it, by=acting(NOMINATED_INDIVIDUAL), reason=words(), due_on=SEPTEMBER)


@pytest.mark.parametrize("change", CHANGES, ids=NAMES)
@pytest.mark.parametrize(("history", "refusal"), NOT_UNDONE)
def test_what_is_done_or_cancelled_is_not_planned_anew(history, refusal, change):
    action.given(*history).when(change).then_refused(refusal)


@pytest.mark.parametrize("change", CHANGES[1:], ids=NAMES[1:])
@pytest.mark.parametrize("history", UNDONE)
def test_what_is_not_done_may_be_planned_anew(history, change):
    assert change(action.given(*history).state)


def test_work_begins_only_once():
    action.given(agreed()).when(lambda it: start(it, at=MONDAY)).then(started(at=MONDAY))
    action.given(agreed(), started()).when(start).then_refused(refusals.ActionAlreadyStarted)


def test_an_action_is_agreed_then_started():
    assert action.given(agreed(), started()).state.stage is Stage.STARTED


def test_a_changed_due_date_keeps_the_one_before_and_says_what_keeps_people_safe():
    (
        action.given(agreed(), postponed())
        .when(
            lambda it: change_due_date(it, to=SEPTEMBER, reason=words(), interim_control=words(51))
        )
        .then(postponed(from_=JULY, to=SEPTEMBER, interim_control=words(51)))
    )


def test_a_due_date_is_changed_to_another_day():
    (
        action.given(agreed())
        .when(lambda it: change_due_date(it, to=MAY, reason=words()))
        .then_refused(refusals.DueDateUnchanged, pointer="/due_on")
    )


@pytest.mark.parametrize(
    ("on", "on_time", "on_original_time"),
    [(MAY, True, True), (JULY, True, False), (SEPTEMBER, False, False)],
)
def test_on_time_is_told_against_the_date_now_and_the_date_first(on, on_time, on_original_time):
    told = timeliness(action.given(agreed(), postponed(), done(on=on)).state)

    assert (told.on_time, told.on_original_time) == (on_time, on_original_time)


@pytest.mark.parametrize("history", [(agreed(),), (agreed(), done(on=None))])
def test_nothing_is_said_of_time_before_it_is_done_or_where_the_day_was_not_kept(history):
    told = timeliness(action.given(*history).state)

    assert (told.on_time, told.on_original_time) == (None, None)


def test_a_new_owner_takes_it_over():
    known = action.given(agreed(), given_to(REGISTERED_MANAGER)).state

    assert known.owner == REGISTERED_MANAGER
    assert known.agreed.owner == TRAINER


def test_an_owner_is_changed_to_somebody_else():
    (
        action.given(agreed())
        .when(lambda it: change_owner(it, owner=TRAINER))
        .then_refused(refusals.OwnerUnchanged, pointer="/owner")
    )


@pytest.mark.parametrize("by", [TRAINER, REGISTERED_MANAGER], ids=["former owner", "owner"])
def test_whoever_ever_owned_it_does_not_verify_it_and_somebody_else_may(by):
    taken_over = action.given(agreed(), given_to(REGISTERED_MANAGER), done(by=REGISTERED_MANAGER))

    taken_over.when(lambda it: verify(it, by=acting(by))).then_refused(
        refusals.VerificationNotIndependent
    )
    taken_over.when(lambda it: verify(it, by=acting(NOMINATED_INDIVIDUAL))).then(verified())


@pytest.mark.parametrize("history", [(not_done(),), (verified(), reopened())])
def test_whoever_once_completed_it_does_not_verify_it_when_somebody_else_did_it_again(history):
    again = action.given(agreed(), done(by=AREA_MANAGER), *history, done())

    again.when(lambda it: verify(it, by=acting(AREA_MANAGER))).then_refused(
        refusals.VerificationNotIndependent
    )
    again.when(lambda it: verify(it, by=acting(NOMINATED_INDIVIDUAL))).then(verified())


@pytest.mark.parametrize("history", [(agreed(),), (agreed(), done())])
def test_only_a_verified_action_is_reopened(history):
    action.given(*history).when(reopening).then_refused(refusals.ActionNotVerified)


def test_a_cancelled_action_is_not_reopened_nor_sent_back():
    gone = action.given(agreed(), cancelled())

    gone.when(reopening).then_refused(refusals.ActionIsCancelled)
    gone.when(lambda it: refuse_verification(it, by=acting(TRAINER), reason=words())).then_refused(
        refusals.ActionIsCancelled
    )


def test_a_reopened_action_is_agreed_again_by_a_new_date_and_keeps_its_verdicts():
    before = (agreed(), postponed(), done(on=JULY), verified(), judged())
    action.given(*before).when(reopening).then(reopened())

    again = action.given(*before, reopened()).state

    assert (again.stage, again.due_on, again.original_due_on) == (
        Stage.AGREED,
        SEPTEMBER,
        SEPTEMBER,
    )
    assert (again.reviews, again.current_reviews) == ((judged(),), ())
    assert (again.past_changes, again.changes) == ((postponed(),), ())


def test_reopening_and_cancelling_name_who_does_it():
    done_and_seen = action.given(agreed(), done(), verified())
    done_and_seen.when(
        lambda it: reopen(it, by=NOBODY_NAMED, reason=words(), due_on=SEPTEMBER)
    ).then_refused(ActorRequired)
    action.given(agreed()).when(
        lambda it: cancel(it, by=NOBODY_NAMED, reason=words(), serious=False)
    ).then_refused(ActorRequired)


def test_not_acting_on_moderate_harm_needs_somebody_to_accept_the_risk():
    undone = action.given(agreed())

    undone.when(cancelling(serious=True)).then_refused(
        refusals.RiskNotAccepted, pointer="/risk_accepted_by"
    )
    undone.when(cancelling(serious=True, role="nominated_individual")).then(
        cancelled(risk_accepted_by="nominated_individual")
    )
    undone.when(cancelling(serious=False)).then(cancelled())


def test_review_days_are_ninety_and_a_hundred_and_eighty_unless_somebody_says_otherwise():
    usual = {
        "title": words(),
        "kind": ActionKind.TRAINING,
        "owner": TRAINER,
        "due_on": MAY,
        "findings": agreed().findings,
        "measure": words(51),
    }

    When(lambda: agree(**usual)).then(agreed(review_days=(90, 180)))
    When(lambda: agree(**usual, review_days=(30,))).then(agreed(review_days=(30,)))
    When(lambda: agree(**usual, review_days=(180, 90))).then_refused(
        refusals.ReviewDaysOutOfOrder, pointer="/review_days"
    )


def test_a_measure_that_is_kept_says_how_it_is_measured():
    usual = {
        "title": words(),
        "kind": ActionKind.TRAINING,
        "owner": TRAINER,
        "due_on": MAY,
        "findings": agreed().findings,
    }
    measures = (identity(12), identity(12))

    When(lambda: agree(**usual, measures=measures)).then(
        agreed(measure=None, measures=(identity(12),))
    )
    When(lambda: agree(**usual, measures=measures, why_no_measure=words())).then_refused(
        refusals.MeasureOrReason, pointer="/measure"
    )


def test_measures_may_be_named_later_and_each_once():
    agreed_with_one = action.given(agreed(measures=(identity(12),)))
    more = MeasuresNamed(measures=(identity(19),))

    agreed_with_one.when(lambda it: name_measures(it, measures=(identity(12), identity(19)))).then(
        more
    )
    assert evolve(agreed_with_one.state, more).measures == (identity(12), identity(19))
    agreed_with_one.when(lambda it: name_measures(it, measures=(identity(12),))).then_refused(
        refusals.MeasuresNamedAlready, pointer="/measures"
    )
    action.given(agreed(), cancelled()).when(
        lambda it: name_measures(it, measures=(identity(12),))
    ).then_refused(refusals.ActionIsCancelled)
