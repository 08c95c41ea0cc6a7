"""A learning response: opened, completed, returned, signed off by somebody else."""

import pytest

from domain.actor import ActorRequired, InRole
from domain.event import ImpossibleHistory
from domain.investigation import refusals
from domain.investigation.decisions import (
    add_evidence,
    complete,
    declare_no_finding,
    open_investigation,
    record_finding,
    send_back,
    sign_off,
    withdraw_finding,
)
from domain.investigation.state import evolve, fold
from domain.vocabulary.learning_response import Origin
from tests.examples import (
    AREA_MANAGER,
    INCIDENT,
    NOBODY_NAMED,
    NOMINATED_INDIVIDUAL,
    OTHER_FINDING,
    THURSDAY,
    acting,
    identity,
)
from tests.learning import (
    agreed,
    found,
    interviewed,
    investigated,
    nothing_found,
    opened,
    returned,
    signed_off,
    withdrawn,
)
from tests.spec import Specification, When

investigation = Specification(evolve)
FOUND = (opened(), interviewed(), found())
COMPLETED = (*FOUND, investigated())
SIGNED_OFF = (*COMPLETED, signed_off())


def test_an_investigation_that_began_with_an_incident_names_it():
    When(lambda: open_investigation(opened(incidents=()))).then_refused(
        refusals.IncidentNotNamed, pointer="/incidents"
    )


def test_a_staff_survey_can_be_followed_up_without_any_incident():
    survey = opened(incidents=(), origin=Origin.STAFF_SURVEY)

    When(lambda: open_investigation(survey)).then(survey)


def test_an_incident_that_is_named_twice_is_covered_once():
    When(lambda: open_investigation(opened(incidents=(INCIDENT, INCIDENT)))).then(opened())


@pytest.mark.parametrize(
    "decide",
    [
        lambda it: record_finding(it, found(finding=OTHER_FINDING)),
        lambda it: withdraw_finding(it, withdrawn()),
        lambda it: declare_no_finding(it, nothing_found()),
        lambda it: add_evidence(it, interviewed(evidence=identity(99))),
        lambda it: complete(it, by=acting(AREA_MANAGER)),
    ],
    ids=["finding", "withdrawal", "no finding", "evidence", "completion"],
)
@pytest.mark.parametrize("history", [COMPLETED, SIGNED_OFF], ids=["completed", "signed off"])
def test_nothing_is_changed_in_an_investigation_that_is_done(history, decide):
    (investigation.given(*history).when(decide).then_refused(refusals.InvestigationNotOpen))


def test_an_investigation_is_not_completed_with_empty_hands():
    (
        investigation.given(opened(), interviewed())
        .when(lambda it: complete(it, by=acting(AREA_MANAGER)))
        .then_refused(refusals.NothingFoundYet)
    )


def test_a_withdrawn_finding_is_not_enough_to_complete_an_investigation():
    (
        investigation.given(*FOUND, withdrawn())
        .when(lambda it: complete(it, by=acting(AREA_MANAGER)))
        .then_refused(refusals.NothingFoundYet)
    )


def test_that_nothing_was_found_is_enough_once_somebody_declares_it():
    (
        investigation.given(opened(), nothing_found())
        .when(lambda it: complete(it, by=acting(AREA_MANAGER), at=THURSDAY))
        .then(investigated().model_copy(update={"at": THURSDAY}))
    )


def test_an_investigation_is_signed_off_by_somebody_other_than_its_lead():
    (
        investigation.given(*COMPLETED)
        .when(lambda it: sign_off(it, by=acting(AREA_MANAGER)))
        .then_refused(refusals.SignedOffByLead)
    )


def test_a_lead_known_by_role_alone_is_not_proved_to_be_somebody_else():
    led_by_role = opened(lead=InRole(role="area_manager"))

    (
        investigation.given(led_by_role, interviewed(), found(), investigated())
        .when(lambda it: sign_off(it, by=acting(AREA_MANAGER)))
        .then_refused(refusals.SignedOffByLead)
    )


def test_a_completed_investigation_is_signed_off():
    (
        investigation.given(*COMPLETED)
        .when(lambda it: sign_off(it, by=acting(NOMINATED_INDIVIDUAL)))
        .then(signed_off(NOMINATED_INDIVIDUAL))
    )


@pytest.mark.parametrize("decide", [sign_off, complete])
def test_completion_and_sign_off_say_who_did_it(decide):
    (
        investigation.given(*COMPLETED)
        .when(lambda it: decide(it, by=NOBODY_NAMED))
        .then_refused(ActorRequired)
    )


def test_an_investigation_is_signed_off_only_once_it_is_completed():
    (
        investigation.given(*FOUND)
        .when(lambda it: sign_off(it, by=acting(NOMINATED_INDIVIDUAL)))
        .then_refused(refusals.InvestigationNotCompleted)
    )


@pytest.mark.parametrize(
    "decide",
    [
        lambda it: sign_off(it, by=acting(NOMINATED_INDIVIDUAL)),
        lambda it: send_back(it, returned()),
    ],
    ids=["sign-off", "return"],
)
def test_an_investigation_is_signed_off_only_once(decide):
    investigation.given(*SIGNED_OFF).when(decide).then_refused(refusals.AlreadySignedOff)


def test_a_returned_investigation_is_worked_on_again():
    (
        investigation.given(*COMPLETED, returned())
        .when(lambda it: record_finding(it, found(finding=OTHER_FINDING)))
        .then(found(finding=OTHER_FINDING))
    )


def test_a_completed_investigation_can_be_returned():
    investigation.given(*COMPLETED).when(lambda it: send_back(it, returned())).then(returned())


def test_an_investigation_counts_as_open_until_it_is_signed_off():
    assert investigation.given(*COMPLETED).state.is_open
    assert not investigation.given(*SIGNED_OFF).state.is_open


@pytest.mark.parametrize(
    "history",
    [[interviewed()], [opened(), opened()], [*FOUND, found()], [opened(), withdrawn()], [agreed()]],
    ids=["before opening", "opened twice", "found twice", "never found", "another stream"],
)
def test_a_history_that_no_decisions_could_make_is_corruption_not_input(history):
    with pytest.raises(ImpossibleHistory):
        fold(history)


def test_no_events_are_no_investigation():
    assert fold([]) is None
    assert fold(SIGNED_OFF) == investigation.given(*SIGNED_OFF).state
