"""Loose ends open when something is owed and close when it is done."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.action.events import AnsweredGap
from domain.incident.vocabulary import Kind, SafeNow, ToldBody
from domain.moment import Moment
from projections.open_loops.derivation import pace
from projections.open_loops.projection import PROJECTION
from tests.afterwards import merged, unmerged
from tests.examples import ACTION, AUDIT, FINDING, INCIDENT, INVESTIGATION, identity
from tests.incidents import (
    AWARE,
    REPORT,
    TOLD_COUNCIL,
    acknowledged,
    acted,
    amended,
    classified,
    council_decided,
    in_error,
    reported,
    reported_concern,
    restricted,
    told_council,
)
from tests.learning import (
    agreed,
    answered,
    audited,
    done,
    found,
    gap_answered,
    investigated,
    left_without_action,
    not_done,
    opened,
    planned,
    returned,
    signed_off,
    verified,
    withdrawn,
)
from tests.told import Told, recorded_at


def loop(name, stream, *events, part=""):
    """When it last opened and when it closed, None where it has not."""
    rows = Told().by(stream, *events).rows(PROJECTION, "open_loops")
    row = rows.get((stream, name, part), {})
    return row.get("opened_at"), row.get("closed_at")


def about(stream, *events):
    return Told().by(stream, *events).rows(PROJECTION, "loop_subjects")[stream,]


def test_protection_is_owed_from_the_moment_the_organisation_knew():
    assert loop("protection", INCIDENT, reported_concern()) == (AWARE, None)


def test_protection_is_owed_from_the_report_where_nobody_said_when_they_knew():
    assert loop("protection", INCIDENT, reported()) == (recorded_at(1), None)


def test_protection_is_settled_by_a_word_on_safety():
    assert loop("protection", INCIDENT, reported(), acted())[1] == recorded_at(2)
    assert loop("protection", INCIDENT, reported(), acted(None))[1] is None


def test_protection_is_owed_again_where_a_newer_report_no_longer_says_so():
    events = reported(), acted(SafeNow.YES, source_version=1), acted(None, source_version=2)
    assert loop("protection", INCIDENT, *events)[1] is None


def test_the_council_owes_a_decision_once_it_was_told():
    assert loop("council_decision", INCIDENT, reported_concern()) == (None, None)
    told = reported_concern(), told_council()
    assert loop("council_decision", INCIDENT, *told) == (TOLD_COUNCIL, None)
    assert loop("council_decision", INCIDENT, *told, council_decided())[1] == recorded_at(3)


def test_a_report_to_the_council_or_cqc_is_to_be_acknowledged():
    events = reported(), told_council(body=ToldBody.CQC)
    assert loop("acknowledgement", INCIDENT, *events, part=str(REPORT)) == (TOLD_COUNCIL, None)
    after = loop("acknowledgement", INCIDENT, *events, acknowledged(), part=str(REPORT))
    assert after == (TOLD_COUNCIL, recorded_at(3))


def test_a_report_to_the_police_leaves_no_loop():
    events = reported(), told_council(body=ToldBody.POLICE)
    assert loop("acknowledgement", INCIDENT, *events, part=str(REPORT)) == (None, None)


def test_the_council_owes_a_decision_since_it_was_first_told():
    later = told_council(identity(31), at=Moment(at=recorded_at(1)))
    events = reported_concern(), told_council(), later
    assert loop("council_decision", INCIDENT, *events)[0] == TOLD_COUNCIL


def test_an_incident_of_no_known_kind_is_to_be_classified():
    assert loop("classification", INCIDENT, reported()) == (recorded_at(1), None)
    assert loop("classification", INCIDENT, reported(), classified())[1] == recorded_at(2)
    assert loop("classification", INCIDENT, reported(), amended(kind=Kind.NEAR_MISS))[1]


def test_an_incident_of_a_known_kind_needs_no_classification():
    assert loop("classification", INCIDENT, reported_concern()) == (None, None)


def test_an_incident_whose_kind_was_taken_back_is_to_be_classified_again():
    events = reported_concern(), amended(withdrawn=("kind",))
    assert loop("classification", INCIDENT, *events) == (recorded_at(2), None)


def test_the_council_is_to_be_told_within_the_target_of_the_organisations_knowing():
    duty = {"part": "la_safeguarding"}
    assert loop("duty", INCIDENT, reported_concern(), **duty) == (AWARE + timedelta(hours=24), None)
    assert loop("duty", INCIDENT, reported(), **duty) == (None, None)
    told = reported_concern(), told_council()
    assert loop("duty", INCIDENT, *told, **duty)[1] == TOLD_COUNCIL


def test_what_is_no_concern_any_more_owes_the_council_nothing():
    events = reported_concern(), classified(Kind.NEAR_MISS)
    assert loop("duty", INCIDENT, *events, part="la_safeguarding") == (None, None)


def test_what_was_entered_in_error_owes_nothing():
    assert about(INCIDENT, reported(), in_error())["void"] is True


def test_what_goes_on_in_another_incident_owes_nothing_until_it_is_taken_apart():
    assert about(INCIDENT, reported(), merged())["void"] is True
    assert about(INCIDENT, reported(), merged(), unmerged())["void"] is False


def test_a_subject_says_whom_it_excludes():
    events = reported(excluded=(identity(90),)), restricted(identity(91))
    assert about(INCIDENT, *events)["excluded"] == [identity(91)]


def test_a_finding_is_to_be_answered():
    events = opened(), found()
    assert loop("finding", INVESTIGATION, *events, part=str(FINDING)) == (recorded_at(2), None)


@pytest.mark.parametrize("settled", [answered(), left_without_action(), withdrawn()])
def test_a_finding_is_settled_by_an_action_a_reason_or_its_withdrawal(settled):
    after = loop("finding", INVESTIGATION, opened(), found(), settled, part=str(FINDING))
    assert after == (recorded_at(2), recorded_at(3))


def test_an_investigation_is_about_its_incidents_and_led_by_a_role():
    known = about(INVESTIGATION, opened())
    assert (known["about"], known["owner_role"]) == ([INCIDENT], "area_manager")


def test_a_finished_investigation_is_to_be_signed_off():
    events = opened(), investigated()
    assert loop("sign_off", INVESTIGATION, *events) == (recorded_at(2), None)
    assert loop("sign_off", INVESTIGATION, *events, signed_off())[1] == recorded_at(3)


def test_an_investigation_that_went_back_is_to_be_signed_off_when_it_returns():
    events = opened(), investigated(), returned()
    assert loop("sign_off", INVESTIGATION, *events)[1] == recorded_at(3)
    assert loop("sign_off", INVESTIGATION, *events, investigated()) == (recorded_at(4), None)


def test_an_action_is_overdue_when_its_day_is_over_in_london():
    due = agreed(due_on=date(2026, 6, 30))
    assert loop("completion", ACTION, due)[0] == datetime(2026, 6, 30, 23, tzinfo=UTC)


def test_a_done_action_is_to_be_seen_by_somebody_else():
    events = agreed(), done()
    assert loop("completion", ACTION, *events)[1] == recorded_at(2)
    assert loop("verification", ACTION, *events) == (recorded_at(2), None)
    assert loop("verification", ACTION, *events, verified())[1] == recorded_at(3)


def test_a_refused_verification_means_that_it_is_still_to_be_done():
    events = agreed(), done(), not_done()
    assert loop("completion", ACTION, *events)[1] is None
    assert loop("verification", ACTION, *events)[1] == recorded_at(3)


def test_an_action_is_about_what_it_answers():
    gaps = (AnsweredGap(audit=AUDIT, criterion="signed"),)
    assert about(ACTION, agreed(gaps=gaps))["about"] == sorted([INVESTIGATION, AUDIT])


def test_a_criterion_that_was_not_always_met_is_a_gap_until_an_action_is_agreed():
    events, gap = (planned(), audited()), "boundaries_discussed"
    assert loop("gap", AUDIT, *events, part=gap) == (recorded_at(2), None)
    assert loop("gap", AUDIT, *events, gap_answered(gap), part=gap)[1] == recorded_at(3)


def test_a_criterion_that_was_always_met_is_no_gap():
    assert loop("gap", AUDIT, planned(), audited(), part="signed") == (None, None)


def test_an_audit_is_overdue_after_the_day_it_was_planned_for():
    events = planned(planned_for=date(2026, 3, 5)), audited()
    assert loop("audit", AUDIT, *events) == (datetime(2026, 3, 6, tzinfo=UTC), recorded_at(2))


def test_a_claim_later_than_its_recording_counts_from_the_recording():
    told = told_council(at=Moment(at=datetime(2030, 1, 1, tzinfo=UTC)))
    assert loop("council_decision", INCIDENT, reported_concern(), told)[0] == recorded_at(2)


def test_what_was_done_on_a_day_long_ago_and_recorded_today_waits_since_that_day():
    by_day = Moment(at=date(2025, 5, 20))
    waits = loop("verification", ACTION, agreed(), done(at=by_day))

    assert waits == (datetime(2025, 5, 20, 22, 59, 59, 999999, tzinfo=UTC), None)


def test_what_was_answered_long_ago_and_recorded_today_was_answered_long_ago():
    then = Moment(at=datetime(2026, 3, 2, 12, 30, tzinfo=UTC))
    known = opened(), found(), answered().model_copy(update={"at": then})
    assert loop("finding", INVESTIGATION, *known, part=str(FINDING))[1] == then.at


def test_what_a_policy_gives_the_same_time_goes_at_one_pace():
    assert pace("duty", "cqc_notification/northmere", "incident") == "duty/cqc_notification"
    assert pace("feedback", "reporter", "incident") == "feedback/reporter"
    assert pace("governance_review", "", "provider") == "governance_review/provider"
    assert pace("finding", "some-finding", "investigation") == "finding"
