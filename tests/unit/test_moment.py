"""A time is taken as vaguely as it is known; what is no time at all is not guessed at."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError

from domain.moment import (
    Day,
    Instant,
    Moment,
    Precision,
    When,
    ends,
    in_the_future,
    span,
    starts,
    surely_before,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
SUMMER = timezone(timedelta(hours=1))


class Told(BaseModel):
    """What a request says of times."""

    model_config = ConfigDict(extra="forbid")

    at: When | None = None
    instant: Instant | None = None
    day: Day | None = None


def read(member: str, json: str) -> datetime | date | None:
    told = Told.model_validate_json(f'{{"{member}": {json}}}', strict=True)
    value: datetime | date | None = getattr(told, member)
    return value


def refused(member: str, json: str) -> str:
    with pytest.raises(ValidationError) as odd:
        read(member, json)
    [error] = odd.value.errors()
    assert error["loc"] == (member,)
    return error["type"]


def between(*, of: datetime | date, known: Precision | None = None) -> tuple[str, str]:
    first, last = span(of, known)
    return f"{first:%d %b %Y %H:%M:%S}", f"{last:%d %b %Y %H:%M:%S}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-03-04T12:00:00Z", NOON),
        ("2026-03-04T12:00Z", NOON),
        ("2026-03-04t12:00:00z", NOON),
        ("2026-03-04T13:00:00+01:00", NOON),
        ("2026-03-04T12:00:00-00:00", NOON),
        ("2026-03-04T12:00:00.250Z", NOON + timedelta(milliseconds=250)),
        ("2026-03-04T12:00:00.123456789Z", NOON + timedelta(microseconds=123456)),
    ],
)
def test_a_time_with_its_offset_is_one_instant(text, meant):
    assert read("at", f'"{text}"') == meant
    assert read("instant", f'"{text}"') == meant


def test_the_offset_that_was_written_is_kept():
    at = read("at", '"2026-03-04T13:00:00+01:00"')

    assert isinstance(at, datetime)
    assert at.utcoffset() == timedelta(hours=1)


def test_a_date_stays_a_date():
    at = read("at", '"2026-03-04"')

    assert type(at) is date
    assert read("day", '"2026-03-04"') == at == date(2026, 3, 4)


@pytest.mark.parametrize(
    "text", ["2026-03-04T12:00:00", "2026-03-04T12:00", "2026-03-04T12:00:00 "]
)
def test_a_time_without_its_offset_is_not_taken(text):
    assert refused("at", f'"{text}"') == "value_error"
    assert refused("instant", f'"{text}"') == "value_error"


@pytest.mark.parametrize("number", ["1741714800", "1741714800000", "1.5", "-1", "0"])
@pytest.mark.parametrize("member", ["at", "instant", "day"])
def test_a_number_is_not_a_time(member, number):
    assert refused(member, number) == "wrong_type"


@pytest.mark.parametrize(
    "number", ["1741714800", "547344000", "547344000000", "0", "1.5", "20260304"]
)
@pytest.mark.parametrize("member", ["at", "instant", "day"])
def test_a_number_written_as_text_is_not_a_time_either(member, number):
    assert refused(member, f'"{number}"') == "value_error"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "04/03/2026",
        "2026-3-4",
        "2026-02-29",
        "2026-W10-3",
        "2026-03-04 12:00:00Z",
        "2026-03-04T24:00:00Z",
        "2026-03-04T12:00:60Z",
        "2026-03-04T12Z",
        "2026-03-04T12:00:00+24:00",
        "2026-03-04T12:00:00+0100",
        "\u0662\u0660\u0662\u0666-03-04",
        "1899-12-31",
        "9999-01-01",
        "1899-12-31T23:00:00Z",
        "1900-01-01T00:00:00+01:00",
        "9998-12-31T23:59:59-12:00",
    ],
)
def test_what_is_no_time_is_not_guessed_at(text):
    assert refused("at", f'"{text}"') == "value_error"


def test_an_instant_is_not_a_date_and_a_day_not_an_instant():
    assert refused("instant", '"2026-03-04"') == "value_error"
    assert refused("day", '"2026-03-04T00:00:00Z"') == "value_error"


def test_a_time_without_its_offset_is_not_taken_from_within_either():
    naive = datetime(2026, 3, 4, 12)  # noqa: DTZ001 - the mistake this is about

    with pytest.raises(ValidationError):
        Moment(at=naive)


@given(st.datetimes(datetime(1900, 1, 2), datetime(9998, 12, 30)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001 - the offset is added below
def test_a_time_is_read_back_as_it_was_written(at, minutes):
    moment = Moment(at=at.replace(tzinfo=timezone(timedelta(minutes=minutes))))

    again = Moment.model_validate_json(moment.model_dump_json())

    assert again == moment
    assert isinstance(again.at, datetime)
    assert again.at.utcoffset() == timedelta(minutes=minutes)


@given(st.dates(date(1900, 1, 1), date(9998, 12, 31)))
def test_a_date_is_read_back_as_a_date_and_never_becomes_midnight(day):
    moment = Moment(at=day)

    again = Moment.model_validate_json(moment.model_dump_json())

    assert again == moment
    assert type(again.at) is date


def test_a_day_begins_and_ends_at_midnight_in_london():
    winter, summer = date(2026, 1, 15), date(2026, 7, 15)

    assert starts(winter) == datetime(2026, 1, 15, tzinfo=UTC)
    assert ends(winter) == datetime(2026, 1, 15, 23, 59, 59, 999999, tzinfo=UTC)
    assert starts(summer) == datetime(2026, 7, 14, 23, tzinfo=UTC)
    assert ends(summer) == datetime(2026, 7, 15, 22, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 3, 28), 24)]
)
def test_a_day_on_which_the_clocks_change_is_shorter_or_longer(day, hours):
    lasts = ends(day) - starts(day) + timedelta(microseconds=1)

    assert lasts == timedelta(hours=hours)


def test_the_hour_that_comes_twice_is_told_apart_by_its_offset():
    first = datetime(2026, 10, 25, 1, 30, tzinfo=SUMMER)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)

    assert starts(second) - starts(first) == timedelta(hours=1)


@given(st.dates(date(1900, 1, 1), date(9998, 12, 30)))
def test_one_day_ends_where_the_next_begins(day):
    assert starts(day + timedelta(days=1)) - ends(day) == timedelta(microseconds=1)


def test_a_vague_time_means_the_whole_day_week_or_month():
    at = datetime(2026, 3, 4, 12, tzinfo=UTC)

    assert between(of=at, known=Precision.DAY) == ("04 Mar 2026 00:00:00", "04 Mar 2026 23:59:59")
    assert between(of=at, known=Precision.WEEK) == ("02 Mar 2026 00:00:00", "08 Mar 2026 23:59:59")
    assert between(of=at, known=Precision.MONTH) == ("01 Mar 2026 00:00:00", "31 Mar 2026 22:59:59")


def test_a_day_of_a_vague_time_is_the_day_in_london():
    late = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)

    assert between(of=late, known=Precision.DAY) == between(of=date(2026, 7, 15))


@pytest.mark.parametrize("known", [None, Precision.EXACT, Precision.HOUR, Precision.UNKNOWN])
def test_a_time_that_is_exact_enough_for_a_clock_means_itself(known):
    assert span(NOON, known) == (NOON, NOON)


@pytest.mark.parametrize("known", [None, Precision.EXACT, Precision.HOUR])
def test_a_time_known_to_the_hour_counts_in_a_clock(known):
    assert Moment(at=NOON.astimezone(SUMMER), precision=known).instant() == NOON


@pytest.mark.parametrize(
    "vague", [Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.UNKNOWN]
)
def test_a_time_known_only_to_the_day_counts_in_no_clock(vague):
    assert Moment(at=NOON, precision=vague).instant() is None


def test_a_date_counts_in_no_clock_and_neither_does_a_suspect_time():
    assert Moment(at=date(2026, 3, 4)).instant() is None
    assert Moment(at=date(2026, 3, 4), precision=Precision.EXACT).instant() is None
    assert Moment(at=NOON, suspect=True).instant() is None


def test_five_minutes_ahead_is_a_clock_that_is_fast_and_not_the_future():
    ahead = NOON + timedelta(minutes=5)

    assert not in_the_future(ahead, now=NOON)
    assert in_the_future(ahead + timedelta(microseconds=1), now=NOON)


def test_today_is_not_the_future_and_tomorrow_is():
    assert not in_the_future(date(2026, 3, 4), now=NOON)
    assert in_the_future(date(2026, 3, 5), now=NOON)


def test_a_day_that_has_begun_in_london_is_not_the_future():
    just_past_midnight = datetime(2026, 7, 14, 23, 1, tzinfo=UTC)

    assert not in_the_future(date(2026, 7, 15), now=just_past_midnight)


def test_some_time_this_month_is_not_the_future():
    at_the_end = date(2026, 3, 31)

    assert in_the_future(at_the_end, now=NOON)
    assert not in_the_future(at_the_end, now=NOON, precision=Precision.MONTH)


def test_one_time_is_before_another_only_if_no_part_of_it_can_be_after():
    morning = Moment(at=datetime(2026, 3, 4, 8, tzinfo=UTC))
    some_time_that_day = Moment(at=NOON, precision=Precision.DAY)

    assert surely_before(morning, Moment(at=NOON))
    assert not surely_before(morning, some_time_that_day)
    assert not surely_before(some_time_that_day, morning)
    assert surely_before(some_time_that_day, Moment(at=date(2026, 3, 5)))


def test_nothing_is_surely_before_a_time_that_nobody_knows():
    nobody_knows = Moment(at=NOON, precision=Precision.UNKNOWN)

    assert not surely_before(Moment(at=date(2020, 1, 1)), nobody_knows)
    assert not surely_before(nobody_knows, Moment(at=date(2030, 1, 1)))
