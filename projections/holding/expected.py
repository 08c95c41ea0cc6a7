"""How many recurrences chance alone would bring, from how often it happened before.

One incident that shares a factor with an action inside half a year is nearly certain in most
services, and proves nothing. Beside those observed stands how many as many days would have brought
before the verification, with an exact interval: few earlier ones make a wide one.

Source: Garwood, Biometrika 1936;28:437-442 (exact limits of a Poisson mean).
"""

from dataclasses import dataclass
from typing import Final

from projections.charts.chi_square import quantile

LEAST_DAYS: Final = 182
"""Of a record shorter than half a year nothing is expected."""
_TAIL: Final = 0.025


@dataclass(frozen=True, slots=True)
class Expected:
    """`number`, and within which limits that lies in 19 of 20 cases: in `days`, of `before` in
    `days_before`.
    """

    number: float
    lower: float
    upper: float
    before: int
    days_before: int
    days: int


def expected(*, before: int, days_before: int, days: int) -> Expected | None:
    """before: incidents of the factor and service in so many days before the verification. days:
    since then. None where the record before is too short.
    """
    if days_before < LEAST_DAYS:
        return None
    share = days / days_before
    lower = quantile(_TAIL, 2 * before) / 2
    upper = quantile(1 - _TAIL, 2 * (before + 1)) / 2
    return Expected(before * share, lower * share, upper * share, before, days_before, days)
