"""An incident is closed once it is known what it is, that people are safe, and what was learned."""

from datetime import date

import pytest

from domain.duty.refusals import DutyUnanswered
from domain.incident import refusals
from domain.incident.decisions import close
from domain.incident.events import Closed, IncidentEvent
from domain.incident.state import Incident, evolve
from domain.incident.vocabulary import Kind, RiskType, SafeNow, ToldBody
from domain.investigation.state import evolve as investigate
from domain.investigation.state import fold as fold_investigation
from domain.moment import Moment
from domain.vocabulary.duty import DutyCode
from tests.examples import FINDING, OTHER_FINDING, words
from tests.incidents import (
    acted,
    classified,
    closed,
    council_decided,
    covered,
    identified,
    reported,
    reported_concern,
    risk,
    ruled_out,
    told_council,
    told_cqc,
)
from tests.learning import (
    answered,
    found,
    interviewed,
    investigated,
    left_without_action,
    opened,
    signed_off,
    withdrawn,
)
from tests.spec import Specification

MAY = date(2026, 5, 29)
incident: Specification[Incident, IncidentEvent] = Specification(evolve)
RISKS = (risk(RiskType.FINANCIAL_OR_MATERIAL),)
LEARNED = (opened(), interviewed(), found())
"""One finding, and no answer to it yet."""
TOLD = (told_council(), told_cqc(), council_decided())
"""Whoever had to be told was told."""


def investigation(*events):
    state = fold_investigation(events)
    assert state is not None
    return state


def closing(*events: IncidentEvent, investigations=()):
    return incident.given(*events).when(lambda stands: close(stands, investigations=investigations))


def concern(**changes):
    return reported_concern(**{"risks": RISKS} | changes)


def test_a_concern_is_closed_once_all_is_known_and_done():
    closing(concern(), acted(), *TOLD).then(Closed())


def test_a_closing_says_when_and_why_if_somebody_knows():
    given = incident.given(reported(kind=Kind.NEAR_MISS), acted())

    given.when(
        lambda stands: close(stands, investigations=(), at=Moment(at=MAY), reason=words())
    ).then(Closed(at=MAY, reason=words()))


def test_a_closing_whose_time_cannot_be_right_is_recorded_and_in_doubt():
    given = incident.given(reported(kind=Kind.NEAR_MISS), acted())
    early = Moment(at=MAY, suspect=True)

    given.when(lambda stands: close(stands, investigations=(), at=early)).then(
        Closed(at=MAY, suspect=True)
    )


def test_an_incident_is_closed_only_once():
    closing(concern(), acted(), closed()).then_refused(refusals.AlreadyClosed)


def test_an_incident_that_nobody_classified_is_not_closed():
    closing(reported(risks=RISKS), acted()).then_refused(refusals.NotClassified)


def test_an_incident_that_was_classified_back_to_unclassified_is_not_closed():
    closing(concern(), acted(), classified(Kind.UNCLASSIFIED)).then_refused(refusals.NotClassified)


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind not in {Kind.UNCLASSIFIED, Kind.SAFEGUARDING_CONCERN}]
)
def test_what_is_no_concern_is_closed_without_risks(kind):
    closing(reported(), acted(), classified(kind)).then(Closed())


def test_an_incident_is_not_closed_before_anybody_said_whether_people_are_safe():
    closing(concern()).then_refused(refusals.ProtectionNotRecorded)
    closing(concern(), acted(None)).then_refused(refusals.ProtectionNotRecorded)


@pytest.mark.parametrize("safe", list(SafeNow))
def test_an_incident_is_closed_whatever_was_said_about_protection(safe):
    closing(concern(), acted(safe), *TOLD).then(Closed())


@pytest.mark.parametrize(
    "risks", [None, (), (risk(RiskType.UNKNOWN),), (*RISKS, risk(RiskType.UNKNOWN))]
)
def test_a_concern_is_not_closed_while_its_risks_are_unknown(risks):
    closing(concern(risks=risks), acted()).then_refused(refusals.RisksNotRecorded)


def test_a_concern_that_the_council_was_told_of_waits_for_its_decision():
    closing(concern(), acted(), told_council()).then_refused(refusals.CouncilDecisionMissing)


def test_a_concern_is_not_closed_while_nobody_was_told_who_has_to_be():
    closing(concern(), acted()).then_refused(DutyUnanswered)
    closing(concern(), acted(), told_council(body=ToldBody.GP)).then_refused(DutyUnanswered)
    closing(concern(), acted(), told_council(), council_decided()).then_refused(DutyUnanswered)


def test_a_concern_is_closed_where_the_rest_of_its_duties_was_ruled_out():
    closing(concern(), acted(), ruled_out(DutyCode.LA_SAFEGUARDING, DutyCode.CQC_REG18_ABUSE)).then(
        Closed()
    )


def test_whatever_else_somebody_has_to_be_told_of_keeps_an_incident_open_too():
    riddor = identified(DutyCode.RIDDOR_10_DAYS)

    closing(reported(kind=Kind.OTHER_INCIDENT), acted(), riddor).then_refused(DutyUnanswered)


def test_what_is_no_concern_waits_for_no_council():
    closing(concern(), acted(), told_council(), classified(Kind.NEAR_MISS)).then(Closed())


@pytest.mark.parametrize(
    "investigated_so_far",
    [(opened(),), LEARNED, (*LEARNED, answered()), (*LEARNED, answered(), investigated())],
)
def test_an_incident_is_not_closed_while_an_investigation_of_it_is_open(investigated_so_far):
    closing(
        concern(), acted(), *TOLD, covered(), investigations=[investigation(*investigated_so_far)]
    ).then_refused(refusals.InvestigationOpen)


def test_an_incident_is_not_closed_while_a_finding_has_no_answer():
    unanswered = investigation(*LEARNED, investigated(), signed_off())

    closing(concern(), acted(), *TOLD, covered(), investigations=[unanswered]).then_refused(
        refusals.FindingUnanswered
    )


def test_one_finding_without_an_answer_among_several_is_enough():
    two = (*LEARNED, found(finding=OTHER_FINDING), investigated(), signed_off())
    half = investigation(*two, answered())

    closing(concern(), acted(), *TOLD, covered(), investigations=[half]).then_refused(
        refusals.FindingUnanswered
    )


@pytest.mark.parametrize(
    "answer", [answered(), left_without_action(), withdrawn()], ids=lambda one: one.type
)
def test_a_finding_is_answered_by_an_action_by_a_reason_or_by_withdrawing_it(answer):
    done = investigation(*LEARNED, investigated(), signed_off(), answer)

    closing(concern(), acted(), *TOLD, covered(), investigations=[done]).then(Closed())


def test_every_investigation_of_it_counts():
    done = investigation(*LEARNED, investigated(), signed_off(), answered(FINDING))
    still_open = investigate(None, opened())

    closing(concern(), acted(), *TOLD, covered(), investigations=[done, still_open]).then_refused(
        refusals.InvestigationOpen
    )
