"""How an investigation is conducted: scope, lead, chronology, grounds, and giving it up."""

import pytest

from domain.actor import ActorRequired
from domain.investigation import refusals
from domain.investigation.conduct import (
    add_chronology_entry,
    change_lead,
    extend_scope,
    stop,
)
from domain.investigation.decisions import (
    add_evidence,
    complete,
    open_investigation,
    send_back,
    sign_off,
)
from domain.investigation.events import (
    ChronologyEntryAdded,
    OriginPointer,
)
from domain.investigation.revising import revise_finding
from domain.investigation.state import Stage, evolve
from domain.vocabulary.factor import Factor
from domain.vocabulary.learning_response import Method, Origin
from tests.examples import (
    AREA_MANAGER,
    AUDIT,
    FINDING,
    INCIDENT,
    MONDAY,
    NOBODY_NAMED,
    NOMINATED_INDIVIDUAL,
    REGISTERED_MANAGER,
    acting,
    identity,
    words,
)
from tests.learning import (
    found,
    interviewed,
    investigated,
    led_by,
    looked_at_more,
    opened,
    returned,
    revised,
    signed_off,
    stopped,
)
from tests.spec import Specification, When

investigation = Specification(evolve)
OTHER = identity(13)
FOUND = (opened(), interviewed(), found())
CLOSED = [
    (opened(), investigated()),
    (opened(), investigated(), signed_off()),
    (opened(), stopped()),
]
NOT_AT_ALL = opened(method=Method.NONE)
SUPERVISION = Factor.SUPERVISION


def entry(**changes):
    usual = {"entry": identity(14), "when": MONDAY, "source": "daily_notes", "kind": "visit"}
    return ChronologyEntryAdded(**usual | changes)


def stopping(it):
    return stop(it, by=acting(NOMINATED_INDIVIDUAL), reason=words())


@pytest.mark.parametrize("history", CLOSED, ids=["completed", "signed off", "stopped"])
@pytest.mark.parametrize(
    "decide",
    [
        lambda it: extend_scope(it, incidents=(OTHER,)),
        lambda it: change_lead(it, lead=REGISTERED_MANAGER, lead_independent=True, reason=words()),
        lambda it: add_chronology_entry(it, entry()),
        lambda it: revise_finding(it, revised()),
        lambda it: add_evidence(it, interviewed()),
    ],
    ids=["scope", "lead", "chronology", "revision", "evidence"],
)
def test_nothing_changes_in_an_investigation_that_is_not_open(history, decide):
    action = investigation.given(*history)

    action.when(decide).then_refused(refusals.InvestigationNotOpen)


def test_more_incidents_are_looked_at_and_each_once():
    (
        investigation.given(opened())
        .when(lambda it: extend_scope(it, incidents=(INCIDENT, OTHER, OTHER)))
        .then(looked_at_more(OTHER))
    )
    assert investigation.given(opened(), looked_at_more(OTHER)).state.incidents == (INCIDENT, OTHER)


def test_incidents_that_are_looked_at_already_are_no_news():
    (
        investigation.given(opened())
        .when(lambda it: extend_scope(it, incidents=(INCIDENT,)))
        .then_refused(refusals.IncidentCoveredAlready, pointer="/incidents")
    )


def test_another_lead_takes_it_over():
    changed = investigation.given(opened(), led_by(REGISTERED_MANAGER, lead_independent=False))

    assert changed.state.lead == REGISTERED_MANAGER
    assert changed.state.lead_independent is False
    changed.when(
        lambda it: change_lead(it, lead=REGISTERED_MANAGER, lead_independent=False, reason=words())
    ).then_refused(refusals.LeadUnchanged, pointer="/lead")


@pytest.mark.parametrize("leader", [AREA_MANAGER, REGISTERED_MANAGER], ids=["former", "present"])
def test_nobody_who_ever_led_it_signs_it_off(leader):
    done = (opened(), led_by(REGISTERED_MANAGER), investigated())

    investigation.given(*done).when(lambda it: sign_off(it, by=acting(leader))).then_refused(
        refusals.SignedOffByLead
    )
    investigation.given(*done).when(lambda it: sign_off(it, by=acting(NOMINATED_INDIVIDUAL))).then(
        signed_off()
    )


def test_an_entry_of_the_chronology_says_whose_case_its_words_belong_to():
    two = investigation.given(opened(), looked_at_more(OTHER))
    silent, said = entry(text=words()), entry(text=words(), incident=OTHER)

    two.when(lambda it: add_chronology_entry(it, said)).then(said)
    two.when(lambda it: add_chronology_entry(it, entry())).then(entry())
    two.when(lambda it: add_chronology_entry(it, silent)).then_refused(
        refusals.CaseNotNamed, pointer="/incident"
    )
    two.when(lambda it: add_chronology_entry(it, entry(incident=identity(99)))).then_refused(
        refusals.IncidentNotCovered, pointer="/incident"
    )


@pytest.mark.parametrize(
    ("history", "refusal"),
    [
        ((opened(), stopped()), refusals.InvestigationStoppedAlready),
        ((opened(), investigated(), signed_off()), refusals.AlreadySignedOff),
    ],
)
def test_an_investigation_ends_only_once(history, refusal):
    investigation.given(*history).when(stopping).then_refused(refusal)


@pytest.mark.parametrize("history", [(opened(),), (opened(), investigated())])
def test_an_investigation_is_given_up_for_a_reason_and_its_findings_stay(history):
    investigation.given(*history).when(stopping).then(stopped())

    given_up = investigation.given(*FOUND, stopped()).state

    assert (given_up.stage, given_up.is_open) == (Stage.STOPPED, False)
    assert given_up.unanswered_findings == (FINDING,)


def test_a_stopped_investigation_is_neither_completed_signed_off_nor_returned():
    given_up = investigation.given(*FOUND, stopped())
    by = acting(NOMINATED_INDIVIDUAL)

    given_up.when(lambda it: complete(it, by=by)).then_refused(refusals.InvestigationNotOpen)
    given_up.when(lambda it: sign_off(it, by=by)).then_refused(refusals.InvestigationStoppedAlready)
    given_up.when(lambda it: send_back(it, returned())).then_refused(
        refusals.InvestigationStoppedAlready
    )
    investigation.given(opened()).when(
        lambda it: stop(it, by=NOBODY_NAMED, reason=words())
    ).then_refused(ActorRequired)


def test_that_nothing_is_looked_into_is_signed_off_at_once_by_somebody_else():
    decided = investigation.given(NOT_AT_ALL)

    decided.when(lambda it: sign_off(it, by=acting(NOMINATED_INDIVIDUAL))).then(signed_off())
    decided.when(lambda it: sign_off(it, by=acting(AREA_MANAGER))).then_refused(
        refusals.SignedOffByLead
    )
    decided.when(lambda it: add_evidence(it, interviewed())).then_refused(refusals.NoResponseChosen)
    investigation.given(opened()).when(
        lambda it: sign_off(it, by=acting(NOMINATED_INDIVIDUAL))
    ).then_refused(refusals.InvestigationNotCompleted)


@pytest.mark.parametrize(
    ("pointer", "origin", "member"),
    [
        (OriginPointer(audit=AUDIT), Origin.COMPLAINT, "/pointer/audit"),
        (
            OriginPointer(governance_review=identity(17)),
            Origin.AUDIT,
            "/pointer/governance_review",
        ),
    ],
)
def test_an_audit_or_a_review_is_named_where_it_began_with_that(pointer, origin, member):
    elsewhere = opened(origin=origin, pointer=pointer)

    When(lambda: open_investigation(elsewhere)).then_refused(
        refusals.OriginPointsElsewhere, pointer=member
    )


@pytest.mark.parametrize(
    ("pointer", "origin"),
    [
        (OriginPointer(audit=AUDIT), Origin.AUDIT),
        (OriginPointer(governance_review=identity(17)), Origin.GOVERNANCE_REVIEW),
        (OriginPointer(ref="C-2026-14"), Origin.COMPLAINT),
    ],
)
def test_every_origin_points_to_its_own_record(pointer, origin):
    begun = opened(origin=origin, pointer=pointer)

    When(lambda: open_investigation(begun)).then(begun)
