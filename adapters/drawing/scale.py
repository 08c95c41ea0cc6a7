"""From values to places, with an axis of round numbers.

Source: Heckbert, "Nice numbers for graph labels", Graphics Gems (1990).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import Final

_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_FROM_NOUGHT: Final = 0.5
"""An axis begins at nought where the lowest value lies below this part of the highest."""
_HEADROOM: Final = 0.04
_EXACTLY: Final = 1e-6
_THOUSAND: Final = 999.5


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` stands at `bottom`, `high` at `top`; a value outside is drawn at the edge."""

    low: float
    high: float
    bottom: float
    top: float

    def at(self, value: float) -> float:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.bottom + (self.top - self.bottom) * share


def step_of(low: float, high: float, most: int) -> float:
    """The smallest round step that makes at most `most` of them."""
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    return next(one * power for one in _ROUND if one * power >= rough * (1 - 1e-9))


def bounds(
    values: Iterable[float], *, least: float | None, most: float | None, steps: int = 5
) -> tuple[float, float, float]:
    """Lowest, highest and step of an axis on which all of them have room. No values: 0 to 1."""
    known = [one for one in values if isfinite(one)] or [0.0, 1.0]
    low, high = min(known), max(known)
    if low >= 0 and low <= high * _FROM_NOUGHT:
        low = 0.0
    if low == high:
        low, high = low - (abs(low) or 1) / 2, high + (abs(high) or 1) / 2
    spare = (high - low) * _HEADROOM
    low, high = (low if low == 0 else low - spare), high + spare
    if least is not None:
        low = max(low, min(least, *known))
    if most is not None:
        high = min(high, max(most, *known))
    step = step_of(low, high, steps)
    return floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step


def ticks(low: float, high: float, step: float) -> list[float]:
    """From low to high, both included."""
    return [low + at * step for at in range(round((high - low) / step) + 1)]


def said(value: float, digits: int = 4) -> str:
    """Without digits that say nothing: 80, 0.85, 12.5, 12,500."""
    return f"{value:.{digits}g}" if abs(value) < _THOUSAND else f"{value:,.0f}"


def tick_said(value: float, step: float) -> str:
    """With as many decimals as the step has, so that those of one axis are alike."""
    exact = (one for one in range(9) if abs(round(step, one) - step) < step * _EXACTLY)
    return f"{value + 0.0:,.{next(exact, 9)}f}"
