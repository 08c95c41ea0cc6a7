"""Nothing that is owed is lost by a merging: it goes on with the incident that goes on."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.duty.contract import Setting
from domain.duty.owed import Standing, duties_of, unanswered
from domain.duty.refusals import DutyUnanswered
from domain.incident import refusals
from domain.incident.account import Aware, Harm, RaisedBy
from domain.incident.decisions import close
from domain.incident.events import IncidentEvent
from domain.incident.feedback import feedback
from domain.incident.following_up import record_feedback
from domain.incident.merging import carried
from domain.incident.merging import joined as joins
from domain.incident.seriousness import serious
from domain.incident.state import Incident, evolve
from domain.incident.vocabulary import Kind, PersonIs, PhysicalHarm, ToldBody
from domain.vocabulary.duty import DutyCode
from domain.vocabulary.recipient import Recipient
from tests.afterwards import OTHER_INCIDENT, RESIDENT, merged, named, parted, somebody, told
from tests.incidents import (
    AWARE,
    acted,
    council_decided,
    identified,
    reported,
    reported_concern,
    ruled_out,
    told_council,
)
from tests.spec import Specification
from tests.unit.duty.judging import judged

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
RAISED = datetime(2026, 3, 2, 9, tzinfo=UTC)
BY_NAME = RaisedBy(role="support_worker", anonymous=False)
FALL = reported(kind=Kind.OTHER_INCIDENT), acted()
POLICE, LA = DutyCode.POLICE, DutyCode.LA_SAFEGUARDING
TOLD_POLICE = told_council(body=ToldBody.POLICE)


def stood(*events: IncidentEvent) -> Incident:
    return incident.given(*events).state


def joining(*left: IncidentEvent, there: tuple[IncidentEvent, ...] = FALL) -> IncidentEvent:
    what = carried(stood(*left), into=stood(*there), raised=RAISED)
    return joins(OTHER_INCIDENT, what)


def goes_on(*left: IncidentEvent, then: tuple[IncidentEvent, ...] = ()) -> Incident:
    return stood(*FALL, joining(*left), *then)


def owed(found: Incident, **by) -> set[DutyCode]:
    return {duty.rule.code for duty in unanswered(found, **by)}


def closing(*events: IncidentEvent):
    return incident.given(*FALL, *events).when(lambda it: close(it, investigations=()))


def to_be_told(found: Incident) -> list[tuple[Recipient, object]]:
    every = feedback(found, recorded_at=RAISED)
    return [(one.recipient, one.person) for one in every if one.owed_since and not one.told]


def test_a_duty_that_nobody_answered_goes_on_with_the_incident():
    assert owed(stood(*FALL)) == set()
    assert owed(goes_on(*FALL, identified(POLICE))) == {POLICE}
    assert LA in owed(goes_on(reported_concern()))
    assert POLICE not in owed(goes_on(*FALL, identified(POLICE), TOLD_POLICE))
    assert POLICE not in owed(goes_on(*FALL, identified(POLICE), ruled_out(POLICE)))


def test_it_is_met_or_ruled_out_where_it_goes_on_and_keeps_that_from_closing_until_then():
    joined = joining(*FALL, identified(POLICE))

    closing(joined).then_refused(DutyUnanswered)
    for answer in (TOLD_POLICE, ruled_out(POLICE)):
        assert POLICE not in owed(stood(*FALL, joined, answer))
    assert close(stood(*FALL, joined, ruled_out(POLICE)), investigations=())
    assert owed(stood(*FALL, joined, parted())) == set()


def test_what_somebody_has_to_judge_is_still_to_be_judged():
    hurt = reported(kind=Kind.OTHER_INCIDENT, harm=Harm(physical=PhysicalHarm.SEVERE))
    found = {duty.rule.code: duty.standing for duty in duties_of(goes_on(hurt))}

    assert found[DutyCode.CQC_REG18_SERIOUS_INJURY] is Standing.TO_JUDGE


def test_a_notification_to_cqc_goes_on_though_the_other_service_is_not_registered():
    found = goes_on(reported_concern())

    assert DutyCode.CQC_REG18_ABUSE in owed(found, setting=Setting(registered=False))


def test_its_clock_runs_from_the_first_that_the_organisation_knew():
    late = reported(
        kind=Kind.OTHER_INCIDENT, organisation_aware=Aware(at=AWARE + timedelta(days=1))
    )
    duty = judged(late, joining(reported_concern()), now=AWARE + timedelta(days=2))[LA]

    assert duty.instants.clock_start == AWARE


def test_whoever_had_no_word_is_still_owed_it():
    left = (
        reported_concern(raised_by=BY_NAME),
        named(somebody(RESIDENT, PersonIs.ADULT_AT_RISK)),
    )
    found = goes_on(*left)

    assert to_be_told(found) == [(Recipient.REPORTER, None), (Recipient.ADULT, RESIDENT)]
    adult = told(Recipient.ADULT, person=RESIDENT)
    assert record_feedback(found, adult) == adult
    assert to_be_told(goes_on(*left, then=(adult,))) == [(Recipient.REPORTER, None)]
    assert to_be_told(goes_on(*left, told(), then=(adult,))) == []


def test_word_to_the_one_reporter_is_not_word_to_the_other_before_they_are_merged():
    there = (reported(kind=Kind.OTHER_INCIDENT, raised_by=BY_NAME), acted(), told())
    joined = joining(reported(raised_by=BY_NAME), there=there)

    assert to_be_told(stood(*there)) == []
    assert to_be_told(stood(*there, joined)) == [(Recipient.REPORTER, None)]
    assert to_be_told(stood(*there, joined, told())) == []


def test_the_decision_that_the_council_owes_is_waited_for():
    joined = joining(reported_concern(), told_council())
    answered = (ruled_out(*owed(stood(*FALL, joined))),) if owed(stood(*FALL, joined)) else ()

    closing(joined, *answered).then_refused(refusals.CouncilDecisionMissing)
    assert not stood(*FALL, joined, council_decided()).awaits_council


@pytest.mark.parametrize("harm", [PhysicalHarm.MODERATE, PhysicalHarm.FATAL])
def test_the_worse_harm_of_the_two_counts(harm):
    assert not serious(stood(*FALL))
    assert serious(goes_on(reported(kind=Kind.OTHER_INCIDENT, harm=Harm(physical=harm))))


def test_news_of_a_merged_incident_takes_the_place_of_what_it_left_before():
    found = goes_on(*FALL, then=(joining(*FALL, identified(POLICE), merged()),))

    assert found.after.joined == (OTHER_INCIDENT,)
    assert owed(found) == {POLICE}
