"""The rows of `projections/charts/chance_table.json`: one constant series after another.

A series grows by one point at a time, is judged each time by what it is so far, and every pattern
of its newest point is a signal once: just as a provider would have met it.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.constant_series import drawing
from benchmarks.newest import Known, Newest
from domain.vocabulary.measuring import Chart, Improvement
from projections.charts import counts, proportions, rare_events
from projections.charts.chance_table import LATER, UP_TO, WATCHED
from projections.charts.constant import Kind, Setting
from projections.charts.limits import LEAST, Limits
from projections.charts.method import Method, lines, newest
from projections.charts.observation import Counted, Observation
from projections.charts.pattern import Rule, Side
from projections.charts.rule_set import RuleSet

CHARTS = {
    Kind.VALUES: Chart.XMR,
    Kind.COUNTS: Chart.XMR,
    Kind.RUNS: Chart.RUN,
    Kind.C: Chart.C,
    Kind.P: Chart.P,
    Kind.G: Chart.G,
    Kind.T: Chart.T,
}
_MONTHS = (5, 8, 12, 24)
_GAPS = (5, 10, 20)
_RARE = (0.1, 0.3, 0.6)
_COMMON = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 13.0, 18.0, 30.0, 60.0)
_USUAL = (0.1, 0.25, 0.4, 0.5)
_SHARES = {
    5.0: _USUAL,
    10.0: (0.05, *_USUAL),
    20.0: (0.01, 0.02, 0.05, *_USUAL),
    50.0: (0.01, 0.02, 0.05, *_USUAL),
    200.0: _USUAL,
}
"""By how many are looked at; rarer ones are as good as counts."""
SETTINGS = (
    *(Setting(Kind.VALUES, base) for base in _MONTHS),
    *(Setting(Kind.RUNS, base) for base in _MONTHS),
    *(Setting(Kind.T, base) for base in _GAPS),
    *(Setting(Kind.G, base, mean) for base in _GAPS for mean in (1.0, 4.0, 15.0, 60.0)),
    *(
        Setting(Kind.COUNTS, base, mean)
        for base in (5, 12, 24)
        for mean in (*_RARE, 1.0, 2.0, 3.5, 6.0, 15.0, 60.0)
    ),
    *(Setting(Kind.C, base, mean) for base in (5, 12, 24) for mean in (*_RARE, *_COMMON)),
    *(
        Setting(Kind.P, base, share, of)
        for base in (5, 12, 24)
        for of, shares in _SHARES.items()
        for share in shares
    ),
)


@dataclass(slots=True)
class Row:
    """What was met in so many series. `watch`: for so many points at most they were watched."""

    setting: Setting
    watch: int = WATCHED[-1]
    runs: int = 0
    new: Counter[tuple[Rule, int]] = field(default_factory=Counter)
    marked: Counter[Side] = field(default_factory=Counter)
    watched: Counter[tuple[Side, int, int]] = field(default_factory=Counter)

    @property
    def length(self) -> int:
        return max(self.setting.base + LATER + self.watch, UP_TO[-1])

    @property
    def spans(self) -> list[int]:
        return [one for one in WATCHED if one <= self.watch]

    def json(self) -> dict:
        widths = [up - before for before, up in zip((LEAST - 1, *UP_TO), UP_TO, strict=False)]
        rules = newest(CHARTS[self.setting.kind], Improvement.INCREASE).rule_set.rules
        return {
            "kind": self.setting.kind,
            "base": self.setting.base,
            "level": self.setting.level,
            "of": self.setting.of,
            "new": {
                rule: [
                    round(self.new[rule, at] / self.runs / wide, 4)
                    for at, wide in enumerate(widths)
                ]
                for rule in rules
            },
            "marked": {side: round(self.marked[side] / self.runs / LATER, 4) for side in Side},
            "watched": {
                side: [
                    [round(self.watched[side, start, one] / self.runs, 4) for one in self.spans]
                    for start in (0, LATER)
                ]
                for side in Side
            },
        }


def simulated(setting: Setting, runs: int, seed: int, watch: int = WATCHED[-1]) -> Row:
    row = Row(setting, watch)
    chance = Random(f"{seed} {setting}")
    draw = drawing(setting, chance)
    method = newest(CHARTS[setting.kind], Improvement.INCREASE)
    for _ in range(runs):
        _met(row, method, [draw() for _ in range(row.length + 1)])
    return row


def limits_of(setting: Setting, method: Method, base: list[float]) -> Limits:
    match setting.kind:
        case Kind.C:
            return counts.c_limits(base)
        case Kind.P:
            of = round(setting.of)
            return proportions.p_limits([Counted(one, of) for one in base], of).times(of)
        case Kind.G:
            return rare_events.g_limits(base)
        case Kind.T:
            return rare_events.t_limits(base)
        case Kind.VALUES | Kind.COUNTS | Kind.RUNS:
            made = lines(
                method,
                [Observation(period="", number=one) for one in base],
                [Observation(period="", number=0.0)],
            )
            assert made is not None
            return made[0]


def _met(row: Row, method: Method, values: list[float]) -> None:
    """values: one more than are judged, so that a gap that is still open can be."""
    row.runs += 1
    setting, rare = row.setting, row.setting.kind in {Kind.G, Kind.T}
    reader = Newest(values, method.rule_set)
    raised = set()
    said_open = None  # a gap that was signalled while it was open is not signalled again
    marks, later = dict[int, Side](), set[Side]()
    told = max(UP_TO[-1], setting.base + 2 * LATER)
    bin_at = 0
    limits = Known(limits_of(setting, method, values[:LEAST]))
    for points in range(LEAST, row.length + 1):
        if points <= setting.base:
            limits = Known(limits_of(setting, method, values[:points]))
        if points == UP_TO[-1] + 1:
            reader = Newest(values, _sided(method.rule_set))
        found = reader.found(points, limits)
        signals = [one for one in found if one[:2] != said_open]
        said_open = None
        if rare and limits.beyond(values[points]) > 0:
            said_open = (Rule.BEYOND_LIMIT, Side.HIGH)
            found.append((Rule.OPEN_GAP, Side.HIGH, points))
            signals.append(found[-1])
        if points > UP_TO[bin_at] and bin_at < len(UP_TO) - 1:
            bin_at += 1
        for one in signals:
            if one not in raised and points <= UP_TO[-1]:
                row.new[one[0], bin_at] += 1
            raised.add(one)
        side = next((side for _, side, _ in found if side is not None), None)
        if side is not None:
            marks[points] = side
            later.update({side} if points > setting.base + LATER else ())
        if len(later) == len(Side) and points >= told:
            break  # nothing that comes is the first of its side
    _watch(row, marks)


def _sided(rule_set: RuleSet) -> RuleSet:
    """Without the rule of the whole series, which is slow and marks no point."""
    return replace(
        rule_set, rules=tuple(one for one in rule_set.rules if one is not Rule.FEW_CROSSINGS)
    )


def _watch(row: Row, marks: dict[int, Side]) -> None:
    base = row.setting.base
    row.marked.update(side for at, side in marks.items() if base + LATER < at <= base + 2 * LATER)
    for start in (0, LATER):
        first = dict[Side, int]()
        for at in sorted(marks):
            if at > base + start:
                first.setdefault(marks[at], at - base - start)
        for side, after in first.items():
            row.watched.update((side, start, many) for many in WATCHED if after <= many)
