"""How many have come to the end by a time, where some have not come to it yet.

A case that is still open says that it takes at least so long; leaving it out would make the others
look quicker the more are open. Every case is either finished after some hours or open since then,
and the share that is still under way falls at each finish by the share of those who could have
finished at that moment. A finish and an open case of the same length: the open one could still
have finished.

Source: Kaplan and Meier, J Am Stat Assoc 53 (1958) 457-481 (product-limit estimate); Greenwood
(1926) for its variance; Cutler and Ederer (1958) for the effective number of cases.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple


class Case(NamedTuple):
    """hours: from its beginning to its end, or to now where it has none; never below 0."""

    hours: float
    finished: bool


class Step(NamedTuple):
    """What holds from `hours` on. `at_risk`: cases that had not ended before; `finished`: of these,
    just now; `under_way`: the share that takes longer. `greenwood`: the sum whose product with
    `under_way` squared is the variance of that.
    """

    hours: float
    at_risk: int
    finished: int
    under_way: float
    greenwood: float

    @property
    def done(self) -> float:
        return 1.0 - self.under_way

    @property
    def effective(self) -> float | None:
        """How many cases without open ones would know the share as exactly; None at its ends."""
        if not 0.0 < self.under_way < 1.0:
            return None
        return self.done / (self.under_way * self.greenwood)


def curve(cases: Iterable[Case]) -> Sequence[Step]:
    """One step for each length at which anybody finished, the shortest first."""
    ordered = sorted(cases)
    left, under_way, greenwood = len(ordered), 1.0, 0.0
    steps: list[Step] = []
    for hours, group in groupby(ordered, key=lambda case: case.hours):
        together = [case.finished for case in group]
        finished = sum(together)
        if finished:
            under_way *= (left - finished) / left
            if left > finished:
                greenwood += finished / (left * (left - finished))
            steps.append(Step(hours, left, finished, under_way, greenwood))
        left -= len(together)
    return steps
