"""What people may say of duties: judged with a reason and a role, in an order that can be true."""

from datetime import timedelta

import pytest

from domain.duty import refusals
from domain.duty.contract import ContractRule, Setting
from domain.duty.decisions import complete_candour_step, identify, rule_out, tell
from domain.duty.england import ENGLAND
from domain.duty.rule import Length, Unit
from domain.incident.events import IncidentEvent
from domain.incident.refusals import AlreadyInError
from domain.incident.state import Incident, evolve
from domain.incident.vocabulary import Kind, PersonIs, ToldBody
from domain.moment import Moment
from domain.vocabulary.duty import CandourOutcome, DutyCode, DutyCondition
from tests.afterwards import RESIDENT, named, somebody
from tests.incidents import (
    AWARE,
    candour_step,
    identified,
    in_error,
    reported_concern,
    ruled_out,
    told_council,
    told_cqc,
)
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
CONCERN = reported_concern()
OPINION = {"opinion_by": "gp", "opinion_at": Moment(at=AWARE)}
DBS = DutyCode.DBS_REFERRAL
LETTER = candour_step(6, at=Moment(at=AWARE))


def identifying(said, *before):
    return incident.given(CONCERN, *before).when(lambda stands: identify(stands, said, ENGLAND))


def ruling_out(said, *before):
    return incident.given(CONCERN, *before).when(lambda stands: rule_out(stands, said, ENGLAND))


def telling(said, *before):
    return incident.given(CONCERN, *before).when(lambda stands: tell(stands, said, ENGLAND))


def stepping(said, *before):
    return incident.given(CONCERN, *before).when(lambda stands: complete_candour_step(stands, said))


@pytest.mark.parametrize(
    "duty", [DutyCode.CQC_REG18_SERIOUS_INJURY, DutyCode.DUTY_OF_CANDOUR_IN_PERSON]
)
def test_what_rests_on_a_professional_s_opinion_says_whose_and_when(duty):
    whose = identified(duty, opinion_at=Moment(at=AWARE))
    when = identified(duty, opinion_by="gp")
    both = identified(duty, **OPINION)

    identifying(whose).then_refused(refusals.OpinionRequired, pointer="/opinion_by")
    identifying(when).then_refused(refusals.OpinionRequired, pointer="/opinion_at")
    identifying(both).then(both)


def test_a_barring_referral_is_owed_only_where_both_conditions_are_met():
    both = identified(DBS, conditions=tuple(DutyCondition))

    for one in DutyCondition:
        identifying(identified(DBS, conditions=(one,))).then_refused(
            refusals.ConditionsNotMet, pointer="/conditions"
        )
    identifying(both).then(both)


def test_only_a_contract_names_a_commissioner():
    theirs = identified(DutyCode.PLACING_COMMISSIONER, commissioner="northmere")

    identifying(theirs).then(theirs)
    identifying(identified(DutyCode.POLICE, commissioner="northmere")).then_refused(
        refusals.CommissionerNotAsked, pointer="/commissioner_ref"
    )
    ruling_out(ruled_out(DutyCode.POLICE, commissioner="northmere")).then_refused(
        refusals.CommissionerNotAsked, pointer="/commissioner_ref"
    )


def test_a_duty_that_was_ruled_out_is_identified_again_when_more_is_known():
    again = identified(DBS, conditions=tuple(DutyCondition))

    identifying(again, ruled_out(DBS)).then(again)


def test_what_was_told_already_is_not_ruled_out():
    both = ruled_out(DBS, DutyCode.CQC_REG18_ABUSE)

    ruling_out(both).then(both)
    ruling_out(both, told_cqc()).then_refused(refusals.DutyAlreadyMet, pointer="/duties/1")


def test_what_a_contract_wanted_told_and_was_told_is_not_ruled_out():
    rule = ContractRule(
        commissioner="northmere",
        kind=Kind.SAFEGUARDING_CONCERN,
        within=Length(amount=24, unit=Unit.HOURS),
    )
    placed = named(somebody(RESIDENT, PersonIs.ADULT_AT_RISK, placed_by=("northmere",)))
    told = told_council(body=ToldBody.PLACING_COMMISSIONER, commissioner="northmere")
    said = ruled_out(DutyCode.PLACING_COMMISSIONER, commissioner="northmere")
    stands = incident.given(CONCERN, placed, told)

    stands.when(lambda it: rule_out(it, said, ENGLAND, Setting(contracts=(rule,)))).then_refused(
        refusals.DutyAlreadyMet, pointer="/duties/0"
    )
    stands.when(lambda it: rule_out(it, said, ENGLAND)).then(said)


def test_a_report_made_for_a_duty_was_made_to_its_body():
    named = told_cqc(body=None, duty=DutyCode.CQC_REG18_ABUSE)

    telling(named).then(named.model_copy(update={"body": ToldBody.CQC}))
    telling(told_council(duty=DutyCode.CQC_REG18_ABUSE)).then_refused(
        refusals.DutyOfAnotherBody, pointer="/duty"
    )


def test_candour_is_recorded_step_by_step_and_not_as_a_report():
    said = told_council(body=None, duty=DutyCode.DUTY_OF_CANDOUR_IN_PERSON)

    telling(said).then_refused(refusals.CandourBySteps, pointer="/duty")


@pytest.mark.parametrize("outcome", [CandourOutcome.DECLINED, CandourOutcome.NOT_POSSIBLE])
def test_what_could_not_be_done_says_how_often_it_was_tried(outcome):
    tried = candour_step(1, outcome=outcome, attempts=2)

    stepping(tried).then(tried)
    stepping(candour_step(1, outcome=outcome)).then_refused(
        refusals.AttemptsRequired, pointer="/attempts"
    )


def test_the_letter_follows_the_conversation():
    hour = timedelta(hours=1)

    stepping(LETTER).then_refused(refusals.WrittenBeforeInPerson, pointer="/step")
    stepping(LETTER, candour_step(1, at=Moment(at=AWARE + hour))).then_refused(
        refusals.WrittenBeforeInPerson, pointer="/at"
    )
    stepping(LETTER, candour_step(1, at=Moment(at=AWARE - hour))).then(LETTER)
    stepping(LETTER, candour_step(1)).then(LETTER)


def test_a_letter_does_not_come_before_the_day_a_conversation_without_a_time_was_recorded():
    def after(recorded):
        stands = incident.given(CONCERN, candour_step(1))
        return stands.when(lambda it: complete_candour_step(it, LETTER, recorded=recorded))

    today, tomorrow = (Moment(at=AWARE + timedelta(days=n), precision="day") for n in (0, 1))
    after(today).then(LETTER)
    after(tomorrow).then_refused(refusals.WrittenBeforeInPerson, pointer="/at")


def test_the_letter_may_stand_alone_where_nobody_could_be_told_in_person():
    tried = candour_step(1, outcome=CandourOutcome.NOT_POSSIBLE, attempts=3)

    stepping(LETTER, tried).then(LETTER)


@pytest.mark.parametrize("step", [2, 3, 4, 5, 7])
def test_the_other_steps_come_in_any_order(step):
    stepping(candour_step(step)).then(candour_step(step))


@pytest.mark.parametrize(
    "deciding",
    [
        identifying(identified(DutyCode.POLICE), in_error()),
        ruling_out(ruled_out(DutyCode.POLICE), in_error()),
        telling(told_cqc(), in_error()),
        stepping(candour_step(1), in_error()),
    ],
)
def test_nothing_is_said_of_what_was_entered_in_error(deciding):
    deciding.then_refused(AlreadyInError)
