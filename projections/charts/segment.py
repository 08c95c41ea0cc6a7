"""A stretch of a series under one set of limits: its lines, its points, and what the rules found.

Source: NHS England, Making Data Count (limits on trial below twelve points).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from projections.charts import anhoej, rule_set
from projections.charts.anhoej import Runs
from projections.charts.baseline import Baseline
from projections.charts.limits import FIRM, LEAST, Limits
from projections.charts.method import Method, lines
from projections.charts.observation import Observation, Standing
from projections.charts.pattern import Pattern, Rule, Side
from projections.charts.variation import Variation, variation


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """`value` None: there is no rate without activity. `outside`: beyond a limit, said of points
    that take no part too, of which no rule is judged and `variation` is None. `rules`: those that
    mark it, the one that names it first; `side` is that one's.
    """

    observation: Observation
    standing: Standing
    value: float | None
    limits: Limits | None
    outside: bool
    rules: tuple[Rule, ...]
    side: Side | None
    variation: Variation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """`base`: the periods that made the limits. `trial`: they were fewer than twelve. Places in
    `patterns` are those of `points`. `runs`: of the points that count; None without a centre.
    """

    points: tuple[Point, ...]
    base: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    runs: Runs | None

    @property
    def has_limits(self) -> bool:
        return len(self.base) >= LEAST

    @property
    def trial(self) -> bool:
        return len(self.base) < FIRM

    @property
    def counted(self) -> tuple[Point, ...]:
        return tuple(one for one in self.points if one.standing is Standing.COUNTED)

    @property
    def newest(self) -> Point | None:
        """The last point that counts."""
        counted = self.counted
        return counted[-1] if counted else None

    def first_of(self, pattern: Pattern) -> str:
        """The period by which a pattern is known; of the series as a whole, its first."""
        marked = pattern.points[0] if pattern.points else 0
        return self.points[marked].observation.period

    def last_of(self, pattern: Pattern) -> str:
        """The period to which it has come; of the series as a whole, its last."""
        marked = pattern.points[-1] if pattern.points else -1
        return self.points[marked].observation.period

    def is_of_newest(self, pattern: Pattern) -> bool:
        """Whether it is still so: it marks the last point that counts, or the whole series."""
        if not pattern.points:
            return True
        return self.points[pattern.points[-1]] is self.newest


def segment(method: Method, baseline: Baseline, observations: Sequence[Observation]) -> Segment:
    """observations: of this stretch alone, in order."""
    standings = [one.standing(method.chart) for one in observations]
    counted = [at for at, one in enumerate(standings) if one is Standing.COUNTED]
    drawn = [at for at, one in enumerate(standings) if one is not Standing.ACTIVITY_MISSING]
    base = baseline.of([observations[at] for at in counted])
    made = lines(method, base, [observations[at] for at in drawn])
    limits = {} if made is None else dict(zip(drawn, made, strict=True))

    values = [observations[at].value(method.chart, method.per) for at in counted]
    judged = [limits[at] for at in counted] if limits else []
    found = _placed(rule_set.patterns(method.rule_set, values, judged), counted) if judged else ()
    points = tuple(
        _point(method, one, standings[at], limits.get(at), [it for it in found if at in it.points])
        for at, one in enumerate(observations)
    )
    runs = anhoej.runs(values, [one.centre for one in judged]) if judged else None
    base_periods = tuple(one.period for one in base)
    return Segment(points=points, base=base_periods, patterns=found, runs=runs)


def _placed(found: Iterable[Pattern], counted: Sequence[int]) -> tuple[Pattern, ...]:
    """With places among all points, in place of those among the ones that count."""
    return tuple(replace(one, points=tuple(counted[at] for at in one.points)) for one in found)


def _point(
    method: Method,
    observation: Observation,
    standing: Standing,
    limits: Limits | None,
    marks: Sequence[Pattern],
) -> Point:
    """marks: the patterns that mark this point, in the order of the rules."""
    known = standing is not Standing.ACTIVITY_MISSING
    value = observation.value(method.chart, method.per) if known else None
    side = _naming_side(marks)
    return Point(
        observation=observation,
        standing=standing,
        value=value,
        limits=limits,
        outside=value is not None and limits is not None and limits.beyond(value) != 0,
        rules=tuple(dict.fromkeys(one.rule for one in marks)),
        side=side,
        variation=variation(side, method.improvement) if standing is Standing.COUNTED else None,
    )


def _naming_side(marks: Sequence[Pattern]) -> Side | None:
    """Of the first rule; at a turn, where one trend ends and another begins, of the later."""
    naming = [one for one in marks if one.rule is marks[0].rule]
    return naming[-1].side if naming else None
