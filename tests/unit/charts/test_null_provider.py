"""A provider in which nothing ever changes: what is said falsely is as often as is stated."""

import pytest

from benchmarks.null_provider import Met, run


def met(runs: int) -> Met:
    total = Met()
    for number in range(runs):
        total = total.plus(run(number))
    return total


def is_as_stated(total: Met) -> None:
    """Within what sampling alone makes of it; a word of a verdict may be rarer than stated."""
    signals, holding, slipped = total.errors()

    assert abs(total.signals - total.stated) <= signals
    assert total.holding <= total.holding_stated + holding
    assert total.slipped <= total.slipped_stated + slipped


def test_nothing_changes_and_signals_are_as_many_as_stated():
    is_as_stated(met(1))


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_in_two_hundred_providers_signals_are_within_a_tenth_of_what_is_stated():
    total = met(200)

    is_as_stated(total)
    assert total.signals == pytest.approx(total.stated, rel=0.1)
