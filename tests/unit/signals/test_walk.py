"""A signal is raised once, ends with its ground, and does not depend on when anybody looked."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from domain.vocabulary.measuring import Cadence, Chart, Improvement
from tests.measuring import measured, rebased, redefined, retired
from tests.signalling import (
    QUIET,
    day,
    month,
    monthly,
    right,
    said,
    told,
    value,
    walked,
)


def test_nothing_is_raised_where_nothing_happened():
    assert said(walked(told(*monthly(*QUIET, 11, 10, 12))).occurrences) == []


def test_a_point_beyond_the_limit_is_raised_when_it_is_the_newest():
    walk = walked(told(*monthly(*QUIET, 30)))

    [one] = walk.occurrences
    assert said([one]) == [("beyond_limit", "concern", "2025-01", 1, None)]
    assert (one.raised.segment, one.raised.view) == (None, "frozen")
    assert one.raised.newest_period == "2025-01"
    assert (one.raised.known_at, one.raised.position) == (day(13), 140)


def test_a_pattern_that_goes_on_is_the_same_signal():
    run = (12.5,) * 9

    assert said(walked(told(*monthly(*QUIET, *run))).occurrences) == [
        ("run", "concern", "2025-01", 1, None)
    ]


def test_what_has_ended_is_not_withdrawn():
    walk = walked(told(*monthly(*QUIET, 30, 10, 11, 30)))

    assert said(walk.occurrences) == [
        ("beyond_limit", "concern", "2025-01", 1, None),
        ("beyond_limit", "concern", "2025-04", 1, None),
    ]


def test_a_correction_that_takes_the_ground_withdraws_it_and_is_named():
    rows = told(*monthly(*QUIET, 30), right(13, 11, day(13) + timedelta(days=3)))

    [one] = walked(rows).occurrences
    assert said([one]) == [("beyond_limit", "concern", "2025-01", 1, "correction")]
    assert one.withdrawn is not None
    assert (one.withdrawn.event, one.withdrawn.known_at) == (rows[-1].id, rows[-1].recorded_at)


def test_a_ground_that_comes_back_is_another_occurrence():
    later = day(13) + timedelta(days=3)
    rows = told(
        *monthly(*QUIET, 30), right(13, 11, later), right(13, 29, later + timedelta(days=1))
    )

    assert said(walked(rows).occurrences) == [
        ("beyond_limit", "concern", "2025-01", 1, "correction"),
        ("beyond_limit", "concern", "2025-01", 2, None),
    ]


def test_limits_made_anew_by_a_person_withdraw_what_they_take_the_ground_of():
    run = (12.5,) * 8
    rows = told(*monthly(*QUIET, *run), (day(20) + timedelta(days=1), rebased("2025-01")))

    assert said(walked(rows).occurrences) == [("run", "concern", "2025-01", 1, "rebase")]


def test_another_better_side_is_another_signal():
    better = redefined(chart=Chart.XMR, improvement=Improvement.INCREASE, target=None)
    rows = told(*monthly(*QUIET, 30), (day(13) + timedelta(days=1), better))

    assert said(walked(rows).occurrences) == [
        ("beyond_limit", "concern", "2025-01", 1, "redefinition"),
        ("beyond_limit", "improvement", "2025-01", 1, None),
    ]


def test_a_figure_of_a_month_that_still_runs_raises_nothing_before_it_is_over():
    early = datetime(2025, 1, 20, 9, tzinfo=UTC)
    rows = told(*monthly(*QUIET), (early, measured("2025-01", value(30))))

    assert said(walked(rows, datetime(2025, 1, 31, 12, tzinfo=UTC)).occurrences) == []
    [one] = walked(rows, datetime(2025, 2, 1, 0, 10, tzinfo=UTC)).occurrences
    assert one.raised.known_at == datetime(2025, 2, 1, tzinfo=UTC)


def test_a_measure_that_was_retired_raises_nothing_more():
    rows = told(
        *monthly(*QUIET),
        (day(12) + timedelta(days=1), retired()),
        right(12, 40, day(12) + timedelta(days=2)),
    )

    assert said(walked(rows).occurrences) == []


def between(*gaps: float) -> list:
    """Days between rare events, better when longer; each told on the day of its event."""
    at = datetime(2024, 1, 1, 12, tzinfo=UTC)
    begun = monthly(
        chart=Chart.T, cadence=Cadence.EVENT, measured_in="days", improvement=Improvement.INCREASE
    )
    for gap in gaps:
        at += timedelta(days=gap)
        begun.append((at, measured(f"{at:%Y-%m-%d}", value(gap))))
    return begun


GAPS = (10, 14, 8, 12, 9, 15, 11, 10, 13, 12)


def test_a_gap_that_grows_too_long_raises_one_signal_before_the_next_event_and_none_after():
    rows = told(*between(*GAPS))
    waiting = walked(rows)
    [one] = waiting.occurrences
    assert said([one])[0][:2] == ("open_gap", "improvement")
    assert one.raised.known_at < datetime(2025, 1, 1, tzinfo=UTC)

    rows = told(*between(*GAPS, 200))
    after = walked(rows, rows[-1].recorded_at + timedelta(days=1))

    assert said(after.occurrences) == said([one])


@pytest.mark.parametrize("seed", range(12))
def test_it_does_not_matter_when_anybody_looked(seed):
    chance = random.Random(seed)
    events = monthly(*(chance.gauss(11 if n < 20 else 22, 4) for n in range(30)))
    for _ in range(6):
        number = chance.randint(1, 30)
        at = day(30) + timedelta(hours=chance.randint(1, 500))
        events.append(right(number, chance.gauss(11, 8), at))
    if chance.random() < 0.5:
        events.append((day(31), rebased(month(chance.randint(10, 25)))))
    events.sort(key=lambda one: one[0])
    rows = told(*events)
    at_once = walked(rows)

    stops = sorted(chance.sample(range(1, len(rows) + 1), 9))
    in_pieces = walked(rows, stops=stops)

    assert in_pieces.occurrences == at_once.occurrences
    assert at_once.occurrences
