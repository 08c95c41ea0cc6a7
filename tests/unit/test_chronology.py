"""What happened, in one order, told by an investigation and its incidents."""

from datetime import UTC, date, datetime

from domain.chronology import of_incident, of_investigation
from domain.incident.account import Noticed, Occurred
from domain.incident.events import Done, ImmediateActionsTaken
from domain.incident.vocabulary import ImmediateAction
from domain.investigation.events import ChronologyEntryAdded
from domain.moment import Moment, Precision
from domain.sealed import Body, BodyClass
from tests.examples import MONDAY, WEDNESDAY, identity, words
from tests.incidents import AWARE, NOTICED, amended, corrected, reported_concern, restricted
from tests.learning import interviewed, opened

RECORDED = datetime(2026, 3, 6, 9, tzinfo=UTC)
NOTE = Body(id=identity(70), kind=BodyClass.NARRATIVE)


def told(*events):
    return [(event, RECORDED) for event in events]


def by_name(*events):
    return {one.what: one for one in of_incident(told(*events))}


def test_an_incident_tells_when_it_was_noticed_and_known_and_when_it_was_reported():
    happened = by_name(reported_concern(what_happened=NOTE))

    assert happened["first_noticed"].at == Moment(at=NOTICED)
    assert happened["organisation_aware"].at == Moment(at=AWARE)
    assert (happened["reported"].at, happened["reported"].text) == (None, NOTE)
    assert happened["reported"].order == (RECORDED, RECORDED)


def test_a_time_that_was_put_right_is_told_as_it_was_said_last():
    later = Noticed(at=WEDNESDAY.at)

    happened = by_name(reported_concern(), corrected(first_noticed=later))

    assert happened["first_noticed"].at == WEDNESDAY
    assert happened["first_noticed"].fact == "incident.corrected.v1"


def test_a_time_that_was_withdrawn_is_not_told():
    gone = amended(withdrawn=("first_noticed",))

    assert "first_noticed" not in by_name(reported_concern(), gone)


def test_a_period_is_told_with_its_end_and_a_day_begins_in_london():
    occurred = Occurred(from_=date(2026, 7, 1), to=date(2026, 7, 3), precision=Precision.DAY)

    happened = by_name(reported_concern(occurred=occurred))["occurred"]

    assert happened.until == Moment(at=date(2026, 7, 3), precision=Precision.DAY)
    assert happened.order[0] == datetime(2026, 6, 30, 23, tzinfo=UTC)


def test_what_was_done_at_once_is_told_one_by_one():
    called = Done(kind=ImmediateAction.MEDICAL_HELP_CALLED, at=MONDAY)

    happened = by_name(ImmediateActionsTaken(done=(called,), text=NOTE))

    assert happened["medical_help_called"].at == MONDAY
    assert happened["immediate_actions_taken"].text == NOTE


def test_facts_about_the_record_are_not_part_of_what_happened():
    assert "restricted" not in by_name(reported_concern(), restricted())


def test_a_time_that_cannot_be_right_is_told_by_its_recording():
    doubtful = ChronologyEntryAdded(
        entry=identity(14),
        when=Moment(at=date(2199, 1, 1), suspect=True),
        source="daily_notes",
        kind="visit",
    )

    [happened] = of_investigation(told(opened(), interviewed(text=words()), doubtful))

    assert happened.order == (RECORDED, RECORDED)
    assert (happened.what, happened.source) == ("visit", "daily_notes")
