"""A service, its units, its activity and its staff in post."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from pydantic import ValidationError

from domain.event import ImpossibleHistory
from domain.service import (
    Period,
    PeriodBackwards,
    ServiceClosed,
    ServiceClosedAlready,
    ServiceNotClosedYet,
    UnitRefTaken,
    UnitUnknown,
    close,
    evolve,
    fold,
    open_unit,
    record_activity,
    record_staff_in_post,
)
from domain.vocabulary.service_type import ActivityKind
from tests.examples import UNIT, activity, identity, registered, staff, unit_opened
from tests.learning import agreed
from tests.spec import Specification

service = Specification(evolve)
APRIL = date(2026, 4, 1)
AFTERWARDS = datetime(2026, 4, 20, 9, tzinfo=UTC)


def test_a_service_opens_a_unit():
    service.given(registered()).when(lambda it: open_unit(it, unit_opened())).then(unit_opened())


def test_two_units_of_a_service_do_not_share_a_reference():
    (
        service.given(registered(), unit_opened())
        .when(lambda it: open_unit(it, unit_opened(unit=identity(99))))
        .then_refused(UnitRefTaken, pointer="/ref")
    )


def test_a_unit_is_found_by_what_the_care_system_calls_it():
    known = service.given(registered(), unit_opened()).state

    assert known.unit_called("LC-2") == UNIT
    assert known.unit_called("LC-3") is None


@pytest.mark.parametrize(
    "decide",
    [
        lambda it: record_activity(it, activity(unit=UNIT)),
        lambda it: record_staff_in_post(it, staff(24, unit=UNIT)),
    ],
    ids=["activity", "staff in post"],
)
def test_nothing_is_counted_for_a_unit_that_the_service_does_not_have(decide):
    service.given(registered()).when(decide).then_refused(UnitUnknown, pointer="/unit")


def test_activity_is_recorded_for_the_service_or_one_of_its_units():
    known = service.given(registered(), unit_opened())

    known.when(lambda it: record_activity(it, activity())).then(activity())
    known.when(lambda it: record_activity(it, activity(unit=UNIT))).then(activity(unit=UNIT))


def test_a_period_ends_on_or_after_the_day_it_begins():
    backwards = Period(from_=APRIL, to=date(2026, 3, 1))

    (
        service.given(registered())
        .when(lambda it: record_activity(it, activity(period=backwards)))
        .then_refused(PeriodBackwards, pointer="/period/to")
    )


@pytest.mark.parametrize("amount", ["0", "-1", "0.001"])
def test_activity_is_more_than_nothing_to_the_hundredth(amount):
    with pytest.raises(ValidationError):
        activity(amount=Decimal(amount))


def test_activity_recorded_again_for_the_same_period_takes_the_place_of_the_first():
    known = service.given(
        registered(),
        activity(amount=Decimal(2400)),
        activity(amount=Decimal(2480)),
        activity(kind=ActivityKind.OCCUPIED_BED_DAYS, amount=Decimal(310)),
    ).state

    assert [one.amount for one in known.activity.values()] == [2480, 310]
    assert [[one.amount for one in said] for said in known.replaced.values()] == [[2400]]


def test_staff_in_post_are_kept_as_they_were_then():
    known = service.given(registered(), staff(24), staff(26, on=APRIL)).state

    assert known.staff_in_post == {(date(2026, 3, 1), None): 24, (APRIL, None): 26}


def test_staff_in_post_are_recorded():
    service.given(registered()).when(lambda it: record_staff_in_post(it, staff(24))).then(staff(24))


@pytest.mark.parametrize(
    "history",
    [[unit_opened()], [registered(), registered()], [agreed()]],
    ids=["before it was registered", "registered twice", "another stream"],
)
def test_a_history_that_no_decisions_could_make_is_corruption_not_input(history):
    with pytest.raises(ImpossibleHistory):
        fold(history)


def test_no_events_are_no_service():
    assert fold([]) is None
    assert fold([registered()]) == service.given(registered()).state


def test_a_service_is_closed_once_on_a_day_that_has_come():
    shut = ServiceClosed(closed_on=APRIL)

    def closing(*events, now=AFTERWARDS):
        return service.given(*events).when(lambda it: close(it, shut, now=now))

    closing(registered()).then(shut)
    assert service.given(registered(), shut).state.closed == shut
    closing(registered(), shut).then_refused(ServiceClosedAlready)
    closing(registered(), now=AFTERWARDS - timedelta(days=60)).then_refused(
        ServiceNotClosedYet, pointer="/closed_on"
    )
    closing(registered(opened_on=date(2026, 4, 2))).then_refused(
        ServiceNotClosedYet, pointer="/closed_on"
    )


def test_figures_of_a_closed_service_may_still_come():
    shut = ServiceClosed(closed_on=APRIL)

    service.given(registered(), shut).when(lambda it: record_activity(it, activity())).then(
        activity()
    )
