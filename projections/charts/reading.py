"""A chart in plain English: what the rules found, and no more than that.

Built from the patterns alone. It never says "up on last month", never gives a colour and never says
why; where the rules found nothing it says that chance would explain what is seen.

Source: NHS England, Making Data Count (say what the chart says before what it means).
"""

from collections.abc import Sequence
from typing import Final

from projections.charts.charted import Charted, OpenGap, View
from projections.charts.limits import LEAST
from projections.charts.observation import Standing
from projections.charts.pattern import Pattern, Rule, Side
from projections.charts.segment import Point, Segment
from projections.charts.variation import Assurance, Variation
from projections.charts.wording import during, number, pattern_said, period_named

_MEANING: Final = {
    Variation.IMPROVEMENT: "an improvement",
    Variation.CONCERN: "a concern",
    Variation.NEUTRAL_HIGH: "a change, of itself neither better nor worse",
    Variation.NEUTRAL_LOW: "a change, of itself neither better nor worse",
}
_TARGET: Final = {
    Assurance.CONSISTENT_PASS: "would be met every time",
    Assurance.CONSISTENT_FAIL: "would be missed every time",
    Assurance.INCONSISTENT: "would be met at some times and missed at others by chance",
}
_AT: Final = {
    View.FROZEN: "at the level of the baseline",
    View.REBASED: "as things are since the limits began anew",
    View.ALL_DATA: "at the level of the whole time",
    View.WHAT_IF: "as things would be taken",
}


def reading(chart: Charted, subject: str, unit: str = "", stopped_after: str | None = None) -> str:
    """subject: what is drawn, as a noun, such as "Personal-care concerns per 1,000 bed days".
    unit: of the time between rare events, such as "days". stopped_after: the newest period, where
    figures are overdue since.
    """
    said = [_asked(chart), _changed(chart, subject), _gap(chart.open_gap, unit), _target(chart)]
    said += [_trial(chart.current), _left_out(chart), _stopped(stopped_after)]
    return " ".join(one for one in said if one)


def _asked(chart: Charted) -> str:
    return "A question only, kept nowhere: limits made anew." if chart.what_if else ""


def _changed(chart: Charted, subject: str) -> str:
    current = chart.current
    newest = current.newest
    if newest is None or not current.has_limits:
        many = len(current.counted)
        points = {0: "no point counts", 1: "1 point counts"}.get(many, f"{many} points count")
        return f"{subject}: {points} so far, too few to say what is usual."
    marks = [
        one
        for one in current.patterns
        if one.points and current.is_of_newest(one) and one.side is newest.side
    ]
    if not marks:
        return _unmarked(current, newest, subject)
    return _marked(current, newest, marks, subject)


def _marked(current: Segment, newest: Point, marks: Sequence[Pattern], subject: str) -> str:
    first = current.points[min(one.points[0] for one in marks)]
    period = first.observation.period
    since = during(period) if first is newest else f"since {period_named(period)}"
    trend_alone = all(one.rule is Rule.TREND for one in marks)
    high = marks[0].side is Side.HIGH
    usual = ("rising" if high else "falling") if trend_alone else "higher" if high else "lower"
    than = "" if trend_alone else " than usual"
    why = "; ".join(pattern_said(one, current.runs) for one in marks)
    meaning = _MEANING.get(newest.variation or Variation.COMMON_CAUSE, "a change")
    return f"{subject}: {usual}{than} {since}, which is {meaning} ({why})."


def _unmarked(current: Segment, newest: Point, subject: str) -> str:
    last = period_named(newest.observation.period)
    earlier = [one for one in current.patterns if one.points]
    crossings = [one for one in current.patterns if one.rule is Rule.FEW_CROSSINGS]
    if crossings:
        seen = pattern_said(crossings[0], current.runs)
        return f"{subject}: something changed on the way, and this rule does not say when ({seen})."
    if not earlier:
        return f"{subject}: nothing that chance would not explain, up to {last}."
    latest = max(earlier, key=lambda one: one.points[-1])
    ended = during(current.points[latest.points[-1]].observation.period)
    seen = pattern_said(latest, current.runs)
    return f"{subject}: {last} is within what chance allows; the last sign ended {ended} ({seen})."


def _gap(gap: OpenGap | None, unit: str) -> str:
    if gap is None:
        return ""
    length = f"{number(gap.length)} {unit}".rstrip()
    if gap.pattern is None:
        allowed = "" if gap.limits is None else ", which chance allows"
        return f"The gap that is still open is {length} long so far{allowed}."
    meaning = _MEANING.get(gap.variation, "a change")
    seen = pattern_said(gap.pattern, None)
    return f"The gap that is still open is {length} long already, {seen}: {meaning}."


def _target(chart: Charted) -> str:
    assured, target = chart.assurance, chart.method.target
    if assured is None or target is None:
        return ""
    at = _AT[chart.view]
    return f"{at[0].upper()}{at[1:]} the target of {number(target)} {_TARGET[assured]}."


def _trial(current: Segment) -> str:
    if not current.trial or len(current.base) < LEAST:
        return ""
    return f"The limits are on trial, as only {len(current.base)} points made them."


def _left_out(chart: Charted) -> str:
    many = sum(one.standing is Standing.LEFT_OUT for one in chart.points)
    if not many:
        return ""
    return f"{many} {_points(many)} {'was' if many == 1 else 'were'} left out by a person."


def _stopped(after: str | None) -> str:
    if after is None:
        return ""
    return f"No figure has come for the time since the end of {period_named(after)}."


def _points(many: int) -> str:
    return "point" if many == 1 else "points"
