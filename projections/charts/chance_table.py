"""How often chance alone marks a point, for every kind of chart, from a table made by simulation.

The table is `chance_table.json`; `python -m benchmarks.false_alarms --write` makes it again, from a
fixed seed. Between two of its rows the chance lies between theirs. Beyond them nothing is said
where the nearest row would say too little: of counts and gaps rarer than any of them, of fewer
looked at, of more points watched. It stands for those of which chance says less or as much: more
points that make the limits, and counts as good as normal. Shares rarer than any row, or of more,
are as good as counts.

Source: Heed's own simulation of constant series (benchmarks/false_alarms.py); Johnson, Kemp and
Kotz, "Univariate Discrete Distributions" (binomial and Poisson).
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import log
from types import MappingProxyType
from typing import Any, Final

from projections.charts.constant import Kind, Setting, as_counts
from projections.charts.pattern import Rule, Side

UP_TO: Final = (6, 8, 10, 12, 14, 18, 24, 36)
"""Points of a series that share one chance of a new signal: the fifth and sixth, and so on."""
WATCHED: Final = (1, 3, 6, 12, 24, 52, 104, 156)
"""Points for which a measure is watched."""
LATER: Final = 12
"""Points after its base from which a chart is watched that did not begin to be at once."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Of a constant series. `new`: by rule, of a new signal at a point, by `UP_TO`. `marked`: of a
    point long after the base being marked on this side. `watched`: of at least one marked point
    among so many (`WATCHED`), from the base on and from `LATER` on.
    """

    new: Mapping[Rule, tuple[float, ...]]
    marked: Mapping[Side, float]
    watched: Mapping[Side, tuple[tuple[float, ...], tuple[float, ...]]]

    def new_at(self, rule: Rule, points: int) -> float:
        """Of a new signal of this rule when the series has so many points."""
        by_points = self.new.get(rule)
        if by_points is None:
            return 0.0
        return by_points[min(bisect_left(UP_TO, points), len(UP_TO) - 1)]

    def any_marked(self, side: Side, points_since_base: int, among: int) -> float:
        """Of at least one marked point among the next so many."""
        at_once, later = (_at(one, among) for one in self.watched[side])
        share = min(points_since_base / LATER, 1.0)
        return at_once + (later - at_once) * share


class OutsideTableError(Exception):
    """There are no rows around what is asked of."""


def chances(setting: Setting, quantity: Callable[[Chances], float]) -> float:
    """Of this setting, what is asked of each of the rows around it. Raises OutsideTableError."""
    rows = _rows()[setting.kind]
    if setting.kind is Kind.P and setting.of > max(row.of for row in rows):
        return chances(_counted(setting, setting.of), quantity)
    found = _between(setting.base, sorted({row.base for row in rows}), _same)
    return sum(
        share * _of_base(setting, [row for row in rows if row.base == base], quantity)
        for base, share in found
    )


@dataclass(frozen=True, slots=True)
class _Row:
    base: int
    level: float
    of: float
    chances: Chances


def _of_base(setting: Setting, rows: Sequence[_Row], quantity: Callable[[Chances], float]) -> float:
    total = 0.0
    for of, share in _between(setting.of, sorted({row.of for row in rows}), _log):
        there = {row.level: row.chances for row in rows if row.of == of}
        if setting.kind is Kind.P and setting.level < min(there):
            total += share * chances(_counted(setting, of), quantity)
            continue
        scale = _same if setting.kind is Kind.P else _log
        for level, part in _between(setting.level, sorted(there), scale):
            total += share * part * quantity(there[level])
    return total


def _counted(setting: Setting, of: float) -> Setting:
    """As counts, of which most are nought."""
    return Setting(Kind.C, setting.base, as_counts(of, setting.level))


def _log(value: float) -> float:
    return log(max(value, 1e-6))


def _same(value: float) -> float:
    return value


def _between(
    value: float, known: Sequence[float], scale: Callable[[float], float]
) -> list[tuple[float, float]]:
    """known: ascending. The two around the value, each with its share; above them the last alone.
    Raises OutsideTableError below them.
    """
    after = bisect_left(known, value)
    if after == 0 and value < known[0]:
        raise OutsideTableError
    if value in known[after : after + 1]:
        return [(known[after], 1.0)]
    if after == len(known):
        return [(known[-1], 1.0)]
    lower, upper = known[after - 1], known[after]
    share = (scale(value) - scale(lower)) / (scale(upper) - scale(lower))
    return [(lower, 1 - share), (upper, share)]


def _at(by_watched: Sequence[float], among: int) -> float:
    """Among no points none is marked. Raises OutsideTableError for more than were watched."""
    if among > WATCHED[-1]:
        raise OutsideTableError
    points, known = (0, *WATCHED), (0.0, *by_watched)
    return sum(
        share * known[points.index(int(many))] for many, share in _between(among, points, _same)
    )


@cache
def _said() -> Any:
    """Read once, when first asked for."""
    table = resources.files("projections.charts").joinpath("chance_table.json")
    return json.loads(table.read_text("utf-8"))


def runs() -> int:
    """Of how many series each row was made."""
    made: int = _said()["runs"]
    return made


@cache
def _rows() -> Mapping[Kind, Sequence[_Row]]:
    rows: dict[Kind, list[_Row]] = {}
    for one in _said()["rows"]:
        rows.setdefault(Kind(one["kind"]), []).append(_row(one))
    return MappingProxyType(rows)


def _row(one: Mapping[str, Any]) -> _Row:
    made = Chances(
        new={Rule(rule): tuple(by_points) for rule, by_points in one["new"].items()},
        marked={Side(side): chance for side, chance in one["marked"].items()},
        watched={
            Side(side): (tuple(at_once), tuple(later))
            for side, (at_once, later) in one["watched"].items()
        },
    )
    return _Row(one["base"], one["level"], one["of"], made)
