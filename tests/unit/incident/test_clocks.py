"""A time that cannot be right is marked and named; it refuses nothing and stops no clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.incident.account import Account, Aware, Noticed, Occurred, ReportedAccount
from domain.incident.clocks import check_account, check_done, marked
from domain.incident.events import Done
from domain.incident.vocabulary import ImmediateAction
from domain.moment import Moment, Precision

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOMORROW = NOW + DAY
CALLED = ImmediateAction.MEDICAL_HELP_CALLED


def suspects(**account) -> list[str]:
    """Which times are named, of an account of these."""
    checked, issues = check_account(Account(**account), now=NOW)
    assert {issue.code for issue in issues} <= {"time_suspect"}
    assert len(issues) == len(marks(checked))
    return [issue.pointer for issue in issues]


def marks(account: Account) -> list[str]:
    """Which members are marked, and therefore left out of clocks."""
    times = {
        "occurred": account.occurred,
        "first_noticed": account.first_noticed,
        "organisation_aware": account.organisation_aware,
    }
    return [name for name, time in times.items() if time is not None and time.suspect]


def occurred(start=None, end=None, precision=None) -> Occurred:
    return Occurred(from_=start, to=end, precision=precision)


def test_times_in_order_are_taken_as_they_are():
    account = Account(
        occurred=occurred(date(2026, 2, 20), NOW - 3 * HOUR, Precision.DAY),
        first_noticed=Noticed(at=NOW - 2 * HOUR),
        organisation_aware=Aware(at=NOW - HOUR),
    )

    assert check_account(account, now=NOW) == (account, ())


def test_nothing_is_marked_where_no_time_was_told():
    assert check_account(Account(), now=NOW) == (Account(), ())


@pytest.mark.parametrize(
    ("account", "pointer"),
    [
        ({"occurred": occurred(TOMORROW)}, "/occurred/from"),
        ({"occurred": occurred(None, TOMORROW)}, "/occurred/to"),
        ({"occurred": occurred(date(2026, 3, 5), date(2026, 3, 6))}, "/occurred/from"),
        ({"first_noticed": Noticed(at=TOMORROW)}, "/first_noticed/at"),
        ({"organisation_aware": Aware(at=TOMORROW)}, "/organisation_aware/at"),
    ],
)
def test_what_has_not_happened_yet_is_suspect(account, pointer):
    assert suspects(**account) == [pointer]


def test_a_clock_that_is_five_minutes_fast_is_not_suspect():
    assert suspects(first_noticed=Noticed(at=NOW + timedelta(minutes=5))) == []
    assert suspects(first_noticed=Noticed(at=NOW + timedelta(minutes=5, seconds=1))) != []


def test_some_time_today_is_not_the_future():
    tonight = NOW + 10 * HOUR

    assert suspects(first_noticed=Noticed(at=tonight)) == ["/first_noticed/at"]
    assert suspects(first_noticed=Noticed(at=tonight, precision=Precision.DAY)) == []
    assert suspects(occurred=occurred(tonight, tonight, Precision.DAY)) == []


def test_a_period_that_ends_before_it_begins_is_suspect():
    assert suspects(occurred=occurred(NOW - HOUR, NOW - 2 * HOUR)) == ["/occurred/to"]
    assert suspects(occurred=occurred(date(2026, 3, 3), date(2026, 3, 2))) == ["/occurred/to"]
    assert suspects(occurred=occurred(NOW - HOUR, NOW - 2 * HOUR, Precision.DAY)) == []


def test_nothing_is_noticed_before_it_began():
    assert suspects(occurred=occurred(NOW - HOUR), first_noticed=Noticed(at=NOW - 2 * HOUR)) == [
        "/first_noticed/at"
    ]
    assert suspects(occurred=occurred(date(2026, 3, 4)), first_noticed=Noticed(at=NOW)) == []


def test_what_began_some_time_that_day_may_be_noticed_at_any_time_of_it():
    began = occurred(NOW - HOUR, precision=Precision.DAY)

    assert suspects(occurred=began, first_noticed=Noticed(at=NOW - 2 * HOUR)) == []
    assert suspects(occurred=began, first_noticed=Noticed(at=NOW - DAY)) == ["/first_noticed/at"]


def test_nobody_is_told_before_anybody_noticed():
    noticed = Noticed(at=NOW - HOUR)

    assert suspects(first_noticed=noticed, organisation_aware=Aware(at=NOW - 2 * HOUR)) == [
        "/organisation_aware/at"
    ]
    assert suspects(first_noticed=noticed, organisation_aware=Aware(at=noticed.at)) == []


def test_a_manager_knows_nothing_before_it_began_even_where_nobody_says_who_noticed():
    assert suspects(occurred=occurred(NOW - HOUR), organisation_aware=Aware(at=NOW - 2 * HOUR)) == [
        "/organisation_aware/at"
    ]


def test_a_suspect_time_makes_no_other_time_suspect():
    assert suspects(
        occurred=occurred(TOMORROW),
        first_noticed=Noticed(at=NOW - HOUR),
        organisation_aware=Aware(at=NOW),
    ) == ["/occurred/from"]
    assert suspects(first_noticed=Noticed(at=TOMORROW), organisation_aware=Aware(at=NOW)) == [
        "/first_noticed/at"
    ]


def test_the_order_of_a_time_that_nobody_knows_is_not_judged():
    nobody_knows = Noticed(at=NOW - HOUR, precision=Precision.UNKNOWN)

    assert suspects(first_noticed=nobody_knows, organisation_aware=Aware(at=NOW - DAY)) == []


def test_a_suspect_time_is_kept_and_left_out_of_clocks():
    checked, _ = check_account(ReportedAccount(first_noticed=Noticed(at=TOMORROW)), now=NOW)

    assert checked.first_noticed == Noticed(at=TOMORROW, suspect=True)
    assert checked.first_noticed.instant() is None


def test_what_was_done_at_a_time_that_has_not_come_is_named_by_its_place():
    done = [Done(kind=CALLED, at=Moment(at=at)) for at in (NOW - HOUR, TOMORROW)]

    checked = list(check_done([*done, Done(kind=CALLED)], now=NOW))

    assert [issue and issue.pointer for _, issue in checked] == [
        None,
        "/immediate_actions/done/1/at",
        None,
    ]
    assert [one.at and one.at.suspect for one, _ in checked] == [None, True, None]


TIMES = st.one_of(
    st.datetimes(datetime(2026, 2, 1), datetime(2026, 4, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the bounds of aware times are naive
    st.dates(date(2026, 2, 1), date(2026, 4, 1)),
)
PRECISIONS = st.none() | st.sampled_from(Precision)


@given(TIMES, TIMES, TIMES, TIMES, PRECISIONS, PRECISIONS)
def test_whatever_times_are_told_every_mark_is_named_and_clocks_never_run_backwards(
    start, end, noticed, aware, of_period, of_noticing
):
    account = Account(
        occurred=occurred(start, end, of_period),
        first_noticed=Noticed(at=noticed, precision=of_noticing),
        organisation_aware=Aware(at=aware),
    )

    checked, issues = check_account(account, now=NOW)

    assert [issue.pointer.split("/")[1] for issue in issues] == marks(checked)
    assert checked.first_noticed is not None
    assert checked.organisation_aware is not None
    first, then = checked.first_noticed.instant(), checked.organisation_aware.instant()
    assert first is None or then is None or first <= then


@given(TIMES, PRECISIONS, TIMES, PRECISIONS)
def test_marking_twice_is_marking_once(at, known, before, known_before):
    moment = Moment(at=at, precision=known)
    earlier = Moment(at=before, precision=known_before)

    once = marked(moment, now=NOW, not_before=earlier)

    assert marked(once, now=NOW, not_before=earlier) == once
    assert once.model_copy(update={"suspect": None}) == moment
