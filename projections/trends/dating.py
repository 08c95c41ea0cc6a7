"""Which day dates an incident: one order, for every count, case, theme, recurrence and table.

The day that is asked for (first noticing, unless it is said otherwise); where that is not known to
the day, the best that is: first noticed, began, known to the organisation, recorded. When it began
is nearer to the noticing than when the organisation knew; the recording is always known.

Source: Heed's rule on dating.
"""

from typing import Final

DAYS: Final = ("noticed_on", "occurred_on", "aware_on", "recorded_on")
"""The best first."""


def days_from(first: str = DAYS[0]) -> tuple[str, ...]:
    """That day, and those that date an incident where it is not known; up to the recording, which
    always is.
    """
    days = (first, *(day for day in DAYS if day != first))
    return days[: days.index(DAYS[-1]) + 1]


def dated(row: str = "", first: str = DAYS[0]) -> str:
    """The same as SQL. row: what the row is called in the statement; empty: nothing."""
    prefix = f"{row}." if row else ""
    return f"COALESCE({', '.join(f'{prefix}{day}' for day in days_from(first))})"
