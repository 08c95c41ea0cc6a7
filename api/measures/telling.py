"""From a measure as it stands to what a caller reads."""

from collections.abc import Iterator
from typing import Any

from api.incidents.telling import moment
from api.measures.figures import figure_members
from api.resource import Standing
from api.roles import role_members
from domain.identifier import shown
from domain.measure.events import (
    BaselineSet,
    Definition,
    MeasureRedefined,
    PeriodLeftOut,
    PeriodTakenBack,
)
from domain.measure.questions import asked
from domain.measure.state import Measure, Measurement

Members = dict[str, Any]


def _question(definition: Definition) -> Members | None:
    question = definition.question
    if question is None:
        return None
    known = asked(question)
    return {**question.model_dump(), "asks": known and known.about}


def _definition(at: Standing[Measure], number: int, definition: Definition) -> Members:
    return {
        **definition.model_dump(),
        "definition_version": number,
        "name": at.says(definition.name),
        "how": at.says(definition.how),
        "question": _question(definition),
    }


def _definitions(at: Standing[Measure]) -> Iterator[Members]:
    """Every version, the oldest first."""
    defined = at.state.defined
    first = {"reason": None, "by": None, "at": moment(defined.at)}
    yield _definition(at, 1, defined.definition) | first
    for number, one in enumerate(at.state.redefined, start=2):
        yield _definition(at, number, one.definition) | _decided(at, one)


def newest_definition(at: Standing[Measure]) -> Members:
    """The version that is in force."""
    return list(_definitions(at))[-1]


def _decided(at: Standing[Measure], one: MeasureRedefined) -> Members:
    return {"reason": at.says(one.reason), "by": role_members(one.by), "at": moment(one.at)}


def _measurement(at: Standing[Measure], one: Measurement) -> Members:
    return {
        "period": one.recorded.period,
        "figure": figure_members(one.figure),
        "first_recorded": figure_members(one.recorded.figure),
        "at": moment(one.recorded.at),
        "corrections": [
            {
                "figure": figure_members(correction.figure),
                "reason": at.says(correction.reason),
                "at": moment(correction.at),
            }
            for correction in one.corrections
        ],
    }


def _baseline(one: BaselineSet) -> Members:
    return {
        "from_period": one.from_period,
        "to_period": one.to_period,
        "by": role_members(one.by),
        "at": moment(one.at),
    }


def _judged(at: Standing[Measure]) -> Members:
    """What people decided about its limits and its signals."""
    measure = at.state
    baselines = [_baseline(one) for one in measure.baselines]
    return {
        "baseline": baselines[-1] if baselines else None,
        "earlier_baselines": baselines[:-1],
        "rebases": [
            {
                "from_period": one.from_period,
                "reason": at.says(one.reason),
                "answers": one.answers.model_dump(),
                "freeze_after": one.freeze_after,
                "by": role_members(one.by),
                "at": moment(one.at),
            }
            for one in measure.rebases
        ],
        "acknowledged_signals": [
            {
                "period": one.period,
                "signal": one.signal,
                "explanation": at.says(one.explanation),
                "by": role_members(one.by),
                "at": moment(one.at),
            }
            for one in measure.acknowledged
        ],
        "periods_left_out": [_aside(at, one) for one in measure.left_out],
        "periods_taken_back": [_aside(at, one) for one in measure.taken_back],
    }


def _aside(at: Standing[Measure], one: PeriodLeftOut | PeriodTakenBack) -> Members:
    return {
        "period": one.period,
        "reason": at.says(one.reason),
        "by": role_members(one.by),
        "at": moment(one.at),
    }


def measure_members(at: Standing[Measure]) -> Members:
    measure, defined = at.state, at.state.defined
    retired = measure.retired
    definitions = list(_definitions(at))
    return {
        "id": shown("mea", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "kind": defined.kind,
        "service": defined.service and shown("svc", defined.service),
        "unit": defined.unit and shown("unt", defined.unit),
        "factor": defined.factor,
        "at": moment(defined.at),
        "definition": definitions[-1],
        "definitions": definitions,
        "measurements": [_measurement(at, one) for one in measure.in_order],
        "retired": retired
        and {
            "reason": at.says(retired.reason),
            "by": role_members(retired.by),
            "at": moment(retired.at),
        },
        **_judged(at),
    }
