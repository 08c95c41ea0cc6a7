"""What the rules refuse for an incident, and what is next to it and passes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.incident import decisions, refusals
from domain.incident.account import Harm
from domain.incident.events import (
    ExternalReportAcknowledged,
    IncidentEvent,
    IncidentReported,
    WishesRecorded,
)
from domain.incident.state import Incident, evolve
from domain.incident.vocabulary import (
    CouncilDecision,
    Kind,
    LackedCapacity,
    PhysicalHarm,
    SafeNow,
    SupportedBy,
)
from domain.moment import Moment, Precision
from tests.examples import SERVICE, UNIT, identity, words
from tests.incidents import (
    REPORT,
    TOLD_COUNCIL,
    acknowledged,
    acted,
    amended,
    classified,
    closed,
    corrected,
    council_decided,
    in_error,
    reported,
    reported_concern,
    restricted,
    source,
    told_council,
)
from tests.spec import Specification

incident: Specification[Incident, IncidentEvent] = Specification(evolve)
LOW, SEVERE = Harm(physical=PhysicalHarm.LOW), Harm(physical=PhysicalHarm.SEVERE)
EARLIER, LATER = TOLD_COUNCIL - timedelta(minutes=1), TOLD_COUNCIL + timedelta(hours=2)


def wishes(**changes) -> WishesRecorded:
    return WishesRecorded(**changes)


def answered(at: datetime | date | None, **changes) -> ExternalReportAcknowledged:
    moment = None if at is None else Moment(at=at, **changes)
    return ExternalReportAcknowledged(report=REPORT, at=moment)


def acknowledging(answer, *, told=None):
    given = incident.given(reported(), told or told_council())
    return given.when(lambda found: decisions.acknowledge(found, answer))


EVERY_FACT = [
    (decisions.take_immediate_actions, acted()),
    (decisions.record_wishes, wishes()),
    (decisions.acknowledge, acknowledged()),
    (decisions.classify, classified()),
    (decisions.record_council_decision, council_decided()),
    (decisions.amend, amended(harm=SEVERE)),
    (decisions.correct, corrected(harm=SEVERE)),
    (decisions.restrict, restricted()),
    (decisions.enter_in_error, in_error()),
]


@pytest.mark.parametrize(("decide", "fact"), EVERY_FACT, ids=lambda one: getattr(one, "type", ""))
def test_nothing_is_added_to_an_incident_that_was_entered_in_error(decide, fact):
    given = incident.given(reported(), told_council(), in_error())

    given.when(lambda found: decide(found, fact)).then_refused(refusals.AlreadyInError)


@pytest.mark.parametrize(("decide", "fact"), EVERY_FACT, ids=lambda one: getattr(one, "type", ""))
def test_anything_may_be_added_to_an_incident_that_stands(decide, fact):
    given = incident.given(reported(), told_council())

    given.when(lambda found: decide(found, fact)).then(fact)


@pytest.mark.parametrize(("decide", "fact"), EVERY_FACT, ids=lambda one: getattr(one, "type", ""))
def test_what_is_learned_after_closing_may_still_be_added(decide, fact):
    given = incident.given(reported(), told_council(), closed())

    given.when(lambda found: decide(found, fact)).then(fact)


def test_an_incident_that_was_entered_in_error_is_not_closed():
    given = incident.given(reported(kind=Kind.NEAR_MISS), acted(), in_error())

    given.when(lambda found: decisions.close(found, investigations=())).then_refused(
        refusals.AlreadyInError
    )


def test_who_supported_somebody_without_capacity_is_part_of_their_wishes():
    given = incident.given(reported())
    unsupported = wishes(lacked_capacity=LackedCapacity.YES)

    given.when(lambda found: decisions.record_wishes(found, unsupported)).then_refused(
        refusals.CapacityWithoutSupport, pointer="/supported_by"
    )


@pytest.mark.parametrize(
    "recorded",
    [
        wishes(lacked_capacity=LackedCapacity.YES, supported_by=SupportedBy.ADVOCATE),
        wishes(lacked_capacity=LackedCapacity.YES, supported_by=SupportedBy.NOBODY),
        wishes(lacked_capacity=LackedCapacity.NO),
        wishes(lacked_capacity=LackedCapacity.NOT_KNOWN),
        wishes(),
    ],
)
def test_wishes_are_recorded_once_support_is_told_or_not_needed(recorded):
    given = incident.given(reported())

    given.when(lambda found: decisions.record_wishes(found, recorded)).then(recorded)


def test_nobody_acknowledges_a_report_that_was_never_made():
    other = ExternalReportAcknowledged(report=identity(31))

    acknowledging(other).then_refused(refusals.UnknownExternalReport, pointer="/report")


def test_nobody_acknowledges_a_report_before_it_was_made():
    acknowledging(answered(EARLIER)).then_refused(
        refusals.AcknowledgedBeforeReported, pointer="/at"
    )


@pytest.mark.parametrize(
    "answer",
    [
        answered(TOLD_COUNCIL),
        answered(LATER),
        answered(None),
        answered(EARLIER, precision=Precision.DAY),
        answered(EARLIER, suspect=True),
        answered(TOLD_COUNCIL.date()),
    ],
)
def test_a_report_is_acknowledged_once_it_was_made_or_nobody_knows_better(answer):
    acknowledging(answer).then(answer)


def test_a_report_without_its_time_may_be_acknowledged_at_any_time():
    at_any_time = answered(datetime(2020, 1, 1, tzinfo=UTC))

    acknowledging(at_any_time, told=told_council(at=None)).then(at_any_time)


@pytest.mark.parametrize("nothing", [amended(), amended(harm=None)])
def test_an_amendment_that_says_nothing_is_refused(nothing):
    given = incident.given(reported(harm=LOW))

    given.when(lambda found: decisions.amend(found, nothing)).then_refused(refusals.NothingSaid)


@pytest.mark.parametrize("nothing", [corrected(), corrected(unit=None)])
def test_a_correction_that_says_nothing_is_refused(nothing):
    given = incident.given(reported(unit=UNIT))

    given.when(lambda found: decisions.correct(found, nothing)).then_refused(refusals.NothingSaid)


@pytest.mark.parametrize("nothing", [amended(harm=LOW), amended(withdrawn=("unit",))])
def test_an_amendment_that_says_nothing_new_is_refused(nothing):
    given = incident.given(reported(harm=LOW, service=SERVICE))

    given.when(lambda found: decisions.amend(found, nothing)).then_refused(refusals.NothingChanged)


@pytest.mark.parametrize(
    "news",
    [
        amended(harm=SEVERE),
        amended(harm=LOW, unit=UNIT),
        amended(withdrawn=("harm",)),
        amended(what_happened=words(51)),
    ],
)
def test_an_amendment_says_something_new(news):
    given = incident.given(reported(harm=LOW, what_happened=words()))

    given.when(lambda found: decisions.amend(found, news)).then(news)


def test_a_correction_that_corrects_nothing_is_refused():
    given = incident.given(reported(harm=LOW))
    same = corrected(harm=LOW)

    given.when(lambda found: decisions.correct(found, same)).then_refused(refusals.NothingChanged)


def test_a_correction_says_what_is_right_instead():
    given = incident.given(reported(harm=LOW))

    given.when(lambda found: decisions.correct(found, corrected(harm=SEVERE))).then(
        corrected(harm=SEVERE)
    )


def test_the_councils_decision_may_be_replaced_by_a_later_one():
    later = council_decided(CouncilDecision.NO_FURTHER_ACTION)
    given = incident.given(reported_concern(), told_council(), council_decided())

    given.when(lambda found: decisions.record_council_decision(found, later)).then(later)


def test_a_decision_never_changes_the_incident_it_is_about():
    first: IncidentReported = reported_concern(source=source())
    found = evolve(None, first)

    decisions.amend(found, amended(harm=SEVERE))
    decisions.take_immediate_actions(found, acted(SafeNow.YES))

    assert found == evolve(None, first)
