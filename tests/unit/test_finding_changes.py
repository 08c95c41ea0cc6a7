"""What becomes of findings: what they rest on, how they are revised, what answers them no more."""

import pytest

from domain.investigation import refusals
from domain.investigation.conduct import lose_ground
from domain.investigation.decisions import record_finding
from domain.investigation.events import FindingActionCancelled, GroundLost
from domain.investigation.finding import Ground
from domain.investigation.revising import lose_answer, revise_finding
from domain.investigation.state import evolve
from domain.vocabulary.factor import Factor
from tests.examples import ACTION, FINDING, INCIDENT, identity
from tests.learning import (
    answered,
    found,
    interviewed,
    investigated,
    left_without_action,
    looked_at_more,
    opened,
    revised,
    signed_off,
    withdrawn,
)
from tests.spec import Specification

investigation = Specification(evolve)
OTHER = identity(13)
FOUND = (opened(), interviewed(), found())
SUPERVISION = Factor.SUPERVISION


def test_a_finding_rests_on_incidents_that_are_looked_at():
    known = investigation.given(opened(), interviewed())

    known.when(lambda it: record_finding(it, found(incidents=(OTHER,)))).then_refused(
        refusals.IncidentNotCovered, pointer="/incidents"
    )
    named = found(incidents=(INCIDENT,))
    known.when(lambda it: record_finding(it, named)).then(named)


def test_a_lost_ground_is_said_and_withdraws_nothing():
    grown = (opened(), looked_at_more(OTHER), interviewed(), found(), GroundLost(incident=OTHER))
    known = investigation.given(*grown).state

    finding = known.findings[FINDING]

    assert finding.stands
    assert list(finding.grounds(known.incidents, known.lost)) == [
        Ground(INCIDENT, lost=False),
        Ground(OTHER, lost=True),
    ]
    assert known.links == 1


def test_only_an_incident_that_is_looked_at_can_be_lost():
    known = investigation.given(opened(), investigated(), signed_off())

    known.when(lambda it: lose_ground(it, incident=INCIDENT)).then(GroundLost(incident=INCIDENT))
    known.when(lambda it: lose_ground(it, incident=OTHER)).then_refused(refusals.IncidentNotCovered)


def test_a_revision_holds_and_what_was_said_before_stays():
    put_differently = revised(secondary=(SUPERVISION,))
    (
        investigation.given(*FOUND)
        .when(lambda it: revise_finding(it, put_differently))
        .then(put_differently)
    )

    finding = investigation.given(*FOUND, put_differently).state.findings[FINDING]

    assert finding.says.secondary == (SUPERVISION,)
    assert list(finding.said_before) == [found()]


def test_a_withdrawn_finding_is_not_revised():
    investigation.given(*FOUND, withdrawn()).when(
        lambda it: revise_finding(it, revised())
    ).then_refused(refusals.FindingUnknown, pointer="/finding")


@pytest.mark.parametrize(
    ("history", "unanswered"),
    [
        ((answered(),), True),
        ((answered(), answered(action=identity(18))), False),
        ((left_without_action(), answered()), False),
        ((answered(), withdrawn()), False),
    ],
    ids=["the only answer", "another action", "a reason for none", "withdrawn"],
)
def test_a_finding_whose_action_is_cancelled_says_whether_it_is_still_answered(history, unanswered):
    known = investigation.given(*FOUND, *history)
    lost = FindingActionCancelled(finding=FINDING, action=ACTION, unanswered=unanswered)

    known.when(lambda it: lose_answer(it, finding=FINDING, action=ACTION)).then(lost)

    after = evolve(known.state, lost)
    assert after.unanswered_findings == ((FINDING,) if unanswered else ())


def test_an_action_that_a_finding_does_not_know_is_not_lost():
    assert lose_answer(investigation.given(*FOUND).state, finding=FINDING, action=ACTION) is None
