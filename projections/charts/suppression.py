"""Small numbers, as they may be published: nobody is to be found in a table.

Nought to four is `[c]`, nought too, so that its absence tells nothing; everything else is the
nearest five; what is not known is `[x]`. A provider's own views are not suppressed.

Source: NHS England, Safeguarding Adults Collection, disclosure control (round to five, 0-4).
"""

from typing import Final

SMALL: Final = 5
"""Counts below it are not shown."""
ROUND_TO: Final = 5
HIDDEN: Final = "[c]"
UNKNOWN: Final = "[x]"


def published(count: int | None) -> str:
    """count: 0 or more; None: not available."""
    if count is None:
        return UNKNOWN
    return HIDDEN if count < SMALL else str(rounded(count))


def rounded(count: int) -> int:
    """To the nearest five; of whole numbers none lies half-way."""
    return (count + ROUND_TO // 2) // ROUND_TO * ROUND_TO


def span_shown(count: int) -> tuple[int, int]:
    """The least and the greatest count that are shown just like this one."""
    if count < SMALL:
        return 0, SMALL - 1
    near = rounded(count)
    return max(SMALL, near - ROUND_TO // 2), near + ROUND_TO // 2
