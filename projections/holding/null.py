"""What verdicts would say of measures that never changed: for the simulation that checks chances.

Each look is one verdict on one day, as a reader would have got it; nothing is remembered from one
look to the next.

Source: Heed's own simulation (benchmarks); design rule that every word states how often chance
alone would bring it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.measure.state import Measure
from domain.vocabulary.holding import Word
from projections.charts.of_measure import Dated, chart_of
from projections.holding.since import Change
from projections.holding.verdict import Verdict, verdict


def looked_at(measure: Measure, change: Change, days: Sequence[datetime]) -> Iterator[Verdict]:
    """measure: reported, with all of its figures. The verdict as of each of these days."""
    for day in days:
        yield verdict(chart_of(measure, Dated(as_of=day)), change)


def is_holding(measure: Measure, change: Change, on: datetime) -> bool:
    """Whether it is called holding when it is looked at once."""
    return next(looked_at(measure, change, [on])).word is Word.HOLDING


def slips(measure: Measure, change: Change, days: Sequence[datetime]) -> bool:
    """Whether it is called slipped at any of these looks."""
    return any(one.word is Word.SLIPPED for one in looked_at(measure, change, days))
