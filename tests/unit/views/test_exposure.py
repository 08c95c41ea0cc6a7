"""A rate needs the activity of every place that is counted; what is not known is never nought."""

from datetime import date

from domain.vocabulary.service_type import ActivityKind
from projections.charts.rates import Activity, Days
from projections.trends.exposure import Exposed, Missing, Place, exposed
from tests.examples import SERVICE, identity

MARCH = Days(date(2026, 3, 1), date(2026, 3, 31))
BED_DAYS, HOURS = ActivityKind.OCCUPIED_BED_DAYS, ActivityKind.CARE_HOURS


def place(service=SERVICE, opened_on=None, closed_on=None, **given):
    """Amounts of March by kind."""
    known = {ActivityKind(kind): [Activity(MARCH, amount)] for kind, amount in given.items()}
    return Place(service, None, opened_on, closed_on, known)


def in_march(*places, kind=None):
    return exposed(places, "2026-03", kind)


def test_the_activity_of_all_places_is_added():
    other = place(identity(60), occupied_bed_days=200)

    assert in_march(place(occupied_bed_days=100), other) == Exposed(300, None)


def test_one_place_that_never_recorded_any_leaves_it_unknown():
    assert in_march(place(occupied_bed_days=100), place(identity(60))) == Exposed(
        None, Missing.NOT_RECORDED
    )


def test_a_period_that_is_not_covered_has_none():
    assert exposed([place(occupied_bed_days=100)], "2026-04", None).missing is Missing.NOT_COVERED


def test_a_place_that_was_closed_before_or_opened_later_gave_no_care():
    closed = place(identity(60), closed_on=date(2026, 2, 28))
    later = place(identity(61), opened_on=date(2026, 4, 1))

    assert in_march(place(occupied_bed_days=100), closed, later).amount == 100


def test_bed_days_and_hours_are_not_added():
    both = place(occupied_bed_days=100, care_hours=50)

    assert in_march(both).missing is Missing.SEVERAL_KINDS
    assert in_march(both, kind=HOURS).amount == 50


def test_incidents_of_no_place_have_no_rate():
    assert in_march().missing is Missing.NO_PLACE
