"""No duty is met, missed or counted by a time that cannot be right or is only roughly known."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.duty.assessment import Status
from domain.duty.calendar import after_hours, days_after, first_day_over
from domain.duty.contract import ContractRule, Setting
from domain.duty.deadline import NoDate
from domain.duty.rule import Length, Unit
from domain.incident.account import Account, Aware, Noticed, Occurred
from domain.incident.clocks import first_known
from domain.incident.events import PeopleNamed, Person
from domain.incident.vocabulary import Kind, PersonIs
from domain.moment import Moment, Precision
from domain.vocabulary.duty import DutyCode
from tests.examples import identity
from tests.incidents import (
    AWARE,
    CQC_REPORT,
    NOTICED,
    identified,
    reported,
    reported_concern,
    told_council,
)
from tests.unit.duty.judging import all_judged, judged

LA, RIDDOR = DutyCode.LA_SAFEGUARDING, DutyCode.RIDDOR_10_DAYS
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOBODY_KNOWS = Moment(at=AWARE + 5000 * DAY, suspect=True)


def accident(precision: Precision | None, *, noticed: datetime | None = None, **more):
    """An accident at work whose day is told so exactly, known to the organisation later."""
    return reported(
        kind=Kind.OTHER_INCIDENT,
        occurred=Occurred(from_=date(2026, 11, 1), precision=precision, **more),
        first_noticed=None if noticed is None else Noticed(at=noticed),
        organisation_aware=Aware(at=datetime(2026, 12, 20, 10, tzinfo=UTC)),
    )


@pytest.mark.parametrize(
    ("precision", "last"),
    [
        (None, date(2026, 11, 11)),
        (Precision.DAY, date(2026, 11, 11)),
        (Precision.WEEK, date(2026, 11, 11)),
        (Precision.MONTH, date(2026, 12, 10)),
        (Precision.UNKNOWN, date(2026, 12, 30)),
    ],
)
def test_an_accident_of_a_vague_day_counts_from_the_last_day_it_can_have_been(precision, last):
    found = judged(accident(precision), identified(RIDDOR))[RIDDOR]

    assert found.legal.deadline.due_on == last


def test_an_accident_of_some_day_in_a_month_was_no_later_than_it_was_noticed():
    noticed = datetime(2026, 11, 10, 9, tzinfo=UTC)

    found = judged(accident(Precision.MONTH, noticed=noticed), identified(RIDDOR))[RIDDOR]

    assert found.legal.deadline.due_on == date(2026, 11, 20)


def test_a_report_whose_time_cannot_be_right_was_made_and_nobody_knows_when():
    found = judged(reported_concern(), told_council(at=NOBODY_KNOWS))[LA]

    assert (found.status, found.instants.made) == (Status.MADE, None)
    assert (found.elapsed_hours, found.internal.met) == (None, None)


def test_a_report_made_again_with_a_time_that_can_be_right_counts():
    again = told_council(CQC_REPORT, at=Moment(at=AWARE + HOUR))

    found = judged(reported_concern(), told_council(at=NOBODY_KNOWS), again)[LA]

    assert (found.elapsed_hours, found.internal.met) == (1.0, True)


def test_whoever_told_before_a_manager_knew_took_no_time():
    found = judged(reported_concern(), told_council(at=Moment(at=AWARE - HOUR / 4)))[LA]

    assert (found.elapsed_hours, found.internal.met) == (0.0, True)


@pytest.mark.parametrize(
    ("account", "first"),
    [
        ({"first_noticed": Noticed(at=NOTICED), "organisation_aware": Aware(at=AWARE)}, NOTICED),
        ({"occurred": Occurred(from_=NOTICED), "organisation_aware": Aware(at=AWARE)}, NOTICED),
        ({"organisation_aware": Aware(at=AWARE)}, AWARE),
        ({"organisation_aware": Aware(at=AWARE, suspect=True)}, None),
        ({"occurred": Occurred(from_=NOTICED, suspect=True)}, None),
        ({}, None),
    ],
)
def test_nothing_was_done_about_it_before_somebody_noticed(account, first):
    found = first_known(Account(**account))

    assert (None if found is None else found.at) == first


def test_a_deadline_at_the_end_of_time_ends_there():
    last = date(9998, 12, 31)

    assert days_after(last, 1098) == last
    assert days_after(date(9999, 12, 31), 3) == date(9999, 12, 31)
    assert first_day_over(last, 7) == last
    assert after_hours(datetime(9998, 12, 31, 22, tzinfo=UTC), 72).year == 9998


@pytest.mark.parametrize(
    ("year", "due_on", "why"),
    [(2026, date(2026, 3, 4), None), (2019, None, NoDate.BANK_HOLIDAYS_NOT_KNOWN)],
)
def test_working_days_are_counted_only_where_the_bank_holidays_are_known(year, due_on, why):
    placed = Person(person=identity(40), roles=(PersonIs.ADULT_AT_RISK,), placed_by=("northmere",))
    rule = ContractRule(
        commissioner="northmere",
        kind=Kind.SAFEGUARDING_CONCERN,
        within=Length(amount=2, unit=Unit.WORKING_DAYS),
    )
    concern = reported_concern(organisation_aware=Aware(at=AWARE.replace(year=year)))

    found = all_judged(
        concern, PeopleNamed(people=(placed,)), now=AWARE, setting=Setting(contracts=(rule,))
    )

    [mine] = [one for one in found if one.duty.rule.code is DutyCode.PLACING_COMMISSIONER]
    assert (mine.legal.deadline.due_on, mine.legal.deadline.why_none) == (due_on, why)
    assert mine.legal.met is (None if due_on is None else mine.legal.met)
