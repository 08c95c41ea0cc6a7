"""A whole chart: one segment after another, what the last point says, and the gap still open.

Source: NHS England, Making Data Count: variation from the last point, assurance from the limits in
force at it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.vocabulary.measuring import Chart
from projections.charts import rare_events
from projections.charts.limits import Limits
from projections.charts.method import Method
from projections.charts.pattern import Pattern, Rule, Side
from projections.charts.segment import Point, Segment
from projections.charts.variation import Assurance, Variation, assurance, variation


class View(StrEnum):
    """Three answers to three questions, and one to a question that was only asked."""

    FROZEN = "frozen"
    """Limits of the baseline: did it change?"""
    REBASED = "rebased"
    """Limits made anew where a person decided so: does it hold, is it good enough?"""
    ALL_DATA = "all_data"
    """Limits of every point."""
    WHAT_IF = "what_if"
    """Limits made anew where nobody decided so. Never kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenGap:
    """How long nothing has happened, in the unit of the chart, and the limits it is read against.
    `pattern`: where it is already longer than chance would bring.
    """

    length: float
    limits: Limits | None
    pattern: Pattern | None
    variation: Variation


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """`segments`: at least one, in order; each may be empty of points that count."""

    view: View
    method: Method
    segments: tuple[Segment, ...]
    open_gap: OpenGap | None

    @property
    def what_if(self) -> bool:
        return self.view is View.WHAT_IF

    @property
    def current(self) -> Segment:
        """The segment that is still going on."""
        return self.segments[-1]

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(point for segment in self.segments for point in segment.points)

    @property
    def newest(self) -> Point | None:
        """The last point that counts, of any segment."""
        return next((one.newest for one in reversed(self.segments) if one.newest), None)

    @property
    def variation(self) -> Variation | None:
        """Of the last point. None: there is no point with a centre to be read against."""
        newest = self.newest
        return None if newest is None or newest.limits is None else newest.variation

    @property
    def assurance(self) -> Assurance | None:
        newest = self.current.newest
        if newest is None or newest.limits is None:
            return None
        return assurance(newest.limits, self.method.target, self.method.improvement)


def charted(
    view: View, method: Method, segments: Sequence[Segment], open_gap: float | None = None
) -> Charted:
    """open_gap: since the last event, or None on charts that have none."""
    rare = method.chart in {Chart.G, Chart.T} and open_gap is not None
    gap = _gap(method, segments[-1], open_gap) if rare and open_gap is not None else None
    return Charted(view=view, method=method, segments=tuple(segments), open_gap=gap)


def _gap(method: Method, current: Segment, length: float) -> OpenGap:
    newest = current.newest
    limits = None if newest is None else newest.limits
    judged = Rule.OPEN_GAP in method.rule_set.rules and limits is not None
    too_long = judged and limits is not None and rare_events.is_beyond(length, limits)
    side = Side.HIGH if too_long else None
    return OpenGap(
        length=length,
        limits=limits,
        pattern=Pattern(Rule.OPEN_GAP, side, ()) if too_long else None,
        variation=variation(side, method.improvement),
    )
