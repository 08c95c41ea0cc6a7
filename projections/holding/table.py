"""The table by which a verdict is found, asked of one measure row by row; the first match wins.

Nothing is proven where the figures before and after cannot be compared; then it has slipped where
the newest closed period carries a concern against the level it should hold; then too little time
has passed; then nothing changed; and only then does it hold.

Limits that a person let begin anew are the level that should hold, once five points have made
them; until then, and where nobody did, it is the level of before. What was a concern before the
verification and was not measured since says nothing of its effect.

Source: Heed's decision table; Wheeler, "Understanding Variation" (frozen limits ask whether it
changed, new ones whether it holds).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.vocabulary.holding import Reason, Word
from domain.vocabulary.measuring import Chart, Improvement
from domain.vocabulary.sampling import SampleMethod
from projections.charts.charted import Charted
from projections.charts.limits import LEAST
from projections.charts.observation import Maturity, Standing
from projections.charts.of_measure import MeasureChart
from projections.charts.segment import Point
from projections.charts.variation import Variation
from projections.holding.measured import AsMeasured
from projections.holding.since import Change, began_at, signal_began

ENOUGH: Final = 6
"""Closed periods since verification."""
ENOUGH_GAPS: Final = 3
"""Intervals since verification, the one that is still open among them."""
_GAPS: Final = frozenset({Chart.G, Chart.T})
_SHARES: Final = frozenset({"percent", "percentage", "proportion", "share"})
"""Units of a share, which says nothing without the number it is of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The table, row by row, of one measure."""

    chart: MeasureChart
    change: Change
    measured: AsMeasured

    def answer(self) -> tuple[Word, tuple[Reason, ...]]:
        if reasons := tuple(self._cannot_tell()):
            return Word.NOT_PROVEN, reasons
        if self._is_concern():
            return Word.SLIPPED, ()
        if self.points_since < self.needed:
            return Word.NOT_PROVEN, (Reason.TOO_FEW,)
        if not self._is_improved():
            return Word.NOT_PROVEN, (Reason.NO_CHANGE_DETECTED,)
        return Word.HOLDING, ()

    @property
    def frozen(self) -> Charted:
        return self.chart.views.frozen

    @property
    def judged(self) -> Charted:
        """By whose limits it should hold: new ones as soon as there are any."""
        in_force = self.chart.in_force
        return in_force if in_force.current.has_limits else self.frozen

    @property
    def newest(self) -> Point | None:
        """The last closed period that counts."""
        return self.frozen.current.newest

    @property
    def needed(self) -> int:
        return ENOUGH_GAPS if self.chart.method.chart in _GAPS else ENOUGH

    @property
    def since(self) -> tuple[Point, ...]:
        return self.change.since(self.frozen.current.counted)

    @property
    def points_since(self) -> int:
        """Of rare events, the gap that is still open is one."""
        return len(self.since) + (self.frozen.open_gap is not None)

    @property
    def before(self) -> tuple[str, ...]:
        """Of the periods that made the frozen limits, those before the verification."""
        return tuple(one for one in self.frozen.current.base if self.change.is_before(one))

    def _cannot_tell(self) -> Iterator[Reason]:
        before = self.before
        since = tuple(one.observation.period for one in self.since)
        if self.chart.definition.improvement is Improvement.NEUTRAL:
            yield Reason.DIRECTION_NEUTRAL
        if not self.frozen.current.has_limits or len(before) < LEAST:
            yield Reason.NO_BASELINE
        if self._activity_is_missing():
            yield Reason.ACTIVITY_MISSING
        if not self.measured.alike(before, since):
            yield Reason.DEFINITION_CHANGED
        if not self._can_be_compared(before, since):
            yield Reason.SAMPLE_NOT_COMPARABLE

    def _activity_is_missing(self) -> bool:
        """Of the newest closed period: an older one would be judged in its place."""
        chart = self.chart.method.chart
        closed = [one for one in self.chart.observations if one.maturity is not Maturity.OPEN]
        return bool(closed) and closed[-1].standing(chart) is Standing.ACTIVITY_MISSING

    def _can_be_compared(self, before: tuple[str, ...], since: tuple[str, ...]) -> bool:
        first, later = self.measured.sampled(before), self.measured.sampled(since)
        if SampleMethod.PURPOSIVE in first | later or (first and later and first != later):
            return False
        return self.chart.definition.measured_in not in _SHARES or all(
            one.observation.out_of is not None
            for one in self.frozen.current.counted
            if one.observation.period in {*before, *since}
        )

    @property
    def sample(self) -> SampleMethod | None:
        """Where methods differ, the loosest: whatever was to hand, then what was chosen."""
        every = self.measured.sampled(one.observation.period for one in self.frozen.points)
        loosest_first = reversed(list(SampleMethod))
        return next((one for one in loosest_first if one in every), None)

    def _is_concern(self) -> bool:
        newest = self.judged.current.newest
        gap = self.judged.open_gap
        if gap is not None and gap.variation is Variation.CONCERN:
            return True
        if newest is None or not self.change.reaches(newest.observation.period):
            return False
        return newest.variation is Variation.CONCERN

    def _is_improved(self) -> bool:
        gap = self.frozen.open_gap
        open_long = gap is not None and gap.variation is Variation.IMPROVEMENT
        return open_long or self.frozen.variation is Variation.IMPROVEMENT

    def signal(self, word: Word) -> tuple[str | None, bool | None]:
        """Where what is seen began: of a slip, the concern; otherwise what the frozen limits show.
        And whether an improvement on those began before the action was even agreed.
        """
        frozen = self.frozen.current
        began = signal_began(self.judged.current if word is Word.SLIPPED else frozen)
        better = signal_began(frozen) if self.frozen.variation is Variation.IMPROVEMENT else None
        if better is None:
            return began, None
        return began, began_at(frozen, better) < self.change.agreed_at
