"""The chart of a measure: its figures, dated and judged, under every set of limits.

The one way from a measure to its chart: the page that shows it, the policy that raises signals and
the verdict on whether an improvement holds all read what is made here, so that they cannot differ.

Source: NHS England, Making Data Count; Heed's rules on dating and on limits made anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain.measure.events import Definition
from domain.measure.period import begins, ends
from domain.measure.state import Measure
from domain.vocabulary.measuring import Cadence, Chart
from projections.charts import choice, rates
from projections.charts.baseline import Baseline
from projections.charts.charted import Charted
from projections.charts.choice import Choice
from projections.charts.figures import Answer, observed
from projections.charts.limits import LEAST
from projections.charts.maturity import maturity
from projections.charts.method import Method, newest
from projections.charts.observation import ALONE, Observation
from projections.charts.reading import reading
from projections.charts.stopped import stopped_after
from projections.charts.views import FIRST_AFTER, Rebase, Views, views

LAG: Final = timedelta(days=14)
"""How long late reports are waited for, where a provider has not said."""
_GAPS: Final = frozenset({Chart.G, Chart.T})
_IN_HOURS: Final = "hours"
_IN_PERCENT: Final = "percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What is now, how long late reports are waited for, and when the source fell silent, if so."""

    as_of: datetime
    lag: timedelta = LAG
    silent_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChart:
    """`choice`: where the chart was chosen by the data, why; None: the definition names it.
    `advised`: what the figures themselves would choose; None: there are none. `observations` are in
    order, open periods too. `stopped_after`: the newest closed period, where figures are overdue
    since; None: they go on, or the measure was retired.
    """

    definition: Definition
    choice: Choice | None
    advised: Choice | None
    method: Method
    observations: tuple[Observation, ...]
    views: Views
    stopped_after: str | None = None

    @property
    def stale_since(self) -> datetime | None:
        """The end of the newest closed period, where figures stopped then."""
        return None if self.stopped_after is None else ends(self.stopped_after)

    @property
    def in_force(self) -> Charted:
        return self.views.in_force

    def said(self, subject: str) -> str:
        """One plain reading of the chart in force."""
        return reading(self.in_force, subject, self.unit, self.stopped_after)

    @property
    def unit(self) -> str:
        """Of the time between events; empty where the chart shows anything else."""
        if self.method.chart not in {Chart.G, Chart.T}:
            return ""
        return _IN_HOURS if _in_hours(self.definition) else "days"


def chart_of(
    measure: Measure,
    dated: Dated,
    *,
    answers: Sequence[tuple[str, Answer]] | None = None,
    what_if: Sequence[Rebase] = (),
) -> MeasureChart:
    """answers: a derived measure's figures by period, in order. A reported one brings its own."""
    observations = observed_of(measure, dated, answers)
    chosen = _chosen(measure.definition, observations)
    method = _method(measure.definition, chosen, observations)
    made = views(
        method,
        observations,
        baseline=baseline_of(measure),
        rebases=rebases_of(measure),
        what_if=what_if,
        open_gap=_open_gap(measure.definition, observations, dated),
    )
    return MeasureChart(
        definition=measure.definition,
        choice=chosen,
        advised=chosen or _advised(measure.definition, observations),
        method=method,
        observations=tuple(observations),
        views=made,
        stopped_after=None
        if measure.retired is not None
        else stopped_after(observations, as_of=dated.as_of, lag=dated.lag),
    )


def observed_of(
    measure: Measure, dated: Dated, answers: Sequence[tuple[str, Answer]] | None
) -> list[Observation]:
    """In order, up to `as_of`: what begins after it has not happened yet. `left_out` of each: the
    body of learning text that says why.
    """
    figures = answers
    if figures is None:
        figures = [(one.recorded.period, one.figure) for one in measure.in_order]
    aside = measure.left_out_now
    return [
        observed(
            period,
            figure,
            maturity=maturity(
                period, as_of=dated.as_of, lag=dated.lag, silent_since=dated.silent_since
            ),
            left_out=str(aside[period].reason.id) if period in aside else None,
        )
        for period, figure in figures
        if begins(period) <= dated.as_of
    ]


def baseline_of(measure: Measure) -> Baseline | None:
    """As a person set it last; None: nobody did."""
    if not measure.baselines:
        return None
    last = measure.baselines[-1]
    return Baseline(span=(last.from_period, last.to_period))


def rebases_of(measure: Measure) -> list[Rebase]:
    """In order. Where nobody said how many points make the new limits, the first few do; never
    fewer than make any.
    """
    return [
        Rebase(one.from_period, max(one.freeze_after or FIRST_AFTER, LEAST))
        for one in measure.rebases
    ]


def _chosen(definition: Definition, observations: Sequence[Observation]) -> Choice | None:
    if definition.chart is not Chart.T_OR_G:
        return None
    return choice.between([one.number for one in observations])


def _advised(definition: Definition, observations: Sequence[Observation]) -> Choice | None:
    """By what the figures are: gaps between events, so many of so many, counts, or values."""
    if not observations:
        return None
    if definition.cadence is Cadence.EVENT and definition.chart in _GAPS:
        return choice.between([one.number for one in observations])
    if definition.chart is Chart.P:
        return choice.for_proportions(observations)
    if definition.chart in {Chart.C, Chart.U}:
        return choice.for_counts(observations)
    return choice.for_values()


def _method(
    definition: Definition, chosen: Choice | None, observations: Sequence[Observation]
) -> Method:
    chart = definition.chart if chosen is None else chosen.chart
    target = None if definition.target is None else float(definition.target)
    share = definition.measured_in == _IN_PERCENT
    return replace(
        newest(chart, definition.improvement, target),
        per=_per(chart, observations, share=share),
        least=0.0 if all(one.number >= 0 for one in observations) else None,
        most=100.0 if share else None,
    )


def _per(chart: Chart, observations: Sequence[Observation], *, share: bool) -> float:
    """A share is drawn in percent where the measure is in percent; a rate in every thousand."""
    divided = chart not in ALONE and any(one.out_of is not None for one in observations)
    if not divided:
        return 1.0
    if share:
        return 100.0
    return 1.0 if chart is Chart.P else float(rates.PER)


def _open_gap(
    definition: Definition, observations: Sequence[Observation], dated: Dated
) -> float | None:
    """How long it is since the last event, in the unit of the measure; Heed itself counts days.
    What came after the source fell silent nobody knows.
    """
    if definition.cadence is not Cadence.EVENT or not observations:
        return None
    unit = timedelta(hours=1) if _in_hours(definition) else timedelta(days=1)
    heard = dated.as_of if dated.silent_since is None else min(dated.as_of, dated.silent_since)
    return max(timedelta(0), heard - begins(observations[-1].period)) / unit


def _in_hours(definition: Definition) -> bool:
    return definition.measured_in == _IN_HOURS and definition.question is None
