"""What the law counts in hours and days: over both clock changes, Christmas and Easter."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.duty.assessment import Status
from domain.duty.contract import ContractRule, Setting
from domain.duty.rule import Length, Unit
from domain.incident.account import Aware, Occurred
from domain.incident.events import PeopleNamed, Person
from domain.incident.vocabulary import Kind, PersonIs, ToldBody
from domain.moment import LONDON, Moment
from domain.vocabulary.duty import DutyCode
from tests.examples import identity
from tests.incidents import (
    AWARE,
    CQC_REPORT,
    council_decided,
    identified,
    reported,
    reported_concern,
    told_council,
)
from tests.unit.duty.judging import judged

HOUR = timedelta(hours=1)


def london(*at: int) -> datetime:
    return datetime(*at, tzinfo=LONDON).astimezone(UTC)


def at(when: datetime) -> Moment:
    return Moment(at=when)


@pytest.mark.parametrize(
    ("accident", "made", "met"),
    [
        (london(2026, 3, 25, 23, 30), london(2026, 4, 4, 23, 59), True),  # over the spring change
        (london(2026, 3, 25, 23, 30), london(2026, 4, 5, 0, 1), False),
        (london(2026, 10, 20, 8), london(2026, 10, 30, 23, 59), True),  # over the autumn change
        (london(2026, 10, 20, 8), london(2026, 10, 31, 0, 0), False),
        (london(2025, 12, 20, 8), london(2025, 12, 30, 12), True),  # Christmas counts
        (london(2026, 3, 30, 8), london(2026, 4, 9, 12), True),  # and Easter
        (date(2026, 3, 25), london(2026, 4, 4, 12), True),
    ],
)
def test_an_accident_is_reported_within_ten_days_of_its_day(accident, made, met):
    found = judged(
        reported(kind=Kind.OTHER_INCIDENT, occurred=Occurred(from_=accident)),
        identified(DutyCode.RIDDOR_10_DAYS),
        told_council(body=ToldBody.HSE, duty=DutyCode.RIDDOR_10_DAYS, at=at(made)),
        now=made,
    )[DutyCode.RIDDOR_10_DAYS]

    assert found.legal.met is met


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (london(2026, 3, 8, 12), Status.NOT_YET),
        (london(2026, 3, 9, 12), Status.OWED),  # unable to work for more than seven days
        (london(2026, 3, 16, 23, 59), Status.OWED),
        (london(2026, 3, 17, 0, 1), Status.OVERDUE_IN_LAW),
    ],
)
def test_more_than_seven_days_off_are_reported_within_fifteen_of_the_accident(now, status):
    found = judged(
        reported(kind=Kind.OTHER_INCIDENT, occurred=Occurred(from_=date(2026, 3, 1))),
        identified(DutyCode.RIDDOR_15_DAYS, at=at(london(2026, 3, 1, 9))),
        now=now,
    )[DutyCode.RIDDOR_15_DAYS]

    assert found.status is status
    assert (found.arises.due_on, found.legal.deadline.due_on) == (
        date(2026, 3, 9),
        date(2026, 3, 16),
    )


@pytest.mark.parametrize(
    "began", [london(2026, 3, 28, 9), london(2026, 10, 24, 9), london(2025, 12, 24, 9)]
)
def test_a_data_breach_has_seventy_two_absolute_hours(began):
    breach = reported(kind=Kind.OTHER_INCIDENT, organisation_aware=Aware(at=began))
    owed = identified(DutyCode.ICO_72_HOURS)
    ico = DutyCode.ICO_72_HOURS

    assert judged(breach, owed, now=began + 72 * HOUR)[ico].legal.met is None
    late = judged(breach, owed, now=began + 72 * HOUR + timedelta(minutes=1))[ico]
    assert (late.status, late.legal.met) == (Status.OVERDUE_IN_LAW, False)


@pytest.mark.parametrize("began", [london(2026, 3, 28, 12), london(2026, 10, 24, 12)])
def test_what_fails_becomes_a_duty_after_twenty_four_hours_without_a_break(began):
    failing = DutyCode.CQC_REG18_FAILING_24_HOURS
    told = (
        reported(kind=Kind.OTHER_INCIDENT),
        identified(failing, clock_start=at(began)),
    )

    assert judged(*told, now=began + 23 * HOUR)[failing].status is Status.NOT_YET
    assert judged(*told, now=began + 25 * HOUR)[failing].status is Status.OWED
    assert judged(*told, now=began + 49 * HOUR)[failing].status is Status.OVERDUE_INTERNALLY


def test_a_deprivation_of_liberty_waits_for_its_result():
    dols = DutyCode.CQC_REG18_DOLS
    asked = judged(reported(kind=Kind.OTHER_INCIDENT), identified(dols))[dols]
    known = judged(reported(kind=Kind.OTHER_INCIDENT), identified(dols, clock_start=at(AWARE)))[
        dols
    ]

    assert asked.status is Status.NOT_YET
    assert known.status is Status.OVERDUE_INTERNALLY


@pytest.mark.parametrize(
    ("made", "met"),
    [(london(2026, 4, 10, 23, 59), True), (london(2026, 4, 11, 0, 1), False)],
)
def test_the_council_s_report_is_due_on_the_day_that_the_council_set(made, met):
    found = judged(
        reported_concern(),
        told_council(),
        council_decided(report_due_on=date(2026, 4, 10), at=at(AWARE + HOUR)),
        told_council(CQC_REPORT, duty=DutyCode.S42_REPORT_TO_LA, at=at(made)),
        now=london(2026, 5, 1),
    )[DutyCode.S42_REPORT_TO_LA]

    assert found.legal.met is met
    assert found.internal.met is None


def test_a_contract_has_its_own_number_beside_the_provider_s_target():
    placed = Person(person=identity(40), roles=(PersonIs.ADULT_AT_RISK,), placed_by=("northmere",))
    rule = ContractRule(
        commissioner="northmere",
        kind=Kind.SAFEGUARDING_CONCERN,
        within=Length(amount=1, unit=Unit.WORKING_DAYS),
    )
    thursday = london(2026, 4, 2, 17)
    concern = reported_concern(organisation_aware=Aware(at=thursday))
    people = PeopleNamed(people=(placed,))
    code = DutyCode.PLACING_COMMISSIONER

    found = judged(concern, people, now=london(2026, 4, 7, 9), setting=Setting(contracts=(rule,)))

    assert found[code].legal.deadline.due_on == date(2026, 4, 7)  # after Easter Monday
    assert found[code].status is Status.OVERDUE_INTERNALLY
    assert judged(concern, people)[code].status is Status.TO_JUDGE
