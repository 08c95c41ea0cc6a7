"""What a rule found: which points, on which side, from where to where.

A pattern is as long as it can be: five points beyond the limit in a row are one, and a run that
goes on is the same run. Its first point says which pattern it is, so that the next month of it is
nothing new.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class Rule(StrEnum):
    BEYOND_LIMIT = "beyond_limit"
    TREND = "trend"
    """Each higher than the one before it, or each lower."""
    TWO_OF_THREE = "two_of_three"
    """Two of three close to one limit."""
    RUN = "run"
    """On one side of the mean."""
    LONG_RUN = "long_run"
    """On one side of the centre for longer than chance would have it, for so many points."""
    FEW_CROSSINGS = "few_crossings"
    """Of the centre, fewer than chance would have; it says nothing of a side."""
    OPEN_GAP = "open_gap"
    """Nothing has happened for longer than the upper limit."""


class Side(StrEnum):
    HIGH = "high"
    """Above, or rising."""
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Pattern:
    """`points`: the places of the points that it marks, counted from 0, in order. None marked: it
    is of the series as a whole. `side` None: the rule tells none.
    """

    rule: Rule
    side: Side | None
    points: tuple[int, ...]


def side_named(sign: int) -> Side:
    """sign: 1 or -1."""
    return Side.HIGH if sign > 0 else Side.LOW


def stretches(signs: Iterable[int]) -> Iterator[tuple[int, range]]:
    """Each longest stretch of one sign, nought left out, with its places."""
    for sign, group in groupby(enumerate(signs), key=lambda one: one[1]):
        places = [place for place, _ in group]
        if sign:
            yield sign, range(places[0], places[-1] + 1)
