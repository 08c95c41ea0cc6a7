"""The four rules of Making Data Count for an XmR chart.

Every point of a trend or a run is marked, back to its first: history changes its colour when a new
point arrives. A point on the mean is on neither side and ends a run; neighbours that are equal end
a trend.

Source: NHS England, Making Data Count; NHSRplotthedots (MIT), which these rules agree with.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from projections.charts.limits import Limits
from projections.charts.nearly import side_of
from projections.charts.pattern import Pattern, Rule, side_named, stretches

_THREE: Final = 3
_TWO: Final = 2


def beyond_limit(values: Sequence[float], limits: Sequence[Limits]) -> Iterator[Pattern]:
    """Strictly outside; neighbours on one side are one pattern."""
    signs = [line.beyond(value) for value, line in zip(values, limits, strict=True)]
    for sign, places in stretches(signs):
        yield Pattern(Rule.BEYOND_LIMIT, side_named(sign), tuple(places))


def trend(values: Sequence[float], length: int) -> Iterator[Pattern]:
    """So many points, each strictly higher than the one before it, or each lower."""
    steps = [side_of(later, earlier) for earlier, later in pairwise(values)]
    for sign, places in stretches(steps):
        points = (*places, places[-1] + 1)
        if len(points) >= length:
            yield Pattern(Rule.TREND, side_named(sign), points)


def two_of_three(values: Sequence[float], limits: Sequence[Limits]) -> Iterator[Pattern]:
    """Of three in a row on one side of the mean, two or more close to its limit. Only these are
    marked, and threes that share one of them are one pattern.
    """
    sides = [side_of(value, line.centre) for value, line in zip(values, limits, strict=True)]
    near = [line.near(value) for value, line in zip(values, limits, strict=True)]
    found: list[tuple[int, list[int]]] = []
    for first in range(len(values) - _TWO):
        three = range(first, first + _THREE)
        close = [place for place in three if near[place]]
        if len(close) < _TWO or abs(sum(sides[place] for place in three)) < _THREE:
            continue
        if found and found[-1][1][-1] >= close[0]:
            found[-1][1].extend(place for place in close if place > found[-1][1][-1])
        else:
            found.append((sides[first], close))
    for sign, marked in found:
        yield Pattern(Rule.TWO_OF_THREE, side_named(sign), tuple(marked))


def run(values: Sequence[float], limits: Sequence[Limits], length: int) -> Iterator[Pattern]:
    """So many points in a row on one side of the mean."""
    sides = [side_of(value, line.centre) for value, line in zip(values, limits, strict=True)]
    for sign, places in stretches(sides):
        if len(places) >= length:
            yield Pattern(Rule.RUN, side_named(sign), tuple(places))
