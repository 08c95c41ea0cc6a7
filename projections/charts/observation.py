"""What was observed in one period, and whether it may take part in anything.

A period that is still open, one that a person left out and one whose activity is not known are
drawn, or their place is kept, and that is all: they make no limits, break no rule and end no run.

Source: NHS England, Making Data Count (ghosting); Heed's rule that a rate without activity is
unknown, which is not nought.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from domain.vocabulary.measuring import Chart

OUT_OF: Final = frozenset({Chart.U, Chart.P})
"""Charts of so many in so much: without the second number there is nothing to draw."""
ALONE: Final = frozenset({Chart.C, Chart.G, Chart.T})
"""Charts of the first number, whatever it is out of."""


class Maturity(StrEnum):
    """Whether more of the period may still come in."""

    OPEN = "open"
    PROVISIONAL = "provisional"
    """Over, and late reports are still expected; it counts."""
    FINAL = "final"


class Standing(StrEnum):
    """What part a period takes."""

    COUNTED = "counted"
    OPEN = "open"
    LEFT_OUT = "left_out"
    """By a person, with a reason: drawn hollow."""
    ACTIVITY_MISSING = "activity_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """`number`: the value, the count or the numerator. `out_of`: the activity or the denominator,
    None where it is not known or there is none. `is_rate`: the number says nothing without it, on
    a chart of single values too. `left_out`: the reason why, or where it is kept.
    """

    period: str
    number: float
    out_of: float | None = None
    is_rate: bool = False
    maturity: Maturity = Maturity.FINAL
    left_out: str | None = None

    def value(self, chart: Chart, per: float = 1.0) -> float:
        """As this chart draws it: the number itself, or so many in every `per`."""
        if self.out_of is None or chart in ALONE:
            return self.number
        return self.number / self.out_of * per

    def standing(self, chart: Chart) -> Standing:
        needed = chart in OUT_OF or (self.is_rate and chart not in ALONE)
        if needed and not self.out_of:
            return Standing.ACTIVITY_MISSING
        if self.maturity is Maturity.OPEN:
            return Standing.OPEN
        return Standing.COUNTED if self.left_out is None else Standing.LEFT_OUT


class Counted(NamedTuple):
    """So many in so much activity, or of so many."""

    number: float
    out_of: float
