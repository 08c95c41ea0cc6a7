"""What is recorded after a report: a case is reopened, an outcome received, people told."""

from datetime import UTC, date, datetime

import pytest

from domain.incident import refusals
from domain.incident.account import Account, Aware, Occurred
from domain.incident.afterwards import TimesConfirmed
from domain.incident.decisions import close, cover
from domain.incident.enquiry import enquiry_of
from domain.incident.events import Closed, IncidentEvent, Issue
from domain.incident.following_up import (
    confirm_times,
    decide_family_sharing,
    offer_support,
    receive_outcome,
    record_feedback,
    reopen,
)
from domain.incident.state import Incident, evolve
from domain.incident.vocabulary import Asked, CouncilDecision, Kind, LedBy, PersonIs
from domain.vocabulary.enquiry import NO_RISK, OutcomesAchieved, RiskAssessment, RiskOutcome
from domain.vocabulary.recipient import FeedbackOutcome, SupportAnswer, SupportFor
from tests.afterwards import (
    OTHER_RESIDENT,
    RESIDENT,
    family,
    merged,
    named,
    offered,
    outcome,
    reopened,
    somebody,
    told,
    wished,
)
from tests.examples import INVESTIGATION
from tests.incidents import acted, closed, council_decided, in_error, reported
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
NEAR_MISS = reported(kind=Kind.NEAR_MISS)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
AWARE = Aware(at=datetime(2026, 3, 2, 8, tzinfo=UTC), role="on_call_manager", suspect=True)
IN_DOUBT = reported(
    organisation_aware=AWARE,
    issues=(
        Issue(pointer="/organisation_aware/at", code="time_suspect"),
        Issue(pointer="/harm/physical", code="unknown_code"),
    ),
)


def test_a_closed_case_is_reopened():
    incident.given(NEAR_MISS, closed()).when(lambda it: reopen(it, reopened())).then(reopened())


def test_what_is_not_closed_is_not_reopened():
    again = lambda it: reopen(it, reopened())  # noqa: E731 - the same attempt, three times

    incident.given(NEAR_MISS).when(again).then_refused(refusals.NotClosed)
    incident.given(NEAR_MISS, closed(), reopened()).when(again).then_refused(refusals.NotClosed)
    incident.given(NEAR_MISS, closed(), in_error()).when(again).then_refused(
        refusals.AlreadyInError
    )


def test_a_reopened_case_is_closed_again_and_every_closing_is_kept():
    again = incident.given(NEAR_MISS, acted(), closed(), reopened())

    again.when(lambda it: close(it, investigations=())).then(Closed())
    found = incident.given(NEAR_MISS, acted(), closed(), reopened(), closed()).state
    assert found.closed
    assert found.closings == (closed(), reopened(), closed())


def test_an_investigation_covers_a_reopened_case_and_no_closed_one():
    covering = lambda it: cover(it, investigation=INVESTIGATION)  # noqa: E731 - asked twice

    assert incident.given(NEAR_MISS, closed(), reopened()).when(covering).decide()
    incident.given(NEAR_MISS, closed()).when(covering).then_refused(
        refusals.ClosedForInvestigation, pointer="/incidents"
    )


def test_the_latest_outcome_of_an_enquiry_holds_and_the_earlier_one_is_kept():
    later = outcome(risk_assessment=RiskAssessment.RISK_IDENTIFIED_ACTION)

    found = incident.given(NEAR_MISS, outcome(), later).state

    assert found.after.outcome == later
    assert found.after.outcomes == (outcome(), later)


def test_an_outcome_says_something():
    nothing = outcome(allegation=None)

    incident.given(NEAR_MISS).when(lambda it: receive_outcome(it, nothing)).then_refused(
        refusals.OutcomeNotSaid
    )
    incident.given(NEAR_MISS).when(lambda it: receive_outcome(it, outcome())).then(outcome())


def test_whether_wishes_were_achieved_is_said_only_where_they_were_expressed():
    achieved = outcome(outcomes_achieved=OutcomesAchieved.FULLY_ACHIEVED)
    receiving = lambda it: receive_outcome(it, achieved)  # noqa: E731 - asked of three cases
    not_said = wished(Asked.ASKED_NOT_EXPRESSED)

    incident.given(NEAR_MISS, wished()).when(receiving).then(achieved)
    for silent in ((), (not_said,)):
        incident.given(NEAR_MISS, *silent).when(receiving).then_refused(
            refusals.OutcomesNotExpressed, pointer="/outcomes_achieved"
        )


@pytest.mark.parametrize("assessment", list(RiskAssessment))
def test_only_a_risk_that_may_have_been_there_has_an_outcome(assessment):
    received = outcome(risk_assessment=assessment, risk_outcome=RiskOutcome.REDUCED)
    receiving = incident.given(NEAR_MISS).when(lambda it: receive_outcome(it, received))

    if assessment in NO_RISK:
        receiving.then_refused(refusals.OutcomeWithoutRisk, pointer="/risk_outcome")
    else:
        receiving.then(received)


def test_where_nobody_could_be_told_the_reason_is_said():
    silent = told(outcome=FeedbackOutcome.NOT_POSSIBLE)

    incident.given(NEAR_MISS).when(lambda it: record_feedback(it, silent)).then_refused(
        refusals.FeedbackReasonMissing, pointer="/reason"
    )


def test_feedback_and_support_name_only_people_of_this_incident():
    given = incident.given(NEAR_MISS, named(somebody(RESIDENT, PersonIs.ADULT_AT_RISK)))
    known, unknown = told(person=RESIDENT), told(person=OTHER_RESIDENT)

    given.when(lambda it: record_feedback(it, known)).then(known)
    given.when(lambda it: record_feedback(it, unknown)).then_refused(
        refusals.PersonNotInIncident, pointer="/person"
    )
    given.when(lambda it: offer_support(it, offered(person=OTHER_RESIDENT))).then_refused(
        refusals.PersonNotInIncident, pointer="/person"
    )


@pytest.mark.parametrize("ended", [in_error(), merged()], ids=lambda one: one.type)
def test_nothing_is_added_to_an_incident_that_does_not_stand(ended):
    given = incident.given(NEAR_MISS, ended)
    refusal = refusals.AlreadyMerged if ended == merged() else refusals.AlreadyInError

    given.when(lambda it: record_feedback(it, told())).then_refused(refusal)
    given.when(lambda it: decide_family_sharing(it, family())).then_refused(refusal)
    given.when(lambda it: offer_support(it, offered())).then_refused(refusal)
    given.when(lambda it: receive_outcome(it, outcome())).then_refused(refusal)


def test_an_offer_of_support_stands_with_its_latest_answer():
    accepted = offered(SupportAnswer.ACCEPTED)
    to_staff = offered(SupportAnswer.DECLINED, to=SupportFor.STAFF)

    found = incident.given(NEAR_MISS, offered(), to_staff, accepted).state

    assert found.after.support_as_it_stands == (accepted, to_staff)


def test_a_time_that_somebody_confirmed_is_used_by_clocks_from_then_on():
    sure = AWARE.model_copy(update={"suspect": None})
    confirmed = TimesConfirmed(set=Account(organisation_aware=sure))

    incident.given(IN_DOUBT).when(
        lambda it: confirm_times(it, ["organisation_aware"], now=NOW)
    ).then(confirmed)
    found = incident.given(IN_DOUBT, confirmed).state
    assert found.account.organisation_aware == sure
    assert sure.instant() == AWARE.at
    assert [issue.code for issue in found.issues] == ["unknown_code"]
    assert found.changed_here == {"organisation_aware"}


@pytest.mark.parametrize("name", ["occurred", "first_noticed"])
def test_a_time_that_is_not_in_doubt_needs_no_confirming(name):
    incident.given(IN_DOUBT).when(lambda it: confirm_times(it, [name], now=NOW)).then_refused(
        refusals.TimeNotSuspect, pointer="/times"
    )


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("organisation_aware", Aware(at=datetime(9998, 12, 31, tzinfo=UTC), suspect=True)),
        ("occurred", Occurred(from_=date(2026, 3, 3), suspect=True)),
        ("occurred", Occurred(from_=date(2026, 3, 1), to=date(2026, 3, 3), suspect=True)),
    ],
)
def test_a_time_that_has_not_come_yet_is_corrected_and_not_confirmed(member, said):
    incident.given(reported(**{member: said})).when(
        lambda it: confirm_times(it, [member], now=NOW)
    ).then_refused(refusals.TimeStillToCome, pointer="/times")


@pytest.mark.parametrize(
    "decision", [CouncilDecision.NO_FURTHER_ACTION, CouncilDecision.INFORMATION_AND_ADVICE]
)
def test_a_council_that_decides_against_an_enquiry_sets_no_date(decision):
    assert enquiry_of(incident.given(NEAR_MISS, council_decided(decision)).state) is None
    assert enquiry_of(incident.given(NEAR_MISS).state) is None


def test_an_enquiry_that_the_council_caused_is_due_on_its_date_until_it_is_concluded():
    decided = council_decided(led_by=LedBy.PROVIDER, report_due_on=date(2026, 4, 10))

    asked = enquiry_of(incident.given(NEAR_MISS, decided).state)
    done = enquiry_of(incident.given(NEAR_MISS, decided, outcome()).state)

    assert asked is not None
    assert (asked.statutory, asked.led_by) == (True, LedBy.PROVIDER)
    assert not asked.overdue(date(2026, 4, 10))
    assert asked.overdue(date(2026, 4, 11))
    assert done is not None
    assert not done.overdue(date(2026, 4, 11))
