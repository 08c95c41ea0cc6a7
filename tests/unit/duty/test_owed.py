"""Which duties an incident has, which form wins, and what meets each."""

from datetime import timedelta

import pytest

from domain.duty.contract import ContractRule, Setting, setting
from domain.duty.england import ENGLAND, VERSIONS
from domain.duty.owed import Standing, duties_of, unanswered
from domain.duty.rule import Length, Unit
from domain.identifier import shown
from domain.incident.account import Harm
from domain.incident.events import PeopleNamed, Person, Staff
from domain.incident.state import evolve, fold
from domain.incident.vocabulary import Kind, PersonIs, PhysicalHarm, RiskType, ToldBody
from domain.moment import Moment
from domain.service import ServiceRegistered
from domain.service import fold as fold_service
from domain.vocabulary.duty import CandourOutcome, DutyCode
from domain.vocabulary.service_type import ServiceType
from tests.examples import SERVICE, identity
from tests.incidents import (
    CQC_REPORT,
    REPORT,
    TOLD_COUNCIL,
    candour_step,
    council_decided,
    identified,
    in_error,
    reported,
    reported_concern,
    risk,
    ruled_out,
    told_council,
    told_cqc,
)

LA, ABUSE = DutyCode.LA_SAFEGUARDING, DutyCode.CQC_REG18_ABUSE
INJURY, POLICE_FORM = DutyCode.CQC_REG18_SERIOUS_INJURY, DutyCode.CQC_REG18_POLICE
IN_PERSON, WRITTEN = DutyCode.DUTY_OF_CANDOUR_IN_PERSON, DutyCode.DUTY_OF_CANDOUR_WRITTEN
ADULT, ALLEGED = PersonIs.ADULT_AT_RISK, PersonIs.ALLEGED_TO_HAVE_CAUSED_HARM


def standing(*events, **by):
    incident = fold(events)
    assert incident is not None
    return {one.rule.code: one.standing for one in duties_of(incident, **by)}


def people(*persons: Person) -> PeopleNamed:
    return PeopleNamed(people=persons)


def person(*roles: PersonIs, **more) -> Person:
    return Person(**{"person": identity(40), "roles": roles} | more)


def an_incident(**changes):
    return reported(**{"kind": Kind.OTHER_INCIDENT} | changes)


def test_every_version_names_every_duty_once_and_its_instrument():
    for rules in VERSIONS:
        codes = [rule.code for rule in rules.rules]
        assert sorted(codes) == sorted(DutyCode)
        assert all(rule.instrument and rule.provision for rule in rules.rules)
        assert all((rule.within is not None) is (rule.standard == "within") for rule in rules.rules)


def test_what_is_no_concern_owes_nobody_anything():
    for kind in set(Kind) - {Kind.SAFEGUARDING_CONCERN}:
        assert standing(reported(kind=kind)) == {}


def test_self_neglect_alone_is_no_abuse_to_notify():
    assert standing(reported_concern(risks=(risk(RiskType.SELF_NEGLECT),))) == {LA: Standing.OWED}


def test_somebody_supported_who_is_alleged_to_have_harmed_is_notified_too():
    supported = person(ALLEGED, placed_by=("northmere",))

    assert standing(an_incident(), people(supported)) == {ABUSE: Standing.OWED}
    assert standing(an_incident(), people(person(ADULT, ALLEGED))) == {ABUSE: Standing.OWED}


def test_an_alleged_worker_or_stranger_alone_is_no_notification():
    worker = person(ALLEGED, staff=Staff(role="support_worker"))

    assert ABUSE not in standing(an_incident(), people(worker))
    assert standing(an_incident(), people(person(ALLEGED))) == {}


def test_a_death_is_notified_and_makes_somebody_look_at_the_coroner():
    fatal = an_incident(harm=Harm(physical=PhysicalHarm.FATAL))

    found = standing(fatal)

    assert found[DutyCode.CQC_REG16_DEATH] is Standing.OWED
    assert found[DutyCode.CORONER] is Standing.TO_JUDGE


def test_regulation_17_takes_the_place_of_16():
    fatal = an_incident(harm=Harm(physical=PhysicalHarm.FATAL))

    found = standing(fatal, identified(DutyCode.CQC_REG17_DETAINED))

    assert found[DutyCode.CQC_REG17_DETAINED] is Standing.OWED
    assert DutyCode.CQC_REG16_DEATH not in found


def test_serious_harm_makes_somebody_look_and_is_not_decided_by_a_scale():
    found = standing(an_incident(harm=Harm(physical=PhysicalHarm.SEVERE)))

    assert found[INJURY] is Standing.TO_JUDGE
    assert found[IN_PERSON] is Standing.TO_JUDGE


def test_the_police_form_is_for_what_has_no_form_of_its_own():
    told_police = told_council(body=ToldBody.POLICE)

    assert standing(an_incident(), told_police) == {POLICE_FORM: Standing.OWED}
    assert POLICE_FORM not in standing(reported_concern(), told_police)
    assert POLICE_FORM not in standing(an_incident(), told_police, identified(INJURY))
    assert standing(reported_concern(), told_police, ruled_out(ABUSE))[POLICE_FORM] is Standing.OWED


def test_each_trigger_has_a_form_of_its_own():
    found = standing(reported_concern(), identified(INJURY), told_cqc(duty=ABUSE))

    assert (found[ABUSE], found[INJURY]) == (Standing.MET, Standing.OWED)


def test_a_report_that_names_the_body_alone_meets_what_the_facts_bring():
    found = standing(reported_concern(), told_council(), told_cqc())

    assert found == {LA: Standing.MET, ABUSE: Standing.MET}


@pytest.mark.parametrize(("hours", "met"), [(-1, Standing.MET), (1, Standing.OWED)])
def test_it_meets_what_people_identified_only_where_it_came_later(hours, met):
    when = Moment(at=TOLD_COUNCIL + timedelta(hours=hours))

    found = standing(reported_concern(), told_cqc(), identified(INJURY, at=when))

    assert found[INJURY] is met


def test_the_report_that_the_council_asked_for_has_to_be_named():
    asked = (reported_concern(), told_council(), council_decided(report_due_on="2026-04-10"))
    s42 = DutyCode.S42_REPORT_TO_LA

    assert standing(*asked)[s42] is Standing.OWED
    assert standing(*asked, told_council(CQC_REPORT))[s42] is Standing.OWED
    assert standing(*asked, told_council(CQC_REPORT, duty=s42))[s42] is Standing.MET


def test_what_was_ruled_out_may_be_identified_later_and_the_other_way_round():
    concern = reported_concern()

    assert standing(concern, ruled_out(LA))[LA] is Standing.RULED_OUT
    assert standing(concern, ruled_out(LA), identified(LA))[LA] is Standing.OWED
    assert standing(concern, identified(LA), ruled_out(LA))[LA] is Standing.RULED_OUT
    assert standing(concern, ruled_out(ABUSE), told_cqc())[ABUSE] is Standing.RULED_OUT
    assert standing(concern, ruled_out(ABUSE), told_cqc(duty=ABUSE))[ABUSE] is Standing.MET


def test_the_letter_is_owed_once_it_has_to_be_told_in_person():
    owed = (reported_concern(), identified(IN_PERSON))

    assert standing(*owed)[WRITTEN] is Standing.OWED
    assert standing(*owed, candour_step(1))[IN_PERSON] is Standing.MET
    assert standing(*owed, candour_step(1))[WRITTEN] is Standing.OWED
    assert standing(*owed, candour_step(1), candour_step(6))[WRITTEN] is Standing.MET
    told = told_council(body=ToldBody.RELEVANT_PERSON)
    assert standing(*owed, told)[IN_PERSON] is Standing.OWED


@pytest.mark.parametrize("outcome", [CandourOutcome.DECLINED, CandourOutcome.NOT_POSSIBLE])
def test_whoever_would_not_be_told_is_owed_no_letter(outcome):
    tried = candour_step(1, outcome=outcome, attempts=3)

    found = standing(reported_concern(), identified(IN_PERSON), tried)

    assert (found[IN_PERSON], found[WRITTEN]) == (Standing.EXCUSED, Standing.EXCUSED)


def test_an_incident_that_was_entered_in_error_owes_nothing_any_more():
    assert standing(reported_concern(), told_council(), in_error()) == {LA: Standing.MET}


def test_what_has_to_be_judged_keeps_nothing_open():
    incident = evolve(None, an_incident(harm=Harm(physical=PhysicalHarm.SEVERE)))

    assert unanswered(incident) == ()


def test_each_commissioner_has_a_contract_of_its_own():
    placed = people(person(ADULT, placed_by=("northmere", "southcombe")))
    rule = ContractRule(
        commissioner="southcombe",
        kind=Kind.SAFEGUARDING_CONCERN,
        within=Length(amount=24, unit=Unit.HOURS),
    )
    told = told_council(
        REPORT,
        body=ToldBody.PLACING_COMMISSIONER,
        commissioner="southcombe",
        duty=DutyCode.PLACING_COMMISSIONER,
    )

    def by_commissioner(*events):
        incident = fold((reported_concern(), placed, *events))
        assert incident is not None
        found = duties_of(incident, ENGLAND, Setting(contracts=(rule,)))
        return {one.commissioner: one.standing for one in found if one.commissioner}

    assert by_commissioner() == {"northmere": Standing.TO_JUDGE, "southcombe": Standing.OWED}
    assert by_commissioner(told)["southcombe"] is Standing.MET


def test_a_contract_may_want_to_hear_of_what_is_no_concern():
    placed = people(person(ADULT, placed_by=("northmere",)))
    rule = ContractRule(
        commissioner="northmere",
        kind=Kind.NEAR_MISS,
        within=Length(amount=2, unit=Unit.WORKING_DAYS),
    )
    near_miss = reported(kind=Kind.NEAR_MISS)

    found = standing(near_miss, placed, setting=Setting(contracts=(rule,)))

    assert found == {DutyCode.PLACING_COMMISSIONER: Standing.OWED}
    assert standing(near_miss, placed) == {}


def test_a_service_that_is_not_registered_notifies_cqc_of_nothing():
    def found(kind: ServiceType, **more):
        service = fold_service(
            (ServiceRegistered(name="Example House", service_type=kind, **more),)
        )
        return set(standing(reported_concern(), setting=setting((), SERVICE, service)))

    assert found(ServiceType.DAY_SERVICE) == {LA}
    assert found(ServiceType.DAY_SERVICE, cqc_location_id="1-000000101") == {LA, ABUSE}
    assert found(ServiceType.SUPPORTED_LIVING) == {LA, ABUSE}


def test_a_contract_may_be_for_one_service():
    rule = ContractRule(
        service=shown("svc", SERVICE),
        commissioner="northmere",
        kind=Kind.NEAR_MISS,
        within=Length(amount=24, unit=Unit.HOURS),
    )

    assert setting((rule,), SERVICE, None).wants("northmere", Kind.NEAR_MISS) == rule
    assert setting((rule,), identity(60), None).contracts == ()
    assert setting((rule,), SERVICE, None).wants("northmere", Kind.GOOD_PRACTICE) is None
