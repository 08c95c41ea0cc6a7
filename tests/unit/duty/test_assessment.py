"""Six instants, two standards, and whose the delay is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.duty.assessment import Delay, Status
from domain.incident.account import Aware, Noticed
from domain.incident.vocabulary import Kind
from domain.moment import LONDON, Moment, Precision
from domain.vocabulary.duty import DutyCode
from tests.incidents import (
    AWARE,
    REPORT,
    acknowledged,
    amended,
    candour_step,
    classified,
    identified,
    reported,
    reported_concern,
    ruled_out,
    source,
    told_council,
    told_cqc,
)
from tests.unit.duty.judging import RECORDED, judged

LA, CQC = DutyCode.LA_SAFEGUARDING, DutyCode.CQC_REG18_ABUSE
HOUR = timedelta(hours=1)


def london(*at: int) -> datetime:
    return datetime(*at, tzinfo=LONDON).astimezone(UTC)


def at(when: datetime) -> Moment:
    return Moment(at=when)


def test_a_concern_is_owed_to_the_council_and_to_cqc_from_when_the_organisation_knew():
    found = judged(reported_concern(), now=AWARE + HOUR)

    assert [(one.status, one.instants.clock_start) for one in found.values()] == [
        (Status.OWED, AWARE)
    ] * 2
    assert set(found) == {LA, CQC}


def test_without_a_time_at_which_the_organisation_knew_the_clock_starts_when_it_was_raised():
    vague = Aware(at=date(2026, 3, 2))
    saved = source(recorded_at=Moment(at=AWARE - HOUR))

    by_hand = judged(reported_concern(organisation_aware=vague))
    by_a_system = judged(reported(kind=Kind.SAFEGUARDING_CONCERN, source=saved))

    assert by_hand[LA].instants.clock_start == RECORDED
    assert by_a_system[LA].instants.clock_start == AWARE - HOUR


@pytest.mark.parametrize(
    ("hours", "status"),
    [(24, Status.OWED), (25, Status.OVERDUE_INTERNALLY), (24 * 400, Status.OVERDUE_INTERNALLY)],
)
def test_where_the_law_has_no_number_only_the_internal_target_is_missed(hours, status):
    found = judged(reported_concern(), now=AWARE + hours * HOUR)[LA]

    assert found.status is status
    assert found.legal.met is None
    assert found.elapsed_hours == hours


@pytest.mark.parametrize(
    ("hours", "status", "met"), [(23.5, Status.MADE, True), (28.25, Status.MADE_LATE, False)]
)
def test_telling_stops_the_clock(hours, status, met):
    found = judged(reported_concern(), told_council(at=at(AWARE + hours * HOUR)))[LA]

    assert (found.status, found.internal.met, found.elapsed_hours) == (status, met, hours)


def test_what_was_answered_is_acknowledged_and_late_all_the_same():
    late = told_council(at=at(AWARE + 30 * HOUR))
    found = judged(reported_concern(), late, acknowledged())[LA]

    assert found.status is Status.ACKNOWLEDGED
    assert found.internal.met is False


def test_what_was_told_after_the_moment_of_asking_was_not_told_yet():
    told = told_council(at=at(AWARE + 30 * HOUR))
    found = judged(reported_concern(), told, now=AWARE + 26 * HOUR)[LA]

    assert found.status is Status.OVERDUE_INTERNALLY
    assert found.instants.made is None


def test_a_time_that_is_known_only_to_the_day_gives_no_verdict():
    told = told_council(at=Moment(at=date(2026, 3, 4), precision=Precision.DAY))
    found = judged(reported_concern(), told)[LA]

    assert (found.status, found.elapsed_hours, found.internal.met) == (Status.MADE, None, None)


def test_the_delay_is_told_apart():
    monday = london(2026, 3, 2, 9)
    fall = reported(
        kind=Kind.OTHER_INCIDENT,
        first_noticed=Noticed(at=monday - HOUR),
        organisation_aware=Aware(at=monday),
    )
    thursday = classified().model_copy(update={"at": at(monday + 72 * HOUR)})
    told = told_council(at=at(monday + 74 * HOUR))

    later = monday + 80 * HOUR

    assert judged(fall, thursday, told, now=later)[LA].delay == Delay(1.0, 72.0, 2.0)
    assert judged(fall) == {}


def test_a_concern_reported_as_one_took_no_time_to_classify():
    saved = source(recorded_at=Moment(at=AWARE))

    assert judged(reported_concern(source=saved), now=AWARE + HOUR)[LA].delay == Delay(
        0.5, 0.0, 1.0
    )


def test_a_newer_report_that_calls_it_a_concern_identifies_the_duty():
    newer = source(2, recorded_at=Moment(at=AWARE + 5 * HOUR))
    grown = amended(source=newer, kind=Kind.SAFEGUARDING_CONCERN)

    known = Aware(at=AWARE)
    found = judged(reported(organisation_aware=known), grown)[LA]

    assert found.instants.duty_identified == AWARE + 5 * HOUR


def test_what_the_facts_bring_was_identified_by_whoever_said_so_first():
    early = identified(LA, at=at(AWARE + HOUR))
    later = classified().model_copy(update={"at": at(AWARE + 3 * HOUR)})
    known = Aware(at=AWARE)

    found = judged(reported(organisation_aware=known), early, later)[LA]

    assert found.instants.duty_identified == AWARE + HOUR


def test_a_provider_has_targets_of_its_own():
    found = judged(reported_concern(), now=AWARE + 5 * HOUR, targets={LA: 4})

    assert found[LA].status is Status.OVERDUE_INTERNALLY
    assert found[CQC].status is Status.OWED


def test_what_was_ruled_out_has_no_clock_that_runs_out():
    found = judged(reported_concern(), ruled_out(LA), now=AWARE + 1000 * HOUR)

    assert found[LA].status is Status.RULED_OUT


def test_candour_is_told_in_person_and_then_written():
    in_person, written = DutyCode.DUTY_OF_CANDOUR_IN_PERSON, DutyCode.DUTY_OF_CANDOUR_WRITTEN
    found = judged(
        reported_concern(),
        identified(in_person, opinion_by="gp", opinion_at=at(AWARE)),
        candour_step(1, at=at(AWARE + 30.5 * HOUR)),
        candour_step(6, at=at(AWARE + 100.5 * HOUR)),
        now=AWARE + 200 * HOUR,
    )

    assert (found[in_person].elapsed_hours, found[in_person].internal.met) == (30.5, False)
    assert (found[written].elapsed_hours, found[written].internal.met) == (100.5, True)


def test_each_duty_is_answered_by_its_own_report():
    found = judged(
        reported_concern(),
        told_council(REPORT, at=at(AWARE + HOUR)),
        told_cqc(at=at(AWARE + 2 * HOUR)),
    )

    assert [one.elapsed_hours for one in found.values()] == [1.0, 2.0]
