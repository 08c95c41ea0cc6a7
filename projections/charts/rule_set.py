"""Which rules belong to which chart: named, versioned, and kept with every evaluation.

Rules made for one chart signal falsely on another: those of Making Data Count expect values that
vary alike above and below, which counts and gaps between rare events do not. A set that is judged
differently is a new version; none is ever taken out, as old evaluations name it.

Source: NHS England, Making Data Count (7 and 7); Anhoej; Provost and Murray (rare events).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from domain.vocabulary.measuring import Chart
from projections.charts import anhoej, making_data_count
from projections.charts.limits import Limits
from projections.charts.pattern import Pattern, Rule


@dataclass(frozen=True, slots=True)
class RuleSet:
    """`rules`: the one that names a point, where several mark it, is the first of them."""

    name: str
    version: int
    rules: tuple[Rule, ...]
    trend_of: int = 7
    run_of: int = 7


MAKING_DATA_COUNT: Final = RuleSet(
    "making_data_count", 1, (Rule.BEYOND_LIMIT, Rule.TREND, Rule.TWO_OF_THREE, Rule.RUN)
)
ANHOEJ: Final = RuleSet("anhoej", 1, (Rule.LONG_RUN, Rule.FEW_CROSSINGS))
LIMIT_AND_ANHOEJ: Final = RuleSet(
    "limit_and_anhoej", 1, (Rule.BEYOND_LIMIT, Rule.LONG_RUN, Rule.FEW_CROSSINGS)
)
LIMIT_AND_OPEN_GAP: Final = RuleSet("limit_and_open_gap", 1, (Rule.BEYOND_LIMIT, Rule.OPEN_GAP))

RULE_SETS: Final[Mapping[tuple[str, int], RuleSet]] = MappingProxyType({
    (one.name, one.version): one
    for one in (MAKING_DATA_COUNT, ANHOEJ, LIMIT_AND_ANHOEJ, LIMIT_AND_OPEN_GAP)
})  # fmt: skip

NEWEST: Final[Mapping[Chart, RuleSet]] = MappingProxyType({
    Chart.XMR: MAKING_DATA_COUNT,
    Chart.RUN: ANHOEJ,
    Chart.C: LIMIT_AND_ANHOEJ,
    Chart.U: LIMIT_AND_ANHOEJ,
    Chart.P: LIMIT_AND_ANHOEJ,
    Chart.G: LIMIT_AND_OPEN_GAP,
    Chart.T: LIMIT_AND_OPEN_GAP,
})  # fmt: skip
"""By which a chart is judged today."""


def patterns(
    rule_set: RuleSet, values: Sequence[float], limits: Sequence[Limits]
) -> Iterator[Pattern]:
    """In the order of the set. The open gap is no point, and is read by `rare_events`."""
    centres = [one.centre for one in limits]
    of_runs = tuple(anhoej.patterns(values, centres))
    for rule in rule_set.rules:
        match rule:
            case Rule.BEYOND_LIMIT:
                yield from making_data_count.beyond_limit(values, limits)
            case Rule.TREND:
                yield from making_data_count.trend(values, rule_set.trend_of)
            case Rule.TWO_OF_THREE:
                yield from making_data_count.two_of_three(values, limits)
            case Rule.RUN:
                yield from making_data_count.run(values, limits, rule_set.run_of)
            case Rule.LONG_RUN | Rule.FEW_CROSSINGS:
                yield from (one for one in of_runs if one.rule is rule)
            case Rule.OPEN_GAP:
                pass
