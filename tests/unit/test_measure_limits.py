"""The baseline of a measure, and where its limits begin anew: decided by people alone."""

import pytest

from domain.measure import refusals
from domain.measure.decisions import rebase, set_baseline
from domain.measure.state import evolve
from domain.vocabulary.measuring import Cadence
from tests.measuring import NOW, answers, baseline, defined, derived, measured, rebased, retired
from tests.spec import Specification

measure = Specification(evolve)


def test_a_baseline_holds_something_that_was_measured():
    known = measure.given(defined(), measured("2025-11"))
    before = baseline("2025-01", "2025-10")

    known.when(lambda it: set_baseline(it, baseline(), now=NOW)).then(baseline())
    known.when(lambda it: set_baseline(it, before, now=NOW)).then_refused(
        refusals.BaselineWithoutMeasurements
    )


def test_a_baseline_ends_after_it_begins_in_periods_of_its_measure():
    known = measure.given(defined(), measured("2025-11"))

    known.when(lambda it: set_baseline(it, baseline("2025-12", "2025-11"), now=NOW)).then_refused(
        refusals.PeriodsBackwards, pointer="/to_period"
    )
    known.when(lambda it: set_baseline(it, baseline("2025-W01", "2025-12"), now=NOW)).then_refused(
        refusals.PeriodOfAnotherCadence, pointer="/from_period"
    )
    known.when(lambda it: set_baseline(it, baseline("2025-10", "2025-Q4"), now=NOW)).then_refused(
        refusals.PeriodOfAnotherCadence, pointer="/to_period"
    )


def test_a_later_baseline_takes_the_place_of_the_one_before_which_stays_in_the_history():
    known = measure.given(defined(), measured(), baseline(), baseline(last="2026-10")).state

    assert known.baselines == (baseline(), baseline(last="2026-10"))


@pytest.mark.parametrize("question", ["behaves_differently", "cause_known", "change_wanted",
                                      "expected_to_continue"])  # fmt: skip
def test_limits_begin_anew_only_where_all_four_answers_are_yes(question):
    known = measure.given(defined(), measured())
    one_no = rebased(answers=answers(**{question: False}))

    known.when(lambda it: rebase(it, rebased(), now=NOW)).then(rebased())
    known.when(lambda it: rebase(it, one_no, now=NOW)).then_refused(
        refusals.RebaseNotJustified, pointer="/answers"
    )


def test_limits_do_not_begin_anew_before_the_first_measurement():
    known = measure.given(defined(), measured("2025-11"), measured("2025-09"))

    known.when(lambda it: rebase(it, rebased("2025-09"), now=NOW)).then(rebased("2025-09"))
    known.when(lambda it: rebase(it, rebased("2025-08"), now=NOW)).then_refused(
        refusals.RebaseBeforeFirstMeasurement, pointer="/from_period"
    )
    measure.given(defined()).when(lambda it: rebase(it, rebased(), now=NOW)).then_refused(
        refusals.RebaseBeforeFirstMeasurement, pointer="/from_period"
    )


def test_limits_do_not_begin_anew_in_a_period_that_has_not_begun():
    known = measure.given(defined(), measured("2026-10"))

    known.when(lambda it: rebase(it, rebased("2026-11"), now=NOW)).then(rebased("2026-11"))
    known.when(lambda it: rebase(it, rebased("2026-12"), now=NOW)).then_refused(
        refusals.PeriodNotBegun, pointer="/from_period"
    )


def test_a_baseline_may_end_later_and_does_not_begin_later():
    known = measure.given(derived(cadence=Cadence.MONTH))
    ends_later = baseline("2026-11", "2027-06")

    known.when(lambda it: set_baseline(it, ends_later, now=NOW)).then(ends_later)
    begins_later = baseline("2026-12", "2027-06")
    known.when(lambda it: set_baseline(it, begins_later, now=NOW)).then_refused(
        refusals.PeriodNotBegun, pointer="/from_period"
    )


def test_earlier_segments_stay():
    known = measure.given(defined(), measured("2025-06"), rebased("2025-09"))

    known.when(lambda it: rebase(it, rebased("2025-10"), now=NOW)).then(rebased("2025-10"))
    for erasing in (rebased("2025-09"), rebased("2025-07")):
        known.when(lambda it, one=erasing: rebase(it, one, now=NOW)).then_refused(
            refusals.SegmentWouldBeErased, pointer="/from_period"
        )


def test_limits_begin_anew_at_a_period_of_the_measure():
    known = measure.given(defined(), measured("2025-11"))

    known.when(lambda it: rebase(it, rebased("2026-Q1"), now=NOW)).then_refused(
        refusals.PeriodOfAnotherCadence, pointer="/from_period"
    )


def test_limits_of_what_heed_counts_itself_may_begin_anew_wherever_people_say():
    one = rebased("2025-11-03")

    measure.given(derived()).when(lambda it: rebase(it, one, now=NOW)).then(one)


def test_nothing_is_decided_about_the_limits_of_a_retired_measure():
    known = measure.given(defined(), measured(), retired())

    known.when(lambda it: rebase(it, rebased(), now=NOW)).then_refused(refusals.MeasureRetired)
    known.when(lambda it: set_baseline(it, baseline(), now=NOW)).then_refused(
        refusals.MeasureRetired
    )
