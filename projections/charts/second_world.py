"""Whether a year could have been another one, of which the same tables would have been published.

A hidden number is safe where there is a second world: other true counts, shown just the same, in
which it is another. Worlds are looked for nearby: one incident counted under another value of a
dimension, in one quarter or in two the other way round; one incident more, or less, in a quarter;
one that fell into another quarter. In every world the tables of a period add up alike.

Source: Hundepool et al., "Statistical Disclosure Control" (2012), 4 (feasibility intervals).
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product

from domain.publishing.table import Counts, Dimension, Grain, grain_of, quarters_of, year_of
from projections.charts.suppression import SMALL, span_shown

Table = tuple[str, Dimension]
"""Its period and its dimension."""
Hidden = tuple[Table, str]
"""One cell: its table, and the value in it."""
_EITHER = (1, -1)


@dataclass(frozen=True, slots=True)
class World:
    """`tables`: all that is published, with their true counts. A year is there only with its
    quarters.
    """

    tables: Mapping[Table, Counts]
    hidden: AbstractSet[Hidden]

    def told(self) -> Hidden | None:
        """A hidden number that is the same in every other world."""
        return next((one for one in sorted(self.hidden) if not self._another(one)), None)

    def _another(self, cell: Hidden) -> bool:
        (period, dimension), value = cell
        if grain_of(period) is Grain.YEAR:
            quarters = quarters_of(period)
            return any(self._differs(one, dimension, value, of_year=True) for one in quarters)
        return self._differs(period, dimension, value, of_year=False)

    def _differs(self, quarter: str, dimension: Dimension, value: str, *, of_year: bool) -> bool:
        """Whether the number may be one more or less, by what happened in this quarter. of_year: it
        is the year's, which a change of two quarters that cancel out leaves as it is.
        """
        return any(
            self._moves((quarter, dimension), value, step)
            and (
                self._under_another(quarter, dimension, value, step, of_year=of_year)
                or self._one_more(quarter, dimension, value, step)
                or self._elsewhere(quarter, dimension, value, step, of_year=of_year)
            )
            for step in _EITHER
        )

    def _moves(self, table: Table, value: str, step: int) -> bool:
        """Whether this cell alone is shown alike so; what is not published may be anything."""
        count = self.tables.get(table, {}).get(value)
        if count is None:
            return True
        least, most = span_shown(count)
        if (table, value) in self.hidden and count >= SMALL:
            return count + step >= SMALL
        return least <= count + step <= most

    def _year(self, quarter: str, dimension: Dimension, value: str, step: int) -> bool:
        return self._moves((year_of(quarter), dimension), value, step)

    def _under_another(
        self, quarter: str, dimension: Dimension, value: str, step: int, *, of_year: bool
    ) -> bool:
        """One incident has another value: alone, or with one of another quarter in exchange."""
        table = (quarter, dimension)
        for other in self.tables[table]:
            if other == value or not self._moves(table, other, -step):
                continue
            if self._year(quarter, dimension, value, step) and self._year(
                quarter, dimension, other, -step
            ):
                return True
            back = ((one, dimension) for one in self._others(quarter))
            if not of_year and any(
                self._counted(one, value, other)
                and self._moves(one, value, -step)
                and self._moves(one, other, step)
                for one in back
            ):
                return True
        return False

    def _counted(self, table: Table, *values: str) -> bool:
        return self.tables.get(table, {}).keys() >= set(values)

    def _others(self, quarter: str) -> Iterable[str]:
        return (one for one in quarters_of(year_of(quarter)) if one != quarter)

    def _dimensions(self, *quarters: str) -> Iterator[Dimension]:
        """In which any of these quarters is published."""
        published = {dimension for period, dimension in self.tables if period in quarters}
        return (one for one in Dimension if one in published)

    def _one_more(self, quarter: str, dimension: Dimension, value: str, step: int) -> bool:
        """One incident more or less, somewhere in each dimension."""
        return all(
            any(
                self._moves((quarter, one), where, step) and self._year(quarter, one, where, step)
                for where in ([value] if one is dimension else self.tables[quarter, one])
            )
            for one in self._dimensions(quarter)
        )

    def _elsewhere(
        self, quarter: str, dimension: Dimension, value: str, step: int, *, of_year: bool
    ) -> bool:
        """One incident more here is one less in another quarter, in each dimension."""
        return any(
            all(
                self._passes(
                    (quarter, other),
                    one,
                    value if one is dimension else None,
                    step,
                    of_year=of_year,
                )
                for one in self._dimensions(quarter, other)
            )
            for other in self._others(quarter)
        )

    def _passes(
        self,
        quarters: tuple[str, str],
        dimension: Dimension,
        value: str | None,
        step: int,
        *,
        of_year: bool,
    ) -> bool:
        """Whether it passes between them in this dimension. value: as which in the first; None: as
        any.
        """
        here, there = (self.tables.get((one, dimension)) for one in quarters)
        whence = [value] if value is not None and here is not None else list(here or [None])
        return any(
            self._passes_as(quarters, dimension, one, another, step)
            for one, another in product(whence, there or [None])
            if not (of_year and value is not None and one == another)
        )

    def _passes_as(
        self,
        quarters: tuple[str, str],
        dimension: Dimension,
        one: str | None,
        another: str | None,
        step: int,
    ) -> bool:
        """One value in the first quarter, another in the second; None where that is not told."""
        here, there = quarters
        if one is not None and not self._moves((here, dimension), one, step):
            return False
        if another is not None and not self._moves((there, dimension), another, -step):
            return False
        if one is None or another is None or one == another:
            return True
        return self._year(here, dimension, one, step) and self._year(
            here, dimension, another, -step
        )
