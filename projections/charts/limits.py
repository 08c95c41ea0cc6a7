"""The three lines against which a point is read.

Rules are judged by the lines as calculated. A lower limit below nothing is drawn at nothing where
a value can never be negative, and judged where it is. Limits of a base that never varied lie on
its centre; they do not say what chance would bring, and nothing is beyond them.

Source: Shewhart; NHS England, Making Data Count (near lines at two thirds of the way to a limit).
"""

from dataclasses import dataclass
from typing import Final

from projections.charts.nearly import side_of

NEAR: Final = 2 / 3
LEAST: Final = 5
"""Below so many points there are no limits at all."""
FIRM: Final = 12
"""Limits made of fewer points are on trial."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`centre`: what the points of the base lie around. No limits: a run chart has none."""

    centre: float
    lower: float | None = None
    upper: float | None = None

    @property
    def near_lower(self) -> float | None:
        return None if self.lower is None else self.centre - (self.centre - self.lower) * NEAR

    @property
    def near_upper(self) -> float | None:
        return None if self.upper is None else self.centre + (self.upper - self.centre) * NEAR

    @property
    def flat(self) -> bool:
        """Whether the base never varied."""
        return self.lower is not None and self.lower == self.centre == self.upper

    def beyond(self, value: float) -> int:
        """1 strictly above the upper limit, -1 strictly below the lower one, else 0."""
        if self.flat:
            return 0
        if self.upper is not None and side_of(value, self.upper) > 0:
            return 1
        return -1 if self.lower is not None and side_of(value, self.lower) < 0 else 0

    def near(self, value: float) -> bool:
        """Whether it lies past a near line, and not past the limit."""
        high, low = self.near_upper, self.near_lower
        if self.flat or high is None or low is None or self.beyond(value):
            return False
        return side_of(value, high) > 0 or side_of(value, low) < 0

    def times(self, per: float) -> "Limits":
        """The same lines in other units."""
        lower, upper = self.lower, self.upper
        return Limits(
            self.centre * per,
            None if lower is None else lower * per,
            None if upper is None else upper * per,
        )

    def drawn(self, least: float | None = None, most: float | None = None) -> "Limits":
        """As they are drawn where no value can be under `least` or over `most`."""
        lower, upper = self.lower, self.upper
        if lower is not None and least is not None:
            lower = max(least, lower)
        if upper is not None and most is not None:
            upper = min(most, upper)
        return Limits(self.centre, lower, upper)
