"""One series under several sets of limits, side by side.

Frozen limits hide a relapse that stays above the old level; limits made anew hide the improvement
that came before. Neither is shown without the other. Limits begin anew only where a person decided
so and answered for it; a question what they would be if they did is drawn, says so, and is part of
no verdict.

Source: Wheeler, "Understanding Variation" (when to recompute limits); NHS England, Making Data
Count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.measure.period import begins
from projections.charts.baseline import ALL, Baseline, usual
from projections.charts.charted import Charted, View, charted
from projections.charts.method import Method
from projections.charts.observation import Observation
from projections.charts.segment import segment

FIRST_AFTER: Final = 5
"""Where a person said nothing else, new limits stay as the first so many points made them."""


@dataclass(frozen=True, slots=True)
class Rebase:
    """Limits begin anew at this period. `freeze_after`: they stay as so many points made them;
    None: all of the points up to the next make them.
    """

    from_period: str
    freeze_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """`rebased` None: no person re-based. `what_if` None: nobody asked."""

    frozen: Charted
    rebased: Charted | None
    all_data: Charted
    what_if: Charted | None

    @property
    def in_force(self) -> Charted:
        """By which a verdict goes: re-based where a person did so, otherwise frozen."""
        return self.frozen if self.rebased is None else self.rebased


def views(
    method: Method,
    observations: Sequence[Observation],
    *,
    baseline: Baseline | None = None,
    rebases: Sequence[Rebase] = (),
    what_if: Sequence[Rebase] = (),
    open_gap: float | None = None,
) -> Views:
    """Observations and re-bases come in order. baseline: as a person set it, if any did. what_if:
    begins anew besides where people did.
    """
    frozen = segment(method, baseline or usual(method.chart), observations)
    everything = segment(method, ALL, observations)

    def anew(view: View, at: Sequence[Rebase]) -> Charted | None:
        if not at:
            return None
        parts = _parts(observations, baseline, at)
        segments = [segment(method, base, part) for base, part in parts]
        return charted(view, method, segments, open_gap)

    asked = (*rebases, *what_if) if what_if else ()
    return Views(
        frozen=charted(View.FROZEN, method, [frozen], open_gap),
        rebased=anew(View.REBASED, rebases),
        all_data=charted(View.ALL_DATA, method, [everything], open_gap),
        what_if=anew(View.WHAT_IF, sorted(asked, key=lambda one: begins(one.from_period))),
    )


def _parts(
    observations: Sequence[Observation], baseline: Baseline | None, rebases: Sequence[Rebase]
) -> list[tuple[Baseline, list[Observation]]]:
    """Each segment with what makes its limits. Before the first re-base that is the baseline that
    a person set, if any, and otherwise every point of the segment.
    """
    parts: list[tuple[Baseline, list[Observation]]] = [(baseline or ALL, [])]
    ahead = list(rebases)
    for one in observations:
        while ahead and begins(ahead[0].from_period) <= begins(one.period):
            parts.append((Baseline(first=ahead.pop(0).freeze_after), []))
        parts[-1][1].append(one)
    parts.extend((Baseline(first=rebase.freeze_after), []) for rebase in ahead)
    return [part for part in parts[:-1] if part[1]] + parts[-1:]
