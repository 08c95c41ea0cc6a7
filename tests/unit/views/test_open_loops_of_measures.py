"""A figure is due when the period after the newest is over, for as long as the measure goes on."""

from datetime import UTC, datetime

from domain.vocabulary.measuring import Cadence
from tests.examples import identity
from tests.measuring import defined, derived, measured, retired
from tests.unit.views.test_open_loops import loop

MEASURE = identity(71)
DECEMBER_IS_OVER = datetime(2026, 1, 1, tzinfo=UTC)


def due(*events, period):
    return loop("figures_due", MEASURE, *events, part=period)


def test_after_a_figure_the_next_is_due_when_its_period_is_over():
    assert due(defined(), measured("2025-11"), period="2025-12") == (DECEMBER_IS_OVER, None)


def test_a_figure_of_the_next_period_closes_it_and_the_one_after_is_due():
    two = defined(), measured("2025-11"), measured("2025-12")

    assert due(*two, period="2025-12")[1] is not None
    assert due(*two, period="2026-01")[1] is None


def test_a_figure_of_an_earlier_period_that_comes_late_changes_nothing():
    late = defined(), measured("2025-11"), measured("2025-06")

    assert due(*late, period="2025-12") == (DECEMBER_IS_OVER, None)


def test_no_figure_is_due_of_a_measure_that_was_retired():
    assert due(defined(), measured("2025-11"), retired(), period="2025-12")[1] is not None


def test_nobody_owes_what_heed_counts_itself_nor_a_single_event():
    events = defined(cadence=Cadence.EVENT), measured("2025-11-03")

    assert loop("figures_due", MEASURE, derived()) == (None, None)
    assert due(*events, period="2025-12") == (None, None)
