"""Whatever has a time that cannot be right is named until somebody says it again."""

from datetime import date

from domain.incident.doubts import doubts
from domain.incident.events import Closed, IncidentEvent, Issue
from domain.incident.state import Incident, evolve
from domain.moment import Moment
from tests.incidents import (
    CQC_REPORT,
    classified,
    council_decided,
    reported_concern,
    told_council,
)
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
WRONG = Moment(at=date(2040, 1, 1), suspect=True)


def named(*events: IncidentEvent) -> list[str]:
    return [issue.pointer for issue in doubts(incident.given(reported_concern(), *events).state)]


def test_a_report_whose_time_cannot_be_right_is_named_until_it_is_made_again():
    assert named(told_council(at=WRONG)) == ["/reported_to/0/at"]
    assert named(told_council(at=WRONG), told_council(CQC_REPORT)) == []
    assert named(told_council()) == []


def test_a_judgement_whose_time_cannot_be_right_is_named_until_it_is_made_again():
    judged = classified().model_copy(update={"at": WRONG})

    assert named(judged, council_decided(at=WRONG)) == [
        "/classification/at",
        "/council_decision/at",
    ]
    assert named(judged, council_decided(at=WRONG), classified(), council_decided()) == []


def test_a_closing_whose_time_cannot_be_right_is_named():
    assert named(Closed(at=date(2018, 1, 1), suspect=True)) == ["/closures/0/at"]


def test_what_a_report_brought_stays_named_once():
    mine = Issue(pointer="/reported_to/0/at", code="time_suspect")
    reported = reported_concern(issues=(mine,))

    assert doubts(incident.given(reported, told_council(at=WRONG)).state) == (mine,)
