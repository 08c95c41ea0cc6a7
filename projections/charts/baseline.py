"""Which points make the limits.

The first so many, the periods that a person named, or all of them. Only points that count are ever
asked for; of a young series the first twelve may be five so far, and its limits are on trial.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.measure.period import begins
from domain.vocabulary.measuring import Chart
from projections.charts.observation import Observation


@dataclass(frozen=True, slots=True)
class Baseline:
    """`first`: so many of the first points. `span`: periods, both included. Neither: all."""

    first: int | None = None
    span: tuple[str, str] | None = None

    def of(self, counted: Sequence[Observation]) -> Sequence[Observation]:
        """counted: the points that count, in order."""
        if self.span is None:
            return counted if self.first is None else counted[: self.first]
        first, last = begins(self.span[0]), begins(self.span[1])
        return [one for one in counted if first <= begins(one.period) <= last]


ALL: Final = Baseline()
_FIRST: Final = Baseline(first=12)
_FIRST_GAPS: Final = Baseline(first=10)


def usual(chart: Chart) -> Baseline:
    """Where no person set one. Rare events are rare: ten gaps can be years."""
    return _FIRST_GAPS if chart in {Chart.G, Chart.T} else _FIRST
