"""The small print of a picture: what was found, by which rules, from which limits, known when."""

from collections.abc import Iterator
from typing import Final

from api.measures.chart.answer import ChartAnswer, PointAnswer, SegmentAnswer, ViewAnswer
from api.pictures import words
from projections.charts.pattern import Rule
from projections.charts.wording import number, period_named

_MOST_SEGMENTS: Final = 4
"""Of which the limits are told; the newest."""


def found(answer: ChartAnswer, view: ViewAnswer) -> tuple[str, ...]:
    """Variation and assurance, as neither stands alone; and where figures stopped, since when."""
    variation = view.variation_named or "too few points to say"
    if view.assurance_named is not None and answer.target is not None:
        assurance = f"{view.assurance_named} (target {number(answer.target)})"
    else:
        assurance = "no target" if answer.target is None else "none can be given"
    stale = answer.stale_since
    caution = () if stale is None else (f"Caution: no figure since {words.day(stale)}",)
    return f"Variation: {variation}", f"Assurance: {assurance}", *caution


def footing(answer: ChartAnswer, view: ViewAnswer, *, left: int) -> Iterator[str]:
    """left: how many periods before those that are drawn."""
    if left:
        many = len(answer.periods)
        yield f"The newest {many - left} of {many} periods are drawn; the limits are those of all."
    yield from _limits(view)
    yield _rules(answer)
    if answer.choice is not None:
        yield f"Chosen by the figures: {words.CHARTS[answer.chart]}. {answer.choice.reason}"
    yield from _dating(answer)
    known = "" if answer.known_at is None else f", as known on {words.day(answer.known_at)}"
    yield f"{answer.measure}, version {answer.version}, position {answer.position}{known}."


def _limits(view: ViewAnswer) -> Iterator[str]:
    told = [
        (segment, point)
        for at, segment in enumerate(view.segments)
        for point in [_last_of(view, at)]
        if point is not None
    ]
    for segment, point in told[-_MOST_SEGMENTS:]:
        yield _limits_said(segment, point)


def _last_of(view: ViewAnswer, segment: int) -> PointAnswer | None:
    return next(
        (one for one in reversed(view.points) if one.segment == segment and one.limits), None
    )


def _limits_said(segment: SegmentAnswer, point: PointAnswer) -> str:
    base, limits = segment.base, point.limits
    trial = ", on trial" if segment.trial_limits else ""
    made = f"made of {len(base)} points, {period_named(base[0])} to {period_named(base[-1])}{trial}"
    if limits is None or limits.drawn_upper is None or limits.drawn_lower is None:
        centre = "" if limits is None else f" {number(limits.centre)}"
        return f"Centre{centre}, {made}."
    lines = (limits.drawn_lower, limits.centre, limits.drawn_upper)
    said = ", ".join(number(one) for one in lines)
    return f"Limits up to {period_named(point.period)}: {said} (lower, centre, upper), {made}."


def _rules(answer: ChartAnswer) -> str:
    rules = answer.rule_set
    long = {Rule.TREND: f" of {rules.trend_of}", Rule.RUN: f" of {rules.run_of}"}
    named = ", ".join(f"{words.readable(one)}{long.get(one, '')}" for one in rules.rules)
    return (
        f"Rules: {words.RULE_SETS.get(rules.name, rules.name)}, version {rules.version} ({named})."
    )


def _dating(answer: ChartAnswer) -> Iterator[str]:
    derived = answer.derivation
    if derived is None:
        return
    yield (
        f"Counted by Heed, dated by {words.readable(derived.dated_by)}; late reports are waited "
        f"for {answer.reporting_lag_days} days."
    )
    if derived.silent_since is not None:
        yield f"Its sources have been silent since {words.day(derived.silent_since)}."
