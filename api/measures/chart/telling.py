"""From a chart to what a caller reads."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from api.measures.charting import ChartedMeasure
from api.measures.telling import newest_definition
from api.resource import Standing
from domain.identifier import shown
from domain.measure.period import begins, ends
from domain.measure.state import Measure
from projections.charts.annotation import Annotation, Mark, Placed, placed
from projections.charts.charted import Charted, OpenGap
from projections.charts.choice import Choice
from projections.charts.limits import Limits
from projections.charts.method import Method
from projections.charts.observation import Observation
from projections.charts.pattern import Pattern
from projections.charts.reading import reading
from projections.charts.segment import Point, Segment
from projections.charts.variation import Assurance, Variation
from projections.charts.views import Views
from projections.trends.answers.answered import Answered, Answers

Members = dict[str, Any]
UNNAMED: Final = "This measure"
VARIATION_NAMES: Final = {
    Variation.IMPROVEMENT: "special cause - improving",
    Variation.CONCERN: "special cause - concerning",
    Variation.NEUTRAL_HIGH: "special cause - neither",
    Variation.NEUTRAL_LOW: "special cause - neither",
    Variation.COMMON_CAUSE: "common cause",
}
ASSURANCE_NAMES: Final = {
    Assurance.CONSISTENT_PASS: "consistently passing",
    Assurance.CONSISTENT_FAIL: "consistently failing",
    Assurance.INCONSISTENT: "hit or miss",
}
"""As Making Data Count calls them."""
_PREFIX: Final = {
    Mark.SIGNAL_ANSWERED: "sig",
    Mark.ACTION_COMPLETED: "act",
    Mark.ACTION_VERIFIED: "act",
    Mark.ACTION_REOPENED: "act",
    Mark.LESSON_PUBLISHED: "les",
    Mark.AUDIT_TOOL_CHANGED: "aud",
    Mark.SERVICE_OPENED: "svc",
    Mark.UNIT_OPENED: "svc",
}
"""Of what is not the measure itself."""


def chart_members(
    at: Standing[Measure], found: ChartedMeasure, marks: Iterable[Annotation]
) -> Members:
    """All but what the request decides: `known_at` and `position`."""
    measure, chart, dated = at.state, found.chart, found.dated
    defined, method = measure.defined, chart.method
    name = at.says(measure.definition.name) or UNNAMED
    return {
        "measure": shown("mea", at.id),
        "version": at.version,
        "kind": defined.kind,
        "service": defined.service and shown("svc", defined.service),
        "unit": defined.unit and shown("unt", defined.unit),
        "factor": defined.factor,
        "retired": measure.retired is not None,
        "name": name,
        "definition": newest_definition(at),
        "chart": method.chart,
        "choice": chart.choice and choice_members(chart.choice),
        "advised": chart.advised and choice_members(chart.advised),
        "per": method.per,
        "improvement": method.improvement,
        "target": method.target,
        "rule_set": {
            "name": method.rule_set.name,
            "version": method.rule_set.version,
            "rules": method.rule_set.rules,
            "trend_of": method.rule_set.trend_of,
            "run_of": method.rule_set.run_of,
        },
        "as_of": dated.as_of,
        "reporting_lag_days": dated.lag.days,
        "stale_since": chart.stale_since,
        "derivation": found.answers and _derivation(found.answers, found),
        "periods": list(_periods(at, found)),
        "views": views_members(chart.views, name, chart.unit, chart.stopped_after),
        "annotations": [_mark(one, measure=at.id) for one in placed(marks, chart.observations)],
    }


def _mark(one: Placed, *, measure: UUID) -> Members:
    marked = one.annotation
    prefix = "mea" if marked.about == measure else _PREFIX[marked.mark]
    return {
        "mark": marked.mark,
        "at": marked.at,
        "period": one.period,
        "about": shown(prefix, marked.about),
        "title": marked.title,
    }


def choice_members(one: Choice) -> Members:
    return {"chart": one.chart, "why": one.why, "reason": one.reason, "caution": one.caution}


def _derivation(answers: Answers, found: ChartedMeasure) -> Members:
    late = answers.late
    return {
        "dated_by": answers.dated_by,
        "dated_otherwise": answers.dated_otherwise,
        "without_service": answers.without_service,
        "late_arrivals": late and {"p90_days": late.p90_days, "n": late.n},
        "silent_since": found.dated.silent_since,
    }


def _periods(at: Standing[Measure], found: ChartedMeasure) -> Iterable[Members]:
    behind = {} if found.answers is None else {one.period: one for one in found.answers.rows}
    aside, method = at.state.left_out_now, found.chart.method
    for one in found.chart.observations:
        why = aside.get(one.period)
        yield {
            **observed_members(one, method),
            **_behind(behind.get(one.period)),
            "left_out": None if why is None else at.says(why.reason),
        }


def observed_members(one: Observation, method: Method) -> Members:
    missing = one.is_rate and not one.out_of
    return {
        "period": one.period,
        "begins_at": begins(one.period),
        "ends_at": ends(one.period),
        "standing": one.standing(method.chart),
        "maturity": one.maturity,
        "value": None if missing else one.value(method.chart, method.per),
        "number": one.number,
        "out_of": one.out_of,
    }


def _behind(one: Answered | None) -> Members:
    return {
        "n": one and one.n,
        "waiting": one and one.waiting,
        "tools": one.tools if one else (),
        "samples": one.samples if one else (),
    }


def views_members(
    views: Views, name: str, unit: str = "", stopped_after: str | None = None
) -> Members:
    """unit: of the time between events; empty where something else is drawn."""

    def told(one: Charted | None) -> Members | None:
        if one is None:
            return None
        said = reading(one, name, unit, stopped_after)
        return view_members(one, said, in_force=one is views.in_force)

    return {
        "frozen": told(views.frozen),
        "rebased": told(views.rebased),
        "not_rebased": views.rebased is None,
        "all_data": told(views.all_data),
        "what_if": told(views.what_if),
    }


def view_members(one: Charted, said: str, *, in_force: bool) -> Members:
    """said: its reading."""
    variation, assurance = one.variation, one.assurance
    return {
        "view": one.view,
        "what_if": one.what_if,
        "in_force": in_force,
        "reading": said,
        "variation": variation,
        "variation_named": variation and VARIATION_NAMES[variation],
        "assurance": assurance,
        "assurance_named": assurance and ASSURANCE_NAMES[assurance],
        "trial_limits": one.current.trial,
        "segments": [_segment(each) for each in one.segments],
        "points": [
            _point(point, place, one.method)
            for place, each in enumerate(one.segments)
            for point in each.points
        ],
        "open_gap": one.open_gap and _gap(one.open_gap, one.method),
    }


def _segment(one: Segment) -> Members:
    periods = [point.observation.period for point in one.points]
    return {
        "first_period": periods[0] if periods else None,
        "last_period": periods[-1] if periods else None,
        "base": one.base,
        "has_limits": one.has_limits,
        "trial_limits": one.trial,
        "patterns": [_pattern(one, each) for each in one.patterns] if periods else [],
        "runs": one.runs and one.runs._asdict(),
    }


def _pattern(segment: Segment, one: Pattern) -> Members:
    return {
        "rule": one.rule,
        "side": one.side,
        "first_period": segment.first_of(one),
        "last_period": segment.last_of(one),
        "periods": len(one.points),
        "is_of_newest": segment.is_of_newest(one),
    }


def _point(one: Point, place: int, method: Method) -> Members:
    return {
        "period": one.observation.period,
        "segment": place,
        "limits": one.limits and limits_members(one.limits, method),
        "outside": one.outside,
        "rules": one.rules,
        "side": one.side,
        "variation": one.variation,
    }


def limits_members(limits: Limits, method: Method) -> Members:
    drawn = limits.drawn(method.least, method.most)
    return {
        "centre": limits.centre,
        "lower": limits.lower,
        "upper": limits.upper,
        "near_lower": limits.near_lower,
        "near_upper": limits.near_upper,
        "drawn_lower": drawn.lower,
        "drawn_upper": drawn.upper,
    }


def _gap(gap: OpenGap, method: Method) -> Members:
    return {
        "length": gap.length,
        "limits": gap.limits and limits_members(gap.limits, method),
        "too_long": gap.pattern is not None,
        "variation": gap.variation,
    }
