"""One measure at Ashgrove: plans audited each month; tests say only what matters to them."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from domain.measure.events import (
    BaselineSet,
    Definition,
    FourAnswers,
    MeasureDefined,
    MeasurementCorrected,
    MeasurementRecorded,
    MeasureRebased,
    MeasureRedefined,
    MeasureRetired,
    PeriodLeftOut,
    PeriodTakenBack,
    SignalAcknowledged,
)
from domain.measure.figure import Figure, Proportion, Value
from domain.measure.questions import Question
from domain.vocabulary.measuring import Cadence, Chart, Improvement, MeasureKind
from tests.examples import NOMINATED_INDIVIDUAL, words

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def definition(**changes: Any) -> Definition:
    usual = {
        "name": words(),
        "measured_in": "proportion",
        "chart": Chart.P,
        "improvement": Improvement.INCREASE,
        "target": Decimal("0.85"),
        "cadence": Cadence.MONTH,
    }
    return Definition(**usual | changes)


def defined(**changes: Any) -> MeasureDefined:
    """Changes of the definition are named like its members."""
    own = {name: changes.pop(name) for name in list(changes) if name in Definition.model_fields}
    usual = {"kind": MeasureKind.REPORTED, "definition": definition(**own)}
    return MeasureDefined(**usual | changes)


def derived(**changes: Any) -> MeasureDefined:
    """Days between incidents, counted by Heed itself."""
    usual = {
        "kind": MeasureKind.DERIVED,
        "chart": Chart.T_OR_G,
        "cadence": Cadence.EVENT,
        "question": Question(name="days_between_incidents", version=1),
    }
    return defined(**usual | changes)


def redefined(**changes: Any) -> MeasureRedefined:
    usual = {"reason": words(51), "by": NOMINATED_INDIVIDUAL}
    return MeasureRedefined(definition=definition(**changes), **usual)


def value(number: str = "58") -> Value:
    return Value(value=Decimal(number))


def share(numerator: int = 11, denominator: int = 20) -> Proportion:
    return Proportion(numerator=numerator, denominator=denominator)


def measured(period: str = "2025-11", figure: Figure | None = None) -> MeasurementRecorded:
    return MeasurementRecorded(period=period, figure=figure or share())


def corrected(period: str = "2025-11", figure: Figure | None = None) -> MeasurementCorrected:
    return MeasurementCorrected(period=period, figure=figure or share(12), reason=words(52))


def baseline(first: str = "2025-11", last: str = "2026-04") -> BaselineSet:
    return BaselineSet(from_period=first, to_period=last, by=NOMINATED_INDIVIDUAL)


def answers(**changes: bool) -> FourAnswers:
    usual = dict.fromkeys(FourAnswers.model_fields, True)
    return FourAnswers(**usual | changes)


def rebased(period: str = "2025-11", **changes: Any) -> MeasureRebased:
    usual = {"answers": answers(), "reason": words(53), "by": NOMINATED_INDIVIDUAL}
    return MeasureRebased(from_period=period, **usual | changes)


def explained(period: str = "2025-11") -> SignalAcknowledged:
    return SignalAcknowledged(
        period=period,
        signal="below_lower_limit",
        explanation=words(54),
        by=NOMINATED_INDIVIDUAL,
    )


def left_out(period: str = "2025-11") -> PeriodLeftOut:
    return PeriodLeftOut(period=period, reason=words(56), by=NOMINATED_INDIVIDUAL)


def taken_back(period: str = "2025-11") -> PeriodTakenBack:
    return PeriodTakenBack(period=period, reason=words(57), by=NOMINATED_INDIVIDUAL)


def retired() -> MeasureRetired:
    return MeasureRetired(reason=words(55), by=NOMINATED_INDIVIDUAL)
