"""What the rules say of the newest point of a long series, quickly.

The product judges a whole chart each time; a simulation of millions of months cannot. Here the same
rules are walked backwards from the newest point, and a test holds both to the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log2

from projections.charts import anhoej
from projections.charts.limits import Limits
from projections.charts.pattern import Rule, Side
from projections.charts.rule_set import RuleSet

Found = tuple[Rule, Side | None, int]
"""`int`: the place of the first point of the pattern."""
fewest_expected = cache(anhoej.fewest_expected)
_CLOSE = 1e-12
_LONG = round(log2(anhoej.LEAST)) + 3
"""No run of so few is long, however short the series."""


class Known:
    """Limits that remember what they said of a value: counts are few, and asked of many times."""

    def __init__(self, limits: Limits) -> None:
        self.centre = limits.centre
        self.beyond = cache(limits.beyond)
        self.near = cache(limits.near)
        self.side = cache(lambda value: _sign(value, limits.centre))


@dataclass(slots=True)
class Newest:
    """Reads the newest of the first so many values, under limits that are the same for all."""

    values: Sequence[float]
    rule_set: RuleSet

    def found(self, points: int, limits: Known) -> list[Found]:
        """Patterns that include the newest point, or are of the whole series."""
        ways = {
            Rule.BEYOND_LIMIT: self._beyond,
            Rule.TREND: self._trend,
            Rule.TWO_OF_THREE: self._two_of_three,
            Rule.RUN: self._run,
            Rule.LONG_RUN: self._long_run,
            Rule.FEW_CROSSINGS: self._few_crossings,
        }
        found = list[Found]()
        for rule in self.rule_set.rules:
            if rule in ways and (one := ways[rule](points - 1, limits)) is not None:
                found.append((rule, *one))
        return found

    def _beyond(self, last: int, limits: Known) -> tuple[Side, int] | None:
        return self._back(last, limits.beyond, 1)

    def _run(self, last: int, limits: Known) -> tuple[Side, int] | None:
        return self._back(last, limits.side, self.rule_set.run_of)

    def _back(self, last, sign_of, least) -> tuple[Side, int] | None:
        sign = sign_of(self.values[last])
        if not sign:
            return None
        first = last
        while first and sign_of(self.values[first - 1]) == sign:
            first -= 1
        return (_side(sign), first) if last - first + 1 >= least else None

    def _trend(self, last: int, _limits: Known) -> tuple[Side, int] | None:
        values = self.values
        sign = _sign(values[last], values[last - 1])
        first = last
        while sign and first and _sign(values[first], values[first - 1]) == sign:
            first -= 1
        return (_side(sign), first) if last - first + 1 >= self.rule_set.trend_of else None

    def _two_of_three(self, last: int, limits: Known) -> tuple[Side, int] | None:
        values = self.values
        if last < 2 or not limits.near(values[last]):
            return None
        close = self._close(last - 2, limits)
        if not close:
            return None
        first, begin = close[0], last - 3
        while begin >= 0 and begin + 2 >= first:
            earlier = self._close(begin, limits)
            if earlier and earlier[-1] >= first:
                first = earlier[0]
            begin -= 1
        return _side(limits.side(values[last])), first

    def _close(self, begin: int, limits: Known) -> list[int]:
        """Of three from here on, those that are marked."""
        three = range(begin, begin + 3)
        if abs(sum(limits.side(self.values[one]) for one in three)) < 3:
            return []
        close = [one for one in three if limits.near(self.values[one])]
        return close if len(close) >= 2 else []

    def _long_run(self, last: int, limits: Known) -> tuple[Side, int] | None:
        values = self.values
        sign = limits.side(values[last])
        if not sign:
            return None
        long, first = 0, last
        for place in range(last, -1, -1):
            here = limits.side(values[place])
            if here == -sign:
                break
            if here:
                long, first = long + 1, place
        if long <= _LONG:
            return None
        useful = sum(1 for one in values[: last + 1] if limits.side(one))
        if useful < anhoej.LEAST or long <= round(log2(useful)) + 3:
            return None
        return _side(sign), first

    def _few_crossings(self, last: int, limits: Known) -> tuple[None, int] | None:
        sides = [one for value in self.values[: last + 1] if (one := limits.side(value))]
        if len(sides) < anhoej.LEAST:
            return None
        crossings = sum(earlier != later for earlier, later in pairwise(sides))
        return (None, 0) if crossings < fewest_expected(len(sides) - 1) else None


def _sign(value: float, line: float) -> int:
    off = value - line
    if -_CLOSE < off < _CLOSE or abs(off) <= _CLOSE * max(abs(value), abs(line)):
        return 0
    return 1 if off > 0 else -1


def _side(sign: int) -> Side:
    return Side.HIGH if sign > 0 else Side.LOW
