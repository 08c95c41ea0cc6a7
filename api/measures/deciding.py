"""How facts about a measure are decided."""

from uuid import UUID

from api.attempt import Attempt
from api.command import Target
from api.learning import learning_text, maybe_learning_text
from api.measures import facts
from api.measures.acknowledging import answer_signals
from api.measures.answer import (
    MOST_ACKNOWLEDGED,
    MOST_CORRECTIONS,
    MOST_DECIDED,
    MOST_MEASURED,
)
from api.measures.figures import figure_of
from api.roles import actor_of, maybe_identity, moment_of
from api.room import must_have_room
from api.services.known import must_be_known
from domain.measure import decisions
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
from domain.measure.state import Measure

At = Target[Measure]


def _definition(attempt: Attempt, body: facts.DefinitionPart) -> Definition:
    return Definition(
        name=learning_text(attempt, body.name, "/name"),
        how=maybe_learning_text(attempt, body.how, "/how"),
        measured_in=body.measured_in,
        chart=body.chart,
        improvement=body.improvement,
        target=body.target,
        cadence=body.cadence,
        question=body.question and body.question.asked(),
    )


async def define(attempt: Attempt, _: At | None, body: facts.DefineMeasure) -> UUID:
    identity = attempt.ids()
    defined = decisions.define(
        MeasureDefined(
            kind=body.kind,
            definition=_definition(attempt, body),
            service=maybe_identity("svc", body.service, "/service"),
            unit=maybe_identity("unt", body.unit, "/unit"),
            factor=body.factor,
            at=moment_of(attempt, body.at),
        )
    )
    await must_be_known(attempt, defined.service, defined.unit)
    attempt.begin(identity)
    attempt.record(identity, defined)
    return identity


async def redefine(attempt: Attempt, at: At, body: facts.RedefineMeasure) -> UUID:
    redefined = MeasureRedefined(
        definition=_definition(attempt, body),
        reason=learning_text(attempt, body.reason, "/reason"),
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )
    must_have_room(at.state.redefined, MOST_DECIDED)
    attempt.record(at.id, decisions.redefine(at.state, redefined))
    return at.id


async def record_measurement(attempt: Attempt, at: At, body: facts.RecordMeasurement) -> UUID:
    recorded = MeasurementRecorded(
        period=body.period, figure=figure_of(body), at=moment_of(attempt, body.at)
    )
    recorded = decisions.record_measurement(at.state, recorded, now=attempt.now)
    must_have_room(at.state.measured, MOST_MEASURED)
    attempt.record(at.id, recorded)
    return at.id


async def correct_measurement(attempt: Attempt, at: At, body: facts.CorrectMeasurement) -> UUID:
    corrected = MeasurementCorrected(
        period=body.period,
        figure=figure_of(body),
        reason=learning_text(attempt, body.reason, "/reason"),
        at=moment_of(attempt, body.at),
    )
    corrected = decisions.correct_measurement(at.state, corrected)
    must_have_room(at.state.measured[body.period].corrections, MOST_CORRECTIONS)
    attempt.record(at.id, corrected)
    return at.id


async def set_baseline(attempt: Attempt, at: At, body: facts.SetBaseline) -> UUID:
    baseline = BaselineSet(
        from_period=body.from_period,
        to_period=body.to_period,
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )
    baseline = decisions.set_baseline(at.state, baseline, now=attempt.now)
    must_have_room(at.state.baselines, MOST_DECIDED)
    attempt.record(at.id, baseline)
    return at.id


async def rebase(attempt: Attempt, at: At, body: facts.RebaseMeasure) -> UUID:
    rebased = MeasureRebased(
        from_period=body.from_period,
        reason=learning_text(attempt, body.reason, "/reason"),
        answers=FourAnswers(**dict(body.answers)),
        freeze_after=body.freeze_after,
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )
    rebased = decisions.rebase(at.state, rebased, now=attempt.now)
    must_have_room(at.state.rebases, MOST_DECIDED)
    attempt.record(at.id, rebased)
    return at.id


async def acknowledge_signal(attempt: Attempt, at: At, body: facts.AcknowledgeSignal) -> UUID:
    acknowledged = SignalAcknowledged(
        period=body.period,
        signal=body.signal,
        explanation=learning_text(attempt, body.explanation, "/explanation"),
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )
    acknowledged = decisions.acknowledge_signal(at.state, acknowledged, now=attempt.now)
    must_have_room(at.state.acknowledged, MOST_ACKNOWLEDGED)
    attempt.record(at.id, acknowledged)
    await answer_signals(attempt, at, acknowledged)
    return at.id


async def leave_out(attempt: Attempt, at: At, body: facts.LeaveOutPeriod) -> UUID:
    left_out = PeriodLeftOut(
        period=body.period,
        reason=learning_text(attempt, body.reason, "/reason"),
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )
    left_out = decisions.leave_out(at.state, left_out, now=attempt.now)
    must_have_room(at.state.left_out, MOST_ACKNOWLEDGED)
    attempt.record(at.id, left_out)
    return at.id


async def take_back(attempt: Attempt, at: At, body: facts.TakeBackPeriod) -> UUID:
    taken_back = PeriodTakenBack(
        period=body.period,
        reason=learning_text(attempt, body.reason, "/reason"),
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, decisions.take_back(at.state, taken_back))
    return at.id


async def retire(attempt: Attempt, at: At, body: facts.RetireMeasure) -> UUID:
    retired = MeasureRetired(
        reason=learning_text(attempt, body.reason, "/reason"),
        by=actor_of(attempt).in_role(),
        at=moment_of(attempt, body.at),
    )
    attempt.record(at.id, decisions.retire(at.state, retired))
    return at.id
