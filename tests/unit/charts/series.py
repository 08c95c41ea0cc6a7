"""Short series in the words of a test: months from January 2024 on, unless said otherwise."""

from collections.abc import Sequence
from typing import Any

from domain.vocabulary.measuring import Chart, Improvement
from projections.charts.baseline import ALL, Baseline
from projections.charts.method import Method, newest
from projections.charts.observation import Observation
from projections.charts.segment import Segment, segment


def month(at: int) -> str:
    """The first is 2024-01."""
    return f"{2024 + at // 12}-{at % 12 + 1:02}"


def months(numbers: Sequence[float], **changes: dict[int, Any]) -> list[Observation]:
    """changes: of members, by place."""
    return [
        Observation(
            period=month(at),
            number=number,
            **{name: of[at] for name, of in changes.items() if at in of},
        )
        for at, number in enumerate(numbers)
    ]


def shares(numbers: Sequence[float], out_of: float) -> list[Observation]:
    return months(numbers, out_of=dict.fromkeys(range(len(numbers)), out_of))


def method(
    chart: Chart = Chart.XMR,
    improvement: Improvement = Improvement.INCREASE,
    target: float | None = None,
) -> Method:
    return newest(chart, improvement, target)


def drawn(
    numbers: Sequence[float], chart: Chart = Chart.XMR, baseline: Baseline = ALL, **changes: Any
) -> Segment:
    return segment(method(chart), baseline, months(numbers, **changes))
