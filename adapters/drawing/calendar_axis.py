"""Where periods stand on the axis, and which of them are named.

Months, weeks and quarters stand where the calendar has them, so that one without a figure leaves
its place empty; single events follow one another. As many are named as do not touch: every month,
or every third, or January alone.

Source: domain.measure.period for how periods are written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from adapters.drawing.setting import wide
from domain.measure.period import begins, cadence_of
from domain.moment import LONDON
from domain.vocabulary.measuring import Cadence

SIZE: Final = 11.0
_MONTHS: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
_STEPS: Final = {
    Cadence.MONTH: (1, 2, 3, 4, 6, 12, 24, 60, 120),
    Cadence.QUARTER: (1, 2, 4, 8, 20, 40),
    Cadence.WEEK: (1, 2, 4, 8, 13, 26, 52, 104),
    Cadence.EVENT: (1, 2, 3, 4, 5, 10, 20, 50, 100),
}
_GAP: Final = 7.0
_SPARSE: Final = 3
"""A calendar with more than so many places for each figure is not drawn."""


@dataclass(frozen=True, slots=True)
class Named:
    """`place`: counted from 0, as those of the points. `year` empty where it stands already."""

    place: int
    short: str
    year: str


def places(periods: Sequence[str]) -> list[int]:
    """One of each period, from 0 on, in order."""
    if not periods or len({cadence_of(one) for one in periods}) > 1:
        return list(range(len(periods)))
    numbered = [_number(one) for one in periods]
    if None in numbered:
        return list(range(len(periods)))
    known = [one for one in numbered if one is not None]
    made = [one - known[0] for one in known]
    sparse = made[-1] >= _SPARSE * len(made) or any(a >= b for a, b in pairwise(made))
    return list(range(len(periods))) if sparse else made


def named(periods: Sequence[str], stand: Sequence[int], apart: float) -> list[Named]:
    """Those that are named where two places are so far apart."""
    if not periods:
        return []
    cadence = cadence_of(periods[-1])
    widest = max(wide(_short(one), SIZE) for one in periods)
    steps = _STEPS[cadence]
    step = next((one for one in steps if one * apart >= widest + _GAP), steps[-1])
    first = 0 if cadence is Cadence.EVENT else (_number(periods[0]) or 0)
    made: list[Named] = []
    year = ""
    for period, place in zip(periods, stand, strict=True):
        if (first + place) % step == 0:
            shown = "" if _year(period) == year else _year(period)
            made.append(Named(place, _short(period), shown))
            year = _year(period)
    return made


def _number(period: str) -> int | None:
    """Counted through the years; None for events, which have no number."""
    year, rest = int(period[:4]), period[5:]
    match cadence_of(period):
        case Cadence.MONTH:
            return year * 12 + int(rest) - 1
        case Cadence.QUARTER:
            return year * 4 + int(rest[1:]) - 1
        case Cadence.WEEK:
            return begins(period).astimezone(LONDON).date().toordinal() // 7
        case Cadence.EVENT:
            return None


def _short(period: str) -> str:
    rest = period[5:]
    match cadence_of(period):
        case Cadence.MONTH:
            return _MONTHS[int(rest) - 1]
        case Cadence.QUARTER | Cadence.WEEK:
            return rest
        case Cadence.EVENT:
            on = begins(period).astimezone(LONDON)
            return f"{on.day} {_MONTHS[on.month - 1]}"


def _year(period: str) -> str:
    if cadence_of(period) is Cadence.EVENT:
        return str(begins(period).astimezone(LONDON).year)
    return period[:4]
