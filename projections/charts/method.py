"""How a series is drawn and judged: all that, with the points, leads to the same answer again.

It is kept with every evaluation, so that a chart of two years ago is read by the rules of then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from domain.vocabulary.measuring import Chart, Improvement
from projections.charts import counts, proportions, rare_events, run_chart, xmr
from projections.charts.limits import LEAST, Limits
from projections.charts.observation import Counted, Observation
from projections.charts.rule_set import NEWEST, RuleSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """`per`: a rate is drawn as so many in every `per`; the target is in the same units.
    `screened`: whether the moving ranges are. `least`, `most`: what no value can be under or over,
    and limits are not drawn beyond.
    """

    chart: Chart
    rule_set: RuleSet
    improvement: Improvement
    target: float | None = None
    per: float = 1.0
    screened: bool = False
    least: float | None = None
    most: float | None = None


def newest(chart: Chart, improvement: Improvement, target: float | None = None) -> Method:
    """As such a chart is judged today, in the units of its numbers. Not of `t_or_g`, which is
    chosen by the data first.
    """
    return Method(chart=chart, rule_set=NEWEST[chart], improvement=improvement, target=target)


def lines(
    method: Method, base: Sequence[Observation], drawn: Sequence[Observation]
) -> list[Limits] | None:
    """One of each observation drawn, from those of the base. None where the base is too small.
    Observations of a rate or a proportion all have their activity.
    """
    if len(base) < LEAST:
        return None
    if method.chart is Chart.U:
        pairs = _pairs(base)
        return [counts.u_limits(pairs, _out_of(one)).times(method.per) for one in drawn]
    if method.chart is Chart.P:
        pairs = _pairs(base)
        return [proportions.p_limits(pairs, _out_of(one)).times(method.per) for one in drawn]
    same = _same(method, [one.value(method.chart, method.per) for one in base])
    return [same for _ in drawn]


def _out_of(one: Observation) -> float:
    return one.out_of or 1.0


def _pairs(base: Sequence[Observation]) -> list[Counted]:
    return [Counted(one.number, _out_of(one)) for one in base]


def _same(method: Method, values: Sequence[float]) -> Limits:
    """Of charts whose limits are the same for every period."""
    match method.chart:
        case Chart.XMR:
            return xmr.limits(values, screened=method.screened)
        case Chart.RUN:
            return run_chart.limits(values)
        case Chart.C:
            return counts.c_limits(values)
        case Chart.G:
            return rare_events.g_limits(values)
        case Chart.T:
            return rare_events.t_limits(values, screened=method.screened)
        case Chart.U | Chart.P | Chart.T_OR_G:
            raise ValueError(method.chart)
        case _:
            assert_never(method.chart)
