"""A chart whose figures stopped says so, and one that waits for the next does not."""

from datetime import UTC, datetime, timedelta

import pytest

from projections.charts.observation import Maturity, Observation
from projections.charts.of_measure import Dated, chart_of
from projections.charts.stopped import stopped_after
from tests.measuring import retired
from tests.unit.charts.series import months
from tests.unit.holding.series import BEFORE, BETTER, after, audits, gaps, judged

LAG = timedelta(days=14)
THREE = months([1.0] * 3)
"""January to March 2024."""


def on(*day: int) -> datetime:
    return datetime(*day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (on(2024, 4, 2), None),
        (on(2024, 5, 14), None),
        (on(2024, 5, 15), "2024-03"),
        (on(2025, 1, 1), "2024-03"),
    ],
)
def test_figures_stopped_once_the_next_period_is_over_and_late_ones_were_waited_for(today, found):
    assert stopped_after(THREE, as_of=today, lag=LAG) == found


def test_a_period_that_is_still_open_brings_no_figure_yet():
    open_one = Observation(period="2024-04", number=1.0, maturity=Maturity.OPEN)

    assert stopped_after([*THREE, open_one], as_of=on(2024, 8, 1), lag=LAG) == "2024-03"


def test_where_nothing_ever_came_nothing_stopped():
    assert stopped_after([], as_of=on(2024, 8, 1), lag=LAG) is None


def test_single_events_may_stay_away():
    assert chart_of(gaps([30] * 12), Dated(as_of=on(2030, 1, 1))).stale_since is None


def test_a_reading_says_since_when_no_figure_has_come():
    stopped = chart_of(audits(BEFORE + BETTER), Dated(as_of=after(33)))

    assert stopped.stale_since == on(2026, 3, 31, 23)
    assert stopped.said("Plans").endswith(
        " No figure has come for the time since the end of March 2026."
    )


def test_of_a_measure_that_was_retired_no_figure_is_due():
    over = audits(BEFORE + BETTER, retired())

    assert chart_of(over, Dated(as_of=after(33))).stale_since is None


def test_the_word_stays_and_says_that_its_figures_stopped():
    then, now = (
        judged(audits(BEFORE + BETTER), after(24)),
        judged(audits(BEFORE + BETTER), after(33)),
    )

    assert (then.word, then.stale_since) == (now.word, None)
    assert now.stale_since == on(2026, 3, 31, 23)
