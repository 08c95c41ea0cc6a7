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
from domain.measure.figure import Figure
from domain.measure.period import begins
from domain.measure.state import Measure
from domain.vocabulary.measuring import Cadence, Chart
from projections.charts import choice, rates
from projections.charts.baseline import Baseline
from projections.charts.charted import Charted
from projections.charts.choice import Choice
from projections.charts.figures import observed
from projections.charts.maturity import maturity
from projections.charts.method import Method, newest
from projections.charts.observation import ALONE, Observation
from projections.charts.reading import reading
from projections.charts.views import FIRST_AFTER, Rebase, Views, views

LAG: Final = timedelta(days=14)
"""How long late reports are waited for, where a provider has not said."""
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
    `observations` are in order, open periods too.
    """

    definition: Definition
    choice: Choice | None
    method: Method
    observations: tuple[Observation, ...]
    views: Views

    @property
    def in_force(self) -> Charted:
        return self.views.in_force

    def said(self, subject: str) -> str:
        """One plain reading of the chart in force."""
        return reading(self.in_force, subject)


def chart_of(
    measure: Measure,
    dated: Dated,
    *,
    answers: Sequence[tuple[str, Figure]] | None = None,
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
        open_gap=_open_gap(measure.definition, observations, dated.as_of),
    )
    return MeasureChart(
        definition=measure.definition,
        choice=chosen,
        method=method,
        observations=tuple(observations),
        views=made,
    )


def observed_of(
    measure: Measure, dated: Dated, answers: Sequence[tuple[str, Figure]] | None
) -> list[Observation]:
    """In order, up to `as_of`: what begins after it has not happened yet."""
    figures = answers
    if figures is None:
        figures = [(one.recorded.period, one.figure) for one in measure.in_order]
    return [
        observed(
            period,
            figure,
            maturity=maturity(
                period, as_of=dated.as_of, lag=dated.lag, silent_since=dated.silent_since
            ),
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
    """In order. Where nobody said how many points make the new limits, the first few do."""
    return [Rebase(one.from_period, one.freeze_after or FIRST_AFTER) for one in measure.rebases]


def _chosen(definition: Definition, observations: Sequence[Observation]) -> Choice | None:
    if definition.chart is not Chart.T_OR_G:
        return None
    return choice.between([one.number for one in observations])


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
    definition: Definition, observations: Sequence[Observation], as_of: datetime
) -> float | None:
    """How long it is since the last event, in the unit of the measure."""
    if definition.cadence is not Cadence.EVENT or not observations:
        return None
    unit = timedelta(hours=1) if definition.measured_in == _IN_HOURS else timedelta(days=1)
    return (as_of - begins(observations[-1].period)) / unit
