"""Which of two numbers is the greater, where a difference in the last digit is none.

A mean of decimal fractions is off by one unit in the sixteenth digit; without this a point that
lies on its mean would count as above it, and the same figures in other units as below.

Source: IEEE 754 (binary64 holds between 15 and 17 decimal digits).
"""

from math import isclose
from typing import Final

_RELATIVE: Final = 1e-12
_ABSOLUTE: Final = 1e-12


def side_of(value: float, line: float) -> int:
    """1 above the line, -1 below it, 0 on it."""
    if isclose(value, line, rel_tol=_RELATIVE, abs_tol=_ABSOLUTE):
        return 0
    return 1 if value > line else -1
