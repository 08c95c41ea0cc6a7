"""Findings of an investigation: what they rest on and what answers them."""

import pytest
from pydantic import ValidationError

from domain.investigation import refusals
from domain.investigation.decisions import (
    answer_finding,
    declare_no_finding,
    leave_without_action,
    record_finding,
    withdraw_finding,
)
from domain.investigation.state import evolve
from domain.sealed import Body, BodyClass
from domain.vocabulary.factor import Factor
from tests.examples import (
    ACTION,
    FINDING,
    INTERVIEWS,
    OTHER_FINDING,
    identity,
)
from tests.learning import (
    answered,
    found,
    interviewed,
    investigated,
    left_without_action,
    nothing_found,
    opened,
    signed_off,
    withdrawn,
)
from tests.spec import Specification

investigation = Specification(evolve)
FOUND = (opened(), interviewed(), found())
SIGNED_OFF = (*FOUND, investigated(), signed_off())


def test_a_finding_rests_on_evidence_of_the_same_investigation():
    (
        investigation.given(opened(), interviewed())
        .when(lambda it: record_finding(it, found(evidence=(INTERVIEWS, identity(99)))))
        .then_refused(refusals.EvidenceUnknown, pointer="/evidence")
    )


def test_a_finding_without_any_evidence_cannot_even_be_written_down():
    with pytest.raises(ValidationError):
        found(evidence=())


def test_a_finding_that_rests_on_evidence_is_recorded():
    (
        investigation.given(opened(), interviewed())
        .when(lambda it: record_finding(it, found(secondary=(Factor.SUPERVISION,))))
        .then(found(secondary=(Factor.SUPERVISION,)))
    )


@pytest.mark.parametrize(
    "factors",
    [
        {"secondary": (Factor.BOUNDARIES,)},
        {"secondary": (Factor.SUPERVISION, Factor.SUPERVISION)},
        {"secondary": (Factor.NO_CONTRIBUTORY_FACTOR_FOUND,)},
        {
            "factor": Factor.NO_CONTRIBUTORY_FACTOR_FOUND,
            "secondary": (Factor.SUPERVISION,),
        },
    ],
)
def test_the_factors_of_a_finding_do_not_contradict_each_other(factors):
    (
        investigation.given(opened(), interviewed())
        .when(lambda it: record_finding(it, found(**factors)))
        .then_refused(refusals.FactorsContradict, pointer="/secondary")
    )


def test_the_words_of_a_finding_are_never_sealed_with_the_case():
    with pytest.raises(ValidationError, match="learning text"):
        found(text=Body(id=identity(50), kind=BodyClass.NARRATIVE))


def test_a_finding_can_be_withdrawn_while_the_investigation_is_open():
    (
        investigation.given(*FOUND)
        .when(lambda it: withdraw_finding(it, withdrawn()))
        .then(withdrawn())
    )


def test_a_finding_is_withdrawn_only_once():
    (
        investigation.given(*FOUND, withdrawn())
        .when(lambda it: withdraw_finding(it, withdrawn()))
        .then_refused(refusals.FindingUnknown, pointer="/finding")
    )


def test_nothing_found_cannot_be_declared_while_a_finding_stands():
    (
        investigation.given(*FOUND)
        .when(lambda it: declare_no_finding(it, nothing_found()))
        .then_refused(refusals.FindingsStand)
    )


def test_a_later_finding_takes_the_place_of_the_declaration():
    known = investigation.given(opened(), interviewed(), nothing_found(), found()).state

    assert known.nothing_found is None
    assert known.standing_findings == (FINDING,)


def test_a_finding_is_unanswered_until_there_is_an_action_or_a_reason_for_none():
    two = (*FOUND, found(finding=OTHER_FINDING))

    assert investigation.given(*two).state.unanswered_findings == (FINDING, OTHER_FINDING)
    assert investigation.given(*two, answered()).state.unanswered_findings == (OTHER_FINDING,)
    assert (
        investigation.given(
            *two, answered(), left_without_action(OTHER_FINDING)
        ).state.unanswered_findings
        == ()
    )


def test_a_withdrawn_finding_needs_no_answer():
    assert investigation.given(*FOUND, withdrawn()).state.unanswered_findings == ()


def test_actions_are_agreed_after_sign_off_too():
    (
        investigation.given(*SIGNED_OFF)
        .when(lambda it: answer_finding(it, finding=FINDING, action=ACTION))
        .then(answered())
    )


def test_no_action_answers_a_finding_that_does_not_stand():
    (
        investigation.given(*FOUND, withdrawn())
        .when(lambda it: answer_finding(it, finding=FINDING, action=ACTION))
        .then_refused(refusals.FindingUnknown, pointer="/finding")
    )


def test_a_finding_with_an_action_is_not_left_without_one():
    (
        investigation.given(*SIGNED_OFF, answered())
        .when(lambda it: leave_without_action(it, left_without_action()))
        .then_refused(refusals.FindingHasAction, pointer="/finding")
    )


def test_a_finding_can_be_left_without_action_for_a_reason():
    (
        investigation.given(*SIGNED_OFF)
        .when(lambda it: leave_without_action(it, left_without_action()))
        .then(left_without_action())
    )
