"""What has ended as it was signalled stays; what came late takes the ground; no figure silences."""

from datetime import UTC, datetime, timedelta

import pytest

from api.watching.charts.told import part_of
from api.watching.settled import settled_day
from domain.log import Recorded
from domain.vocabulary.measuring import Cadence, Chart, Improvement
from tests.examples import identity
from tests.measuring import measured
from tests.signalling import (
    PROVIDER,
    QUIET,
    day,
    monthly,
    right,
    said,
    told,
    value,
    walked,
)

ACTION = identity(60)
COUNTED = (8, 10) * 6
"""Twelve months that made the limits of a count, with a centre of nine."""
LONG = (5, 4, 5, 4, 5, 4, 5, 4)
"""Eight months below it: too long a run in twenty months, as long as chance brings in forty."""


def counts(*numbers: float) -> list:
    return monthly(*numbers, chart=Chart.C)


def between(*gaps: float, chart: Chart = Chart.G) -> list:
    """Whole days between rare events, better when longer; each told on the day of its event."""
    at = datetime(2024, 1, 1, 12, tzinfo=UTC)
    begun = monthly(
        chart=chart, cadence=Cadence.EVENT, measured_in="days", improvement=Improvement.INCREASE
    )
    for gap in gaps:
        at += timedelta(days=min(gap, 400))
        begun.append((at, measured(f"{at:%Y-%m-%d}", value(gap))))
    return begun


GAPS = (10, 14, 8, 12, 9, 15, 11, 10, 13, 12)


def test_a_run_that_has_ended_stays_however_long_the_series_becomes():
    walk = walked(told(*counts(*COUNTED, *LONG, *(10, 8) * 8)))

    [one] = walk.occurrences
    assert said([one]) == [("long_run", "improvement", "2025-01", 1, None)]


def test_a_run_that_has_ended_falls_with_the_figures_that_it_was_made_of():
    rows = told(*counts(*COUNTED, *LONG, *(10, 8) * 8), right(16, 14, day(36) + timedelta(hours=1)))

    assert said(walked(rows).occurrences) == [
        ("long_run", "improvement", "2025-01", 1, "correction")
    ]


def late_within(days: int) -> tuple[list[Recorded], datetime]:
    """An open gap that was signalled, and an event that happened so many days into it, told after
    a hundred.
    """
    begun = between(*GAPS)
    last = begun[-1][0]
    at = last + timedelta(days=days)
    late = last + timedelta(days=100), measured(f"{at:%Y-%m-%d}", value(days))
    return told(*begun, late), last


def test_an_event_that_came_late_takes_the_ground_of_the_gap_it_lies_in():
    rows, last = late_within(20)

    one, since_then = walked(rows, last + timedelta(days=101)).occurrences
    assert [it[0] for it in said([one, since_then])] == ["open_gap"] * 2
    assert since_then.stands
    assert one.withdrawn is not None
    assert (one.withdrawn.cause, one.withdrawn.event) == ("late_figure", rows[-1].id)


def test_an_event_that_came_late_takes_nothing_of_a_gap_that_was_too_long_by_then():
    rows, last = late_within(90)

    [one] = walked(rows, last + timedelta(days=101)).occurrences
    assert said([one])[0][0] == "open_gap"
    assert one.stands


def test_an_event_that_came_after_the_next_one_takes_the_ground_as_well():
    begun = between(*GAPS, 100)
    within, after = begun[-2][0] + timedelta(days=20), begun[-1][0] + timedelta(days=1)
    rows = told(*begun, (after, measured(f"{within:%Y-%m-%d}", value(20))))

    raised = walked(rows[:-1], after).occurrences
    fallen = walked(rows, after + timedelta(days=1)).occurrences

    assert [one.withdrawn for one in raised] == [None]
    assert said(fallen)[0][-1] == "late_figure"


@pytest.mark.parametrize("absurd", [20_250_110, 1_000_000_000])
def test_a_figure_that_leads_beyond_the_calendar_hinders_nothing(absurd):
    rows = told(*between(10, 12, 8, 11, absurd, 10, 12))

    assert walked(rows).count == len(rows)


def verification(number: int, at: datetime) -> Recorded:
    """That an action worked, at the end of the log of then."""
    return Recorded(
        provider=PROVIDER,
        position=10 * number + 5,
        stream=ACTION,
        version=4,
        id=identity(61),
        type="action.verified.v1",
        actor=str(identity(1)),
        recorded_at=at,
        salt=b"",
        facts=None,
    )


def verified_in(rows: list[Recorded], after: int):
    """What becomes of a measure whose action is verified after this row."""
    at = rows[after - 1].recorded_at + timedelta(days=1)
    known = [*rows[:after], verification(after, at), *rows[after:]]

    def cited(then: datetime):
        return (ACTION,), then >= at

    return [walked(known, cited=cited), walked(known, cited=cited, stops=[after, after + 1])]


def test_a_verification_while_it_goes_wrong_already_is_a_signal_of_its_own():
    rows = told(*monthly(*QUIET, *(12.5,) * 9))

    for walk in verified_in(rows, 1 + 12 + 8):
        first, slipped = walk.occurrences
        assert said([first, slipped]) == [("run", "concern", "2025-01", 1, None)] * 2
        assert (first.raised.subject.kind, first.raised.subject.part) == ("chart", None)
        assert slipped.raised.subject.kind == "slipped"
        assert slipped.raised.subject.part == part_of(identity(61))
        assert slipped.raised.actions == (ACTION,)


def test_a_verification_before_it_goes_wrong_gives_one_signal_alone():
    rows = told(*monthly(*QUIET, *(12.5,) * 9))

    for walk in verified_in(rows, 1 + 12 + 3):
        [one] = walk.occurrences
        assert (one.raised.subject.kind, one.raised.subject.part) == ("slipped", None)


def test_a_verification_after_it_was_put_right_gives_none():
    rows = told(*monthly(*QUIET, 30, 10, 11))

    for walk in verified_in(rows, 1 + 12 + 3):
        assert [one.raised.subject.kind for one in walk.occurrences] == ["chart"]


def test_both_signals_fall_with_the_pattern():
    put_right = right(13, 11, day(14))
    rows = told(*monthly(*QUIET, 30), put_right)

    for walk in verified_in(rows, 1 + 12 + 1):
        assert (
            said(walk.occurrences) == [("beyond_limit", "concern", "2025-01", 1, "correction")] * 2
        )


def test_a_day_has_begun_once_nothing_can_be_recorded_before_it_any_more():
    midnight = datetime(2025, 2, 1, tzinfo=UTC)

    assert f"{settled_day(midnight + timedelta(minutes=2))}" == "2025-01-31"
    assert f"{settled_day(midnight + timedelta(minutes=5))}" == "2025-02-01"
