"""How often chance alone would have said what a chart says: the price of looking at so many.

Nobody can look at fifty charts a month and see nothing. A list of signals says how many of them
chance alone brings, and a verdict how often it would be given to a measure that never changed;
without these numbers each is believed too much.

Source: Heed's own simulation of constant series (benchmarks/false_alarms.py); Benneyan, Lloyd and
Plsek, Quality and Safety in Health Care 2003;12:458-464 (false signals of control charts).
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from math import sqrt
from statistics import fmean
from typing import Final

from domain.vocabulary.measuring import Cadence, Improvement
from projections.charts.chance_table import Chances, OutsideTableError, chances, runs
from projections.charts.charted import Charted
from projections.charts.constant import Setting, setting_of
from projections.charts.limits import LEAST
from projections.charts.of_measure import MeasureChart
from projections.charts.pattern import Rule, Side
from projections.charts.segment import Segment

SIGNALLING: Final = frozenset({Rule.BEYOND_LIMIT, Rule.RUN, Rule.LONG_RUN, Rule.OPEN_GAP})
"""Where a provider has not said which rules raise a signal; the others only colour points."""
_DAYS_IN_A_MONTH: Final = 30.4375
_HOURS_IN_A_DAY: Final = 24
_IN_A_MONTH: Final = {
    Cadence.MONTH: 1.0,
    Cadence.WEEK: _DAYS_IN_A_MONTH / 7,
    Cadence.QUARTER: 1 / 3,
}
_OTHER: Final = {Side.HIGH: Side.LOW, Side.LOW: Side.HIGH}
_BETTER: Final = {Improvement.INCREASE: Side.HIGH, Improvement.DECREASE: Side.LOW}


def expected_false_signals(
    charts: Sequence[MeasureChart], *, months: int = 1, rules: Collection[Rule] = SIGNALLING
) -> float:
    """How many new signals these charts would have raised in the last so many months if nothing
    had changed in any of them. rules: those that raise a signal. What chance brings to a chart
    outside of the table is not among it.
    """
    return sum(expected_of(one, months=months, rules=rules) or 0.0 for one in charts)


def expected_of(
    chart: MeasureChart, *, months: int = 1, rules: Collection[Rule] = SIGNALLING
) -> float | None:
    """The same of one chart. None: the table does not reach so far."""
    try:
        return _of_chart(chart, months, rules)
    except OutsideTableError:
        return None


def chance_of_false_holding(chart: MeasureChart) -> float | None:
    """That an unchanged measure is called holding when it is looked at once: its newest closed
    period is an improvement on the frozen baseline by chance. None: nothing is better, there are
    no limits yet, or the table does not reach so far.
    """
    return _on_one_side(chart.views.frozen, better=True, among=None)


def chance_of_false_slipping(judged: Charted, periods: int) -> float | None:
    """That a stable measure is called slipped at least once while so many more of its periods
    close, looked at after each. judged: by whose limits. None: as above.
    """
    return _on_one_side(judged, better=False, among=periods)


def _of_chart(chart: MeasureChart, months: int, rules: Collection[Rule]) -> float:
    counting = _counting(chart, rules)
    left = months * _points_a_month(chart)
    total = 0.0
    for segment in reversed(chart.in_force.segments):
        many = len(segment.counted)
        setting = setting_of(chart.method, segment)
        for points, share in _newest_points(many, left):
            if setting is not None and points >= LEAST:
                total += share * chances(setting, _new(counting, points))
        left = max(0.0, left - many)
    return total


def _counting(chart: MeasureChart, rules: Collection[Rule]) -> Sequence[Rule]:
    """A gap beyond the limit is one signal, whether while it is open or once it is over."""
    either = {Rule.BEYOND_LIMIT, Rule.OPEN_GAP}
    named = {*rules, Rule.OPEN_GAP} if either & set(rules) else set(rules)
    return [rule for rule in chart.method.rule_set.rules if rule in named]


def _new(rules: Sequence[Rule], points: int) -> Callable[[Chances], float]:
    return lambda one: sum(one.new_at(rule, points) for rule in rules)


def _newest_points(many: int, left: float) -> Iterator[tuple[int, float]]:
    """How many points there were when each of the newest came, the last one first, and how much of
    it is asked for: a third of a month's quarter.
    """
    for points in range(many, 0, -1):
        if left <= 0:
            return
        yield points, min(1.0, left)
        left -= 1


def _points_a_month(chart: MeasureChart) -> float:
    """Of rare events, as many as their mean gap makes."""
    known = _IN_A_MONTH.get(chart.definition.cadence)
    if known is not None:
        return known
    gaps = [one.observation.number for one in chart.in_force.points]
    mean = fmean(gaps) if gaps else 0.0
    if chart.definition.measured_in == "hours":
        mean /= _HOURS_IN_A_DAY
    return _DAYS_IN_A_MONTH / mean if mean > 0 else _DAYS_IN_A_MONTH


def _on_one_side(charted: Charted, *, better: bool, among: int | None) -> float | None:
    """among: at least once in so many periods; None: in the one that is looked at."""
    side = _BETTER.get(charted.method.improvement)
    current: Segment = charted.current
    setting = setting_of(charted.method, current)
    if side is None or setting is None:
        return None
    if better is setting.turned:
        side = _OTHER[side]
    if among is None:
        return _at_most(_known(setting, lambda one: one.marked[side]))
    since = len(current.counted) - setting.base
    return _at_most(_known(setting, lambda one: one.any_marked(side, since, among)))


def _known(setting: Setting, quantity: Callable[[Chances], float]) -> float | None:
    """None: outside of the table."""
    try:
        return chances(setting, quantity)
    except OutsideTableError:
        return None


def _at_most(chance: float | None) -> float | None:
    """With what sampling leaves open: a wrong word shall not be commoner than is stated."""
    return None if chance is None else min(1.0, chance + sqrt(chance * (1 - chance) / runs()))
