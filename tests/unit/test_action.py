"""An improvement action: agreed, done, and seen to be done by somebody else."""

from datetime import date

import pytest

from domain.action import refusals
from domain.action.decisions import agree, complete, refuse_verification, verify
from domain.action.events import AnsweredFinding, AnsweredGap
from domain.action.state import Stage, evolve, fold
from domain.actor import ActorRequired, InRole
from domain.event import ImpossibleHistory
from domain.vocabulary.improvement import SUGGESTED, ActionKind, Strength
from tests.examples import (
    AUDIT,
    FINDING,
    INVESTIGATION,
    MONDAY,
    NOBODY_NAMED,
    NOMINATED_INDIVIDUAL,
    REGISTERED_MANAGER,
    THURSDAY,
    TRAINER,
    WEDNESDAY,
    acting,
    words,
)
from tests.learning import agreed, done, not_done, opened, verified
from tests.spec import Specification, When

action = Specification(evolve)
ANSWERED = AnsweredFinding(investigation=INVESTIGATION, finding=FINDING)
GAP = AnsweredGap(audit=AUDIT, criterion="boundaries_discussed")


def agreeing(**changes):
    usual = {
        "title": words(),
        "kind": ActionKind.TRAINING,
        "owner": TRAINER,
        "due_on": date(2026, 5, 29),
        "findings": (ANSWERED,),
        "measure": words(51),
    }
    return When(lambda: agree(**usual | changes))


def test_an_action_is_agreed_with_what_it_answers_who_owns_it_and_when_it_is_due():
    agreeing().then(agreed())


def test_an_action_answers_a_finding_or_a_gap():
    agreeing(findings=()).then_refused(refusals.AnswersNothing)


def test_an_action_may_answer_the_gap_of_an_audit():
    agreeing(findings=(), gaps=(GAP, GAP)).then(agreed(findings=(), gaps=(GAP,)))


@pytest.mark.parametrize(
    "measures",
    [{"measure": None}, {"why_no_measure": words(52)}],
    ids=["neither", "both"],
)
def test_an_action_says_how_it_is_measured_or_why_it_cannot_be(measures):
    agreeing(**measures).then_refused(refusals.MeasureOrReason, pointer="/measure")


def test_strength_is_the_judgement_of_the_provider_beside_what_heed_suggests():
    agreeing(strength=Strength.STRONGER).then(
        agreed(strength=Strength.STRONGER, suggested_strength=Strength.WEAKER)
    )


def test_every_kind_of_action_has_a_suggested_strength():
    assert set(SUGGESTED) == set(ActionKind)


def test_training_and_a_new_policy_are_weaker_than_a_changed_building():
    assert SUGGESTED[ActionKind.TRAINING] is Strength.WEAKER
    assert SUGGESTED[ActionKind.POLICY] is Strength.WEAKER
    assert SUGGESTED[ActionKind.ENVIRONMENT_CHANGE] is Strength.STRONGER


def test_the_one_who_did_it_says_that_it_is_done():
    (
        action.given(agreed())
        .when(lambda it: complete(it, by=acting(TRAINER), evidence=words(60), at=MONDAY))
        .then(done(evidence=words(60), at=MONDAY))
    )


def test_an_action_is_completed_only_once():
    (
        action.given(agreed(), done())
        .when(lambda it: complete(it, by=acting(TRAINER)))
        .then_refused(refusals.ActionAlreadyCompleted)
    )


def test_a_verified_action_is_not_completed_again():
    (
        action.given(agreed(), done(), verified())
        .when(lambda it: complete(it, by=acting(TRAINER)))
        .then_refused(refusals.ActionAlreadyVerified)
    )


@pytest.mark.parametrize(
    "decide",
    [
        lambda it: complete(it, by=NOBODY_NAMED),
        lambda it: verify(it, by=NOBODY_NAMED),
        lambda it: refuse_verification(it, by=NOBODY_NAMED, reason=words()),
    ],
    ids=["completion", "verification", "refused verification"],
)
def test_completion_and_verification_say_who_did_it(decide):
    action.given(agreed()).when(decide).then_refused(ActorRequired)


def test_an_action_is_verified_by_somebody_else():
    (
        action.given(agreed(), done(at=MONDAY))
        .when(lambda it: verify(it, by=acting(NOMINATED_INDIVIDUAL), at=WEDNESDAY))
        .then(verified(at=WEDNESDAY))
    )


@pytest.mark.parametrize("by", [TRAINER, REGISTERED_MANAGER], ids=["its owner", "who did it"])
def test_an_action_is_not_verified_by_its_owner_nor_by_who_completed_it(by):
    (
        action.given(agreed(owner=TRAINER), done(by=REGISTERED_MANAGER))
        .when(lambda it: verify(it, by=acting(by)))
        .then_refused(refusals.VerificationNotIndependent)
    )


def test_an_owner_known_by_role_alone_is_not_proved_to_be_somebody_else():
    (
        action.given(agreed(owner=InRole(role="nominated_individual")), done())
        .when(lambda it: verify(it, by=acting(NOMINATED_INDIVIDUAL)))
        .then_refused(refusals.VerificationNotIndependent)
    )


@pytest.mark.parametrize(
    "decide",
    [
        lambda it: verify(it, by=acting(NOMINATED_INDIVIDUAL)),
        lambda it: refuse_verification(it, by=acting(NOMINATED_INDIVIDUAL), reason=words()),
    ],
    ids=["verification", "refused verification"],
)
@pytest.mark.parametrize(
    ("history", "refusal"),
    [
        ((agreed(),), refusals.ActionNotCompleted),
        ((agreed(), done(), not_done()), refusals.ActionNotCompleted),
        ((agreed(), done(), verified()), refusals.ActionAlreadyVerified),
    ],
    ids=["not done yet", "refused before", "verified before"],
)
def test_verification_follows_completion_and_comes_once(history, refusal, decide):
    action.given(*history).when(decide).then_refused(refusal)


def test_an_action_cannot_be_verified_before_it_was_completed():
    (
        action.given(agreed(), done(at=THURSDAY))
        .when(lambda it: verify(it, by=acting(NOMINATED_INDIVIDUAL), at=MONDAY))
        .then_refused(refusals.VerifiedBeforeCompleted, pointer="/at")
    )


def test_an_action_whose_verification_was_refused_is_done_again():
    refused = action.given(agreed(), done(), not_done())

    assert refused.state.stage is Stage.AGREED
    assert refused.state.refused == (not_done(),)
    refused.when(lambda it: complete(it, by=acting(TRAINER))).then(done())


def test_its_owner_may_say_that_it_is_not_done_after_all():
    (
        action.given(agreed(), done())
        .when(lambda it: refuse_verification(it, by=acting(TRAINER), reason=words()))
        .then(not_done(by=TRAINER))
    )


@pytest.mark.parametrize(
    "history",
    [[done()], [agreed(), agreed()], [agreed(), verified()], [opened()]],
    ids=["before it was agreed", "agreed twice", "verified undone", "another stream"],
)
def test_a_history_that_no_decisions_could_make_is_corruption_not_input(history):
    with pytest.raises(ImpossibleHistory):
        fold(history)


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        ((agreed(),), Stage.AGREED),
        ((agreed(), done()), Stage.COMPLETED),
        ((agreed(), done(), verified()), Stage.VERIFIED),
    ],
)
def test_an_action_is_agreed_then_completed_then_verified(history, stage):
    assert action.given(*history).state.stage is stage
    assert fold(history) == action.given(*history).state
