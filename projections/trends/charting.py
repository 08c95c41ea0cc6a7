"""The chart of one series of counts, chosen by how many there are and whether activity is known.

No direction is better by itself: more reports may mean more harm or more courage. There is no
baseline and no re-base here, as nobody agreed on one; whoever wants either makes it a measure.

Source: NHS England, Making Data Count; Provost and Murray (which chart suits which figures).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from domain.moment import starts
from domain.vocabulary.measuring import Chart, Improvement
from projections.charts import choice, rates
from projections.charts.choice import Choice
from projections.charts.method import Method, newest
from projections.charts.observation import Observation
from projections.charts.views import Views, views
from projections.trends.answers.between import names

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendChart:
    """`observations`: the periods of the question, or the days of rare events."""

    choice: Choice
    method: Method
    observations: tuple[Observation, ...]
    views: Views


def suits(counted: Sequence[Observation]) -> Choice:
    """counted: one for each period, at least one. `t_or_g`: ask `of_days`."""
    return choice.for_counts(counted)


def of_counts(counted: Sequence[Observation], chosen: Choice) -> TrendChart:
    """As `suits` chose, but not for rare events."""
    per = float(rates.PER) if chosen.chart is Chart.U else 1.0
    return _charted(chosen, counted, per=per, open_gap=None)


def of_days(days: Sequence[date], until: datetime, rare: Choice) -> TrendChart | None:
    """Days from one event to the next. days: the earliest first. until: up to when it is known that
    nothing more happened. rare: why time between is drawn. None: there are not two events.
    """
    gaps = [(after - before).days for before, after in pairwise(days)]
    if not gaps:
        return None
    between = choice.between(gaps)
    chosen = replace(between, reason=f"{rare.reason} {between.reason}")
    named = list(names([(day, None) for day in days]))[1:]
    observations = [
        Observation(period=period, number=float(gap))
        for period, gap in zip(named, gaps, strict=True)
    ]
    open_gap = max((until - starts(days[-1])) / _ONE_DAY, 0.0)
    return _charted(chosen, observations, per=1.0, open_gap=open_gap)


def _charted(
    chosen: Choice, observations: Sequence[Observation], *, per: float, open_gap: float | None
) -> TrendChart:
    method = replace(newest(chosen.chart, Improvement.NEUTRAL), per=per, least=0.0)
    return TrendChart(
        choice=chosen,
        method=method,
        observations=tuple(observations),
        views=views(method, observations, open_gap=open_gap),
    )
