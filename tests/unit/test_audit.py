"""An audit: planned, completed criterion by criterion, its gaps answered."""

import pytest
from pydantic import ValidationError

from domain.audit import refusals
from domain.audit.decisions import answer_gap, complete, lose_gap_answer, plan
from domain.audit.events import Criterion
from domain.audit.state import evolve, fold
from domain.event import ImpossibleHistory
from tests.examples import ACTION, UNIT
from tests.learning import agreed, audited, gap_answered, planned, result
from tests.spec import Specification, When

audit = Specification(evolve)
MET = result("signed", 12)
NOT_MET = result("boundaries_discussed", 11)


def test_an_audit_is_planned_with_its_criteria():
    When(lambda: plan(planned())).then(planned())


def test_an_audit_looks_for_something():
    with pytest.raises(ValidationError):
        planned(criteria=())


def test_an_audit_names_each_criterion_once():
    twice = (Criterion(criterion="signed"), Criterion(criterion="signed"))

    When(lambda: plan(planned(criteria=twice))).then_refused(
        refusals.CriterionRepeated, pointer="/criteria"
    )


def test_a_unit_is_audited_within_its_service():
    When(lambda: plan(planned(service=None, unit=UNIT))).then_refused(
        refusals.UnitWithoutService, pointer="/unit"
    )


def test_an_audit_is_completed_with_a_result_for_every_criterion():
    audit.given(planned()).when(lambda it: complete(it, audited())).then(audited())


@pytest.mark.parametrize(
    "results",
    [(MET,), (MET, MET), (MET, NOT_MET, MET), (MET, NOT_MET, result("invented", 1))],
    ids=["one missing", "another twice", "one twice", "one too many"],
)
def test_results_match_the_plan_exactly(results):
    (
        audit.given(planned())
        .when(lambda it: complete(it, audited(*results)))
        .then_refused(refusals.ResultsDoNotMatchPlan, pointer="/results")
    )


def test_a_criterion_is_not_met_more_often_than_it_was_checked():
    (
        audit.given(planned())
        .when(lambda it: complete(it, audited(NOT_MET, result("signed", 13, of=12))))
        .then_refused(refusals.PassedMoreThanChecked, pointer="/results/1/passed")
    )


def test_an_audit_is_completed_only_once():
    (
        audit.given(planned(), audited())
        .when(lambda it: complete(it, audited()))
        .then_refused(refusals.AuditAlreadyCompleted)
    )


def test_a_criterion_that_was_not_met_every_time_is_a_gap():
    assert audit.given(planned(), audited(MET, NOT_MET)).state.gaps == (NOT_MET,)


def test_a_criterion_that_never_applied_is_no_gap():
    never = result("boundaries_discussed", 0, of=0)

    assert audit.given(planned(), audited(MET, never)).state.gaps == ()


def test_an_audit_that_was_not_done_has_no_gaps():
    assert audit.given(planned()).state.gaps == ()


def test_an_action_may_be_agreed_for_a_gap():
    (
        audit.given(planned(), audited())
        .when(lambda it: answer_gap(it, criterion="boundaries_discussed", action=ACTION))
        .then(gap_answered())
    )


@pytest.mark.parametrize("criterion", ["signed", "invented"], ids=["was met", "was not planned"])
def test_no_action_answers_what_is_no_gap(criterion):
    (
        audit.given(planned(), audited())
        .when(lambda it: answer_gap(it, criterion=criterion, action=ACTION))
        .then_refused(refusals.GapUnknown, pointer="/criterion")
    )


def test_a_gap_with_an_action_is_answered():
    known = audit.given(planned(), audited(), gap_answered()).state

    assert known.gaps == (NOT_MET,)
    assert known.unanswered_gaps == ()


@pytest.mark.parametrize(
    "history",
    [[audited()], [planned(), planned()], [agreed()]],
    ids=["before it was planned", "planned twice", "another stream"],
)
def test_a_history_that_no_decisions_could_make_is_corruption_not_input(history):
    with pytest.raises(ImpossibleHistory):
        fold(history)


def test_no_events_are_no_audit():
    assert fold([]) is None
    assert fold([planned()]) == audit.given(planned()).state


def test_a_gap_whose_action_was_cancelled_is_unanswered_again():
    answered = audit.given(planned(), audited(), gap_answered())
    lost = lose_gap_answer(answered.state, criterion="boundaries_discussed", action=ACTION)

    assert lost is not None
    assert answered.state.unanswered_gaps == ()
    assert [gap.criterion for gap in evolve(answered.state, lost).unanswered_gaps] == [
        "boundaries_discussed"
    ]
    assert lose_gap_answer(answered.state, criterion="signed", action=ACTION) is None
