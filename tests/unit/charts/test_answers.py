"""What Heed counts itself: names of single events, kinds of activity, months with none."""

from datetime import UTC, date, datetime

from domain.measure.period import begins
from domain.vocabulary.measuring import Cadence
from domain.vocabulary.service_type import ActivityKind
from projections.trends.answers.between import names
from projections.trends.answers.counts import kind_of
from projections.trends.answers.periods import counted, every, first_day, last_day

MONDAY = date(2025, 3, 3)
BED_DAYS, CARE_HOURS = ActivityKind.OCCUPIED_BED_DAYS, ActivityKind.CARE_HOURS


def test_an_event_alone_on_its_day_is_called_by_the_day():
    tuesday = date(2025, 3, 4)

    assert list(names([(MONDAY, None), (tuesday, None)])) == ["2025-03-03", "2025-03-04"]


def test_events_of_one_day_have_names_of_their_own_in_their_order():
    at = datetime(2025, 3, 3, 10, 15, tzinfo=UTC)

    found = list(names([(MONDAY, None), (MONDAY, at), (MONDAY, at), (date(2025, 3, 4), None)]))

    assert found == [
        "2025-03-03T00:00:00Z",
        "2025-03-03T10:15:00Z",
        "2025-03-03T10:15:01Z",
        "2025-03-04",
    ]
    assert sorted(found, key=begins) == found


def test_a_month_without_any_is_there_and_nought():
    months = list(every(date(2024, 11, 30), date(2025, 1, 1), Cadence.MONTH))
    found = counted([(date(2024, 11, 30), 2), (date(2025, 1, 1), 1)], Cadence.MONTH)

    assert months == ["2024-11", "2024-12", "2025-01"]
    assert [found.get(one, 0) for one in months] == [2, 0, 1]


def test_a_period_has_its_first_and_its_last_day():
    assert (first_day("2025-03"), last_day("2025-03")) == (date(2025, 3, 1), date(2025, 3, 31))
    assert (first_day("2025-W01"), last_day("2025-W01")) == (date(2024, 12, 30), date(2025, 1, 5))
    assert (first_day("2025-03-03"), last_day("2025-03-03")) == (MONDAY, MONDAY)


def test_the_unit_of_the_measure_names_the_activity_and_otherwise_the_only_kind_there_is():
    both = [BED_DAYS, CARE_HOURS]

    assert kind_of("per_1000_care_hours", both) is CARE_HOURS
    assert kind_of("per_1000_obd", both) is BED_DAYS
    assert kind_of("per_1000_bed_days", both) is BED_DAYS
    assert kind_of("rate", [CARE_HOURS]) is CARE_HOURS
    assert kind_of("rate", both) is None
