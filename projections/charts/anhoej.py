"""Runs that are too long and crossings that are too few, for as many points as there are.

The limits grow with the series, so that a long one is not bound to signal. Points on the centre are
passed over: they neither lengthen a run nor end it. Below ten useful points nothing is said.

Source: Anhoej and Olesen, PLoS ONE 2014;9:e113825; Anhoej, PLoS ONE 2015;10:e0121349.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import comb, log2
from typing import Final, NamedTuple

from projections.charts.nearly import side_of
from projections.charts.pattern import Pattern, Rule, side_named, stretches

LEAST: Final = 10
_ODDS: Final = 20
"""One in twenty: the chance that fewer crossings have of themselves is at most so small."""


class Runs(NamedTuple):
    """`useful`: points off the centre. `longest` may be up to `longest_expected`, and `crossings`
    down to `crossings_expected`, by chance.
    """

    useful: int
    longest: int
    longest_expected: int
    crossings: int
    crossings_expected: int

    @property
    def too_long(self) -> bool:
        return self.useful >= LEAST and self.longest > self.longest_expected

    @property
    def too_few(self) -> bool:
        return self.useful >= LEAST and self.crossings < self.crossings_expected


def fewest_expected(crossings_possible: int) -> int:
    """The 5 % quantile of the crossings of a fair coin, so often thrown; worked in whole numbers,
    as a power of a half is nought to the machine after a thousand points.
    """
    reached = 0
    for crossings in range(crossings_possible + 1):
        reached += comb(crossings_possible, crossings)
        if reached * _ODDS >= 2**crossings_possible:
            return crossings
    return crossings_possible


def _sides(values: Sequence[float], centres: Sequence[float]) -> list[tuple[int, int]]:
    """Place and side of every useful point."""
    sides = (side_of(value, centre) for value, centre in zip(values, centres, strict=True))
    return [(place, side) for place, side in enumerate(sides) if side]


def runs(values: Sequence[float], centres: Sequence[float]) -> Runs | None:
    """values: in order, each with its centre. None where no point is off the centre."""
    sides = [side for _, side in _sides(values, centres)]
    if not sides:
        return None
    return Runs(
        useful=len(sides),
        longest=max(len(places) for _, places in stretches(sides)),
        longest_expected=round(log2(len(sides))) + 3,
        crossings=sum(earlier != later for earlier, later in pairwise(sides)),
        crossings_expected=fewest_expected(len(sides) - 1),
    )


def patterns(values: Sequence[float], centres: Sequence[float]) -> Iterator[Pattern]:
    """Every run that is too long; then, of the series as a whole, crossings that are too few."""
    found = runs(values, centres)
    if found is None or found.useful < LEAST:
        return
    useful = _sides(values, centres)
    for sign, places in stretches([side for _, side in useful]):
        if len(places) > found.longest_expected:
            points = tuple(useful[place][0] for place in places)
            yield Pattern(Rule.LONG_RUN, side_named(sign), points)
    if found.too_few:
        yield Pattern(Rule.FEW_CROSSINGS, None, ())
