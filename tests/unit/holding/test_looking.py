"""What verdicts rest on besides the chart: days, definitions, the words of several measures."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.action.checkpoints import CheckpointKind, checkpoints
from domain.action.recurrence import RecurrenceNoted
from domain.action.state import Stage, fold
from domain.moment import Moment
from domain.policy.values import EffectCheckpoints
from domain.vocabulary.factor import Factor
from domain.vocabulary.holding import Reason, Word
from projections.holding.measured import definitions
from projections.holding.null import is_holding, looked_at, slips
from projections.holding.of_action import of_action
from projections.holding.then import action_then, measure_then
from tests.examples import identity
from tests.learning import agreed, done, reopened, verified
from tests.measuring import corrected, defined, measured, rebased, redefined
from tests.unit.holding.series import (
    BEFORE,
    BETTER,
    CHANGE,
    after,
    audits,
    judged,
    month,
    values,
)

IMPORTED = datetime(2026, 11, 20, 9, tzinfo=UTC)


def at(year: int, number: int, day: int = 1) -> Moment:
    return Moment(at=datetime(year, number, day, 10, tzinfo=UTC))


def test_the_checkpoints_are_those_of_the_policy():
    verified_at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    policy = EffectCheckpoints(
        in_place_hours=72, early_look_weeks=6, effect_weeks=(12, 26, 52), watch_weeks=26
    )

    told = list(checkpoints(verified_at, policy))

    assert [one.kind for one in told] == [
        CheckpointKind.IN_PLACE,
        CheckpointKind.EARLY_LOOK,
        *[CheckpointKind.EFFECT] * 3,
    ]
    assert told[0].at == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert told[1].at == datetime(2026, 4, 13, 9, tzinfo=UTC), "summer time has begun meanwhile"
    assert told[1].is_due(told[1].at)
    assert not told[1].is_due(told[1].at - timedelta(seconds=1))


HOLDING = judged(audits(BEFORE + BETTER), after(24))
SLIPPED = judged(audits((*BEFORE, 18, 3)), after(14))
TOO_FEW = judged(audits((*BEFORE, 18)), after(13))
NO_NUMBER = judged(values([60.0] * 24, measured_in="percent"), after(24))


@pytest.mark.parametrize(
    ("verdicts", "word", "reasons"),
    [
        ([], Word.NOT_PROVEN, (Reason.NO_MEASURE,)),
        ([HOLDING, SLIPPED, TOO_FEW], Word.SLIPPED, ()),
        ([HOLDING, TOO_FEW], Word.HOLDING, ()),
        (
            [NO_NUMBER, TOO_FEW, TOO_FEW],
            Word.NOT_PROVEN,
            (Reason.SAMPLE_NOT_COMPARABLE, Reason.TOO_FEW),
        ),
    ],
)
def test_one_measure_that_slipped_outweighs_and_one_that_holds_is_enough(verdicts, word, reasons):
    told = of_action(verdicts)

    assert (told.word, told.reasons) == (word, reasons)


def test_a_definition_holds_from_the_day_that_people_say():
    events = [
        defined(),
        *[measured(one) for one in ("2025-03", "2025-04", "2025-05")],
        redefined().model_copy(update={"at": at(2025, 4, 20)}),
    ]

    assert definitions(events) == {"2025-03": 1, "2025-04": 2, "2025-05": 2}


def test_where_nobody_says_a_day_the_figures_after_it_are_by_the_new_definition():
    events = [defined(), measured("2025-03"), redefined(), measured("2025-04")]

    assert definitions(events) == {"2025-03": 1, "2025-04": 2}
    assert definitions([*events, corrected("2025-03")]) == {"2025-03": 2, "2025-04": 2}


def test_on_an_earlier_day_limits_made_anew_later_are_not_there_yet():
    history = [
        (one, IMPORTED)
        for one in (
            defined(),
            measured("2025-04"),
            measured("2025-06").model_copy(update={"at": at(2025, 7, 4)}),
            corrected("2025-06").model_copy(update={"at": at(2025, 6)}),
            rebased("2025-04").model_copy(update={"at": at(2025, 8)}),
        )
    ]

    july = [one.type for one in measure_then(history, datetime(2025, 7, 10, tzinfo=UTC))]
    june = [one.type for one in measure_then(history, datetime(2025, 6, 30, tzinfo=UTC))]

    assert july == [one.type for one, _ in history[:4]]
    assert june == [one.type for one, _ in history[:2]]


def test_an_action_stands_on_an_earlier_day_as_its_own_times_say():
    noted = RecurrenceNoted(
        incident=identity(61), factors=(Factor.BOUNDARIES,), on=date(2025, 10, 1)
    )
    history = [
        (one, IMPORTED)
        for one in (
            agreed(at=at(2025, 3)),
            done(),
            verified(at=at(2025, 6)),
            noted,
            reopened(at=at(2025, 12)),
        )
    ]

    def on(month_: int):
        return fold(action_then(history, datetime(2025, month_, 15, tzinfo=UTC)))

    may, july, november, december = on(5), on(7), on(11), on(12)
    assert may is not None
    assert july is not None
    assert november is not None
    assert december is not None
    assert [one.stage for one in (may, july, november, december)] == [
        Stage.AGREED, Stage.VERIFIED, Stage.VERIFIED, Stage.AGREED,
    ]  # fmt: skip
    assert (len(july.recurred), len(november.recurred)) == (0, 1)


def test_a_series_is_looked_at_day_by_day_and_nothing_is_remembered():
    measure = audits((*BEFORE, *BETTER[:11], 3))
    days = [after(months) for months in range(13, 25)]

    told = [one.word for one in looked_at(measure, CHANGE, days)]

    assert told[:7] == [Word.NOT_PROVEN] * 7
    assert told[7:] == [Word.HOLDING] * 4 + [Word.SLIPPED]
    assert is_holding(measure, CHANGE, after(20))
    assert slips(measure, CHANGE, days)
    assert not slips(measure, CHANGE, days[:-1])
    assert month(12) == "2025-04"
