"""Every row of the table by which it is told whether an improvement holds, beside its neighbour."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from domain.measure.figure import Rate
from domain.vocabulary.holding import Reason, Word
from domain.vocabulary.measuring import Improvement
from domain.vocabulary.sampling import SampleMethod
from domain.vocabulary.service_type import ActivityKind
from projections.charts.charted import View
from projections.charts.figures import CountAlone
from projections.charts.variation import Variation
from projections.holding.measured import AsMeasured
from projections.holding.since import Change
from tests.measuring import baseline, rebased
from tests.unit.holding.series import (
    AGREED,
    BEFORE,
    BETTER,
    CHANGE,
    after,
    audits,
    gaps,
    judged,
    month,
    rates,
    values,
)

EVERY = [month(at) for at in range(24)]


def test_twelve_audits_near_sixty_then_twelve_near_ninety_hold():
    told = judged(audits(BEFORE + BETTER), after(24))

    assert (told.word, told.reasons) == (Word.HOLDING, ())
    assert (told.data_points, told.points_since, told.newest) == (24, 12, "2026-03")
    assert told.frozen.variation is Variation.IMPROVEMENT
    assert told.signal_began == "2025-04"
    assert told.began_before_action is False
    assert told.judged_by is View.FROZEN
    assert not told.trial_limits


@pytest.mark.parametrize(("months", "word"), [(5, Word.NOT_PROVEN), (6, Word.NOT_PROVEN)])
def test_five_months_are_too_few_and_six_are_asked_what_they_show(months, word):
    told = judged(audits((*BEFORE, *BETTER[:months])), after(12 + months))

    reason = Reason.TOO_FEW if months == 5 else Reason.NO_CHANGE_DETECTED
    assert (told.word, told.reasons, told.points_since) == (word, (reason,), months)


def test_a_long_enough_run_since_is_a_change():
    assert judged(audits((*BEFORE, *BETTER[:7])), after(19)).reasons == (Reason.NO_CHANGE_DETECTED,)
    assert judged(audits((*BEFORE, *BETTER[:8])), after(20)).word is Word.HOLDING


def test_a_month_that_is_still_open_is_not_asked():
    told = judged(audits((*BEFORE, *BETTER[:9])), datetime(2025, 12, 20, tzinfo=UTC))

    assert (told.points_since, told.newest) == (8, "2025-11")


def test_a_measure_without_figures_has_no_baseline():
    told = judged(audits(()), after(24))

    assert (told.word, told.reasons[0]) == (Word.NOT_PROVEN, Reason.NO_BASELINE)
    assert (told.data_points, told.newest) == (0, None)


def test_five_months_before_the_verification_are_a_baseline_and_four_are_none():
    four = Change(datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 8, 1, 9, tzinfo=UTC))
    five = Change(datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 9, 1, 9, tzinfo=UTC))
    measure = audits(BEFORE + BETTER)

    assert judged(measure, after(24), four).reasons == (Reason.NO_BASELINE,)
    assert judged(measure, after(24), five).word is Word.HOLDING


def test_a_baseline_of_the_time_after_the_change_compares_with_nothing():
    told = judged(audits(BEFORE + BETTER, baseline("2025-05", "2026-03")), after(24))

    assert told.reasons == (Reason.NO_BASELINE,)


def test_the_newest_month_without_activity_is_not_passed_over():
    figures = [
        (
            month(at),
            Rate(count=one, activity=Decimal(900), activity_kind=ActivityKind.OCCUPIED_BED_DAYS),
        )
        for at, one in enumerate((20,) * 12 + (5,) * 11)
    ]
    measure = rates((), improvement=Improvement.DECREASE)
    without = [*figures, (month(23), CountAlone(4))]
    late = [*without[:-1], (month(23), figures[-1][1])]

    assert judged(measure, after(24), answers=without).reasons == (Reason.ACTIVITY_MISSING,)
    assert judged(measure, after(24), answers=late).word is Word.HOLDING


def test_figures_by_another_definition_are_not_compared():
    alike = AsMeasured(definitions=dict.fromkeys(EVERY, 2))
    changed = AsMeasured(definitions={one: 1 + (one >= "2025-04") for one in EVERY})
    measure = audits(BEFORE + BETTER)

    assert judged(measure, after(24), CHANGE, alike).word is Word.HOLDING
    assert judged(measure, after(24), CHANGE, changed).reasons == (Reason.DEFINITION_CHANGED,)


def test_audits_with_another_version_of_the_tool_are_not_compared():
    alike = AsMeasured(tools=dict.fromkeys(EVERY, frozenset({"plans 4"})))
    changed = AsMeasured(
        tools={one: frozenset({f"plans {4 + (one >= '2025-04')}"}) for one in EVERY}
    )
    measure = audits(BEFORE + BETTER)

    assert judged(measure, after(24), CHANGE, alike).word is Word.HOLDING
    assert judged(measure, after(24), CHANGE, changed).reasons == (Reason.DEFINITION_CHANGED,)


def test_a_service_that_audits_with_two_tools_compares_both_with_both():
    two = frozenset({"plans 4", "meals 1"})
    measure = audits(BEFORE + BETTER)
    alike = AsMeasured(
        tools={one: two if at % 2 else frozenset({"plans 4"}) for at, one in enumerate(EVERY)}
    )
    fewer = AsMeasured(tools={one: two if one < "2025-04" else {"plans 4"} for one in EVERY})

    assert judged(measure, after(24), CHANGE, alike).word is Word.HOLDING
    assert judged(measure, after(24), CHANGE, fewer).reasons == (Reason.DEFINITION_CHANGED,)


def test_a_percentage_without_its_number_is_drawn_and_cannot_hold():
    better = [58.0, 61, 60, 59, 62, 60, 58, 61, 59, 60, 62, 60, *[88.0] * 12]
    without = judged(values(better, measured_in="percent"), after(24))
    hours = judged(values(better), after(24))

    assert (without.word, without.reasons) == (Word.NOT_PROVEN, (Reason.SAMPLE_NOT_COMPARABLE,))
    assert without.frozen.variation is Variation.IMPROVEMENT
    assert hours.word is Word.HOLDING


def test_samples_drawn_otherwise_than_before_are_not_compared():
    def drawn(before: SampleMethod, since: SampleMethod) -> AsMeasured:
        return AsMeasured(
            samples={one: frozenset({since if one >= "2025-04" else before}) for one in EVERY}
        )

    measure, random = audits(BEFORE + BETTER), SampleMethod.RANDOM
    to_hand = judged(measure, after(24), CHANGE, drawn(*[SampleMethod.CONVENIENCE] * 2))
    mixed = judged(measure, after(24), CHANGE, drawn(random, SampleMethod.CONVENIENCE))
    chosen = judged(measure, after(24), CHANGE, drawn(*[SampleMethod.PURPOSIVE] * 2))

    assert (to_hand.word, to_hand.sample) == (Word.HOLDING, SampleMethod.CONVENIENCE)
    assert mixed.reasons == chosen.reasons == (Reason.SAMPLE_NOT_COMPARABLE,)
    assert judged(measure, after(24), CHANGE, drawn(random, random)).sample is random


def test_what_falls_below_the_new_level_has_slipped_though_it_is_above_the_old():
    later = (18, 18, 18, 19, 18, 12)
    told = judged(audits((*BEFORE, *later), rebased("2025-04", freeze_after=5)), after(18))
    kept = judged(audits((*BEFORE, *later[:-1], 17), rebased("2025-04", freeze_after=5)), after(18))

    assert (told.word, told.reasons, told.judged_by) == (Word.SLIPPED, (), View.REBASED)
    assert told.rebased is not None
    assert told.rebased.variation is Variation.CONCERN
    assert told.signal_began == "2025-09"
    assert told.trial_limits
    assert kept.word is not Word.SLIPPED


def test_until_new_limits_are_made_the_old_ones_are_those_to_hold_to():
    later = (18, 18, 3)
    told = judged(audits((*BEFORE, *later), rebased("2025-04", freeze_after=5)), after(15))

    assert (told.word, told.judged_by) == (Word.SLIPPED, View.FROZEN)


def test_a_slip_is_told_before_enough_time_has_passed():
    told = judged(audits((*BEFORE, 18, 3)), after(14))

    assert (told.word, told.points_since) == (Word.SLIPPED, 2)


def test_a_concern_that_was_not_measured_since_is_no_slip():
    told = judged(audits((*BEFORE[:-1], 3)), after(12))

    assert told.frozen.variation is Variation.CONCERN
    assert (told.word, told.reasons) == (Word.NOT_PROVEN, (Reason.TOO_FEW,))


def test_a_neutral_measure_neither_holds_nor_slips():
    for later in (BETTER, (2,) * 12):
        told = judged(audits(BEFORE + later, improvement=Improvement.NEUTRAL), after(24))

        assert (told.word, told.reasons) == (Word.NOT_PROVEN, (Reason.DIRECTION_NEUTRAL,))


def test_a_run_that_began_before_the_action_is_told_beside_the_word():
    early = Change(AGREED, datetime(2025, 6, 1, 9, tzinfo=UTC))
    told = judged(
        audits((*BEFORE[:10], *BETTER, 18, 18), baseline("2024-04", "2025-01")), after(24)
    )
    also = judged(
        audits((*BEFORE[:10], *BETTER, 18, 18), baseline("2024-04", "2025-01")), after(24), early
    )

    assert (told.word, told.signal_began, told.began_before_action) == (
        Word.HOLDING,
        "2025-02",
        True,
    )
    assert also.began_before_action is True


LONG = (43, 28, 56, 37, 21, 44, 40, 36, 20, 35)


def test_of_rare_events_three_intervals_do_and_the_open_one_is_one_of_them():
    verified = Change(datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 4, 10, tzinfo=UTC))
    two = judged(gaps((*LONG, 160)), datetime(2025, 11, 1, tzinfo=UTC), verified)
    three = judged(gaps((*LONG, 66, 164)), datetime(2026, 1, 20, tzinfo=UTC), verified)

    assert (two.reasons, two.points_since, two.points_needed) == ((Reason.TOO_FEW,), 2, 3)
    assert (three.word, three.points_since) == (Word.HOLDING, 3)


def test_a_gap_still_open_beyond_the_limit_is_an_improvement_before_it_ends():
    verified = Change(datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 4, 10, tzinfo=UTC))
    told = judged(gaps((*LONG, 40, 38)), datetime(2026, 6, 20, tzinfo=UTC), verified)

    assert told.word is Word.HOLDING


def test_both_chances_of_a_wrong_word_are_stated():
    told = judged(audits(BEFORE + BETTER), after(24))

    assert told.false_holding is not None
    assert told.false_slipped is not None
    assert 0 < told.false_holding < 0.5
    assert 0 < told.false_slipped < 0.5


def test_while_new_limits_are_awaited_the_chance_of_slipping_is_that_of_the_old_ones():
    told = judged(audits((*BEFORE, *BETTER[:3], 3), rebased("2025-05")), after(16))

    assert (told.word, told.judged_by) == (Word.SLIPPED, View.FROZEN)
    assert told.false_slipped is not None


@pytest.mark.parametrize("few", [2, 3, 4])
def test_a_new_base_of_fewer_points_than_make_limits_is_made_of_five(few):
    held = (*BEFORE, *BETTER[:-1])
    told = judged(audits((*held, 3), rebased("2025-04", freeze_after=few)), after(24))

    assert (told.word, told.judged_by) == (Word.SLIPPED, View.REBASED)
    assert told.rebased is not None
    assert len(told.rebased.base) == 5
