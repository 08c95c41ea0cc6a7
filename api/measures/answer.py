"""The measure as callers read it."""

from typing import Annotated, Final

from pydantic import Field

from api.incidents.answer import MomentAnswer, ReceiptAnswer
from api.measures.facts import AnswersPart
from api.measures.figures import FigureAnswer
from api.roles import RoleAnswer
from api.schema import Answer, MeasureId, ServiceId, UnitId, Version
from domain.measure.figure import Number
from domain.measure.period import PeriodName
from domain.moment import Instant
from domain.vocabulary.code import Code
from domain.vocabulary.factor import Factor
from domain.vocabulary.measuring import Cadence, Chart, Improvement, MeasureKind

MOST_DECIDED: Final = 100
MOST_MEASURED: Final = 5_000
MOST_CORRECTIONS: Final = 100
MOST_ACKNOWLEDGED: Final = 2_000
Text = Annotated[str, Field(max_length=20_000)]
Count = Annotated[int, Field(ge=1, json_schema_extra={"format": "int32"})]


class QuestionAnswer(Answer):
    """`asks`: what it asks, in words."""

    name: Code
    version: Count
    asks: Text | None


class DefinitionAnswer(Answer):
    """One version of the definition. `reason`: why it took the place of the one before."""

    definition_version: Count
    name: Text | None
    how: Text | None
    measured_in: Code
    chart: Chart
    improvement: Improvement
    target: Number | None
    cadence: Cadence
    question: QuestionAnswer | None
    reason: Text | None
    by: RoleAnswer | None
    at: MomentAnswer | None


class CorrectionAnswer(Answer):
    figure: FigureAnswer
    reason: Text | None
    at: MomentAnswer | None


class MeasurementAnswer(Answer):
    """`figure` as it counts now; `first_recorded` as it was said first."""

    period: PeriodName
    figure: FigureAnswer
    first_recorded: FigureAnswer
    at: MomentAnswer | None
    corrections: Annotated[tuple[CorrectionAnswer, ...], Field(max_length=MOST_CORRECTIONS)]


class BaselineAnswer(Answer):
    from_period: PeriodName
    to_period: PeriodName
    by: RoleAnswer
    at: MomentAnswer | None


class RebaseAnswer(Answer):
    from_period: PeriodName
    reason: Text | None
    answers: AnswersPart
    freeze_after: Annotated[int, Field(ge=2, le=1_000)] | None
    """Of fewer than five, five make the new limits."""
    by: RoleAnswer
    at: MomentAnswer | None


class AcknowledgedAnswer(Answer):
    period: PeriodName
    signal: Code
    explanation: Text | None
    by: RoleAnswer
    at: MomentAnswer | None


class AsideAnswer(Answer):
    """A period that a person left out, or took back in."""

    period: PeriodName
    reason: Text | None
    by: RoleAnswer
    at: MomentAnswer | None


class RetiredAnswer(Answer):
    reason: Text | None
    by: RoleAnswer
    at: MomentAnswer | None


class MeasureAnswer(Answer):
    """A measure as it stands. `definitions`: every version, the newest last and in force.
    `measurements`: by their periods, whenever they were recorded.
    """

    id: MeasureId
    version: Version
    recorded_at: Instant
    kind: MeasureKind
    service: ServiceId | None
    unit: UnitId | None
    factor: Factor | None
    at: MomentAnswer | None
    definition: DefinitionAnswer
    definitions: Annotated[
        tuple[DefinitionAnswer, ...], Field(min_length=1, max_length=MOST_DECIDED + 1)
    ]
    measurements: Annotated[tuple[MeasurementAnswer, ...], Field(max_length=MOST_MEASURED)]
    baseline: BaselineAnswer | None
    earlier_baselines: Annotated[tuple[BaselineAnswer, ...], Field(max_length=MOST_DECIDED)]
    rebases: Annotated[tuple[RebaseAnswer, ...], Field(max_length=MOST_DECIDED)]
    acknowledged_signals: Annotated[
        tuple[AcknowledgedAnswer, ...], Field(max_length=MOST_ACKNOWLEDGED)
    ]
    periods_left_out: Annotated[tuple[AsideAnswer, ...], Field(max_length=MOST_ACKNOWLEDGED)]
    """Every time, in order. One that was taken back since counts."""
    periods_taken_back: Annotated[tuple[AsideAnswer, ...], Field(max_length=MOST_ACKNOWLEDGED)]
    retired: RetiredAnswer | None


class MeasureRecorded(MeasureAnswer):
    """A measure after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer
