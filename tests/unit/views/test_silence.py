"""A source that sent regularly and sends no more is silent; one that was never regular is not."""

from datetime import date, timedelta

from projections.trends.arrivals import percentile
from projections.trends.silence import Sender, Silent, silent
from tests.examples import SERVICE, identity

START, ELSEWHERE = date(2026, 1, 1), identity(60)


def sender(days=12, every=7, source="caresys", service=SERVICE, closed_on=None, first=START):
    sent = [first + timedelta(days=every * n) for n in range(days)]
    return Sender(service, source, closed_on, sent)


def quiet(*known, after, services=None, lag=14):
    """`after`: so many days after the last report of the first of them."""
    return silent(
        known,
        services,
        today=known[0].last_on + timedelta(days=after),
        lag=timedelta(days=lag),
        replaced_after=timedelta(days=92),
    )


def test_a_weekly_source_is_silent_after_more_than_three_weeks():
    weekly = sender()

    assert quiet(weekly, after=21) == []
    assert quiet(weekly, after=22) == [Silent(SERVICE, "caresys", weekly.last_on)]


def test_a_daily_source_is_waited_for_as_long_as_late_reports_are():
    assert quiet(sender(every=1), after=14) == []
    assert len(quiet(sender(every=1), after=15)) == 1


def test_a_source_that_was_never_regular_is_not_missed_soon():
    assert quiet(sender(days=11), after=60) == []


def test_where_nothing_comes_any_more_everything_is_silent():
    assert quiet(sender(days=2), after=92) == []
    assert len(quiet(sender(days=2), after=93)) == 1


def test_a_source_that_another_took_the_place_of_is_missed_no_more():
    old = sender()
    new = sender(source="rosterly", first=old.last_on, days=14)

    assert [one.source for one in quiet(old, new, after=60)] == ["caresys"]
    assert quiet(old, new, after=98) == []


def test_a_service_that_was_closed_has_nothing_more_to_say():
    assert quiet(sender(closed_on=START + timedelta(days=80)), after=40) == []


def test_only_the_services_that_are_asked_for_count():
    here, there = sender(), sender(service=ELSEWHERE)

    assert [one.service for one in quiet(here, there, after=22, services=(ELSEWHERE,))] == [
        ELSEWHERE
    ]


def test_nine_of_ten_is_told_between_two_days_where_it_lies_there():
    assert percentile({0: 9, 10: 1}).p90_days == 1.0
    assert percentile({3: 1}).p90_days == 3.0
