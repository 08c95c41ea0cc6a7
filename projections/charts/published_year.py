"""A table as it may be published, beside all of its year that was published before.

The cells of a table add up to all incidents of its period, whether those are published or not, and
quarters to their year; whoever has all of the tables can subtract. What was published stays as it
was, so that only the new table can give way: more of it is hidden, or it is not published.

What is promised: from all cells ever published together, every hidden one has at least two possible
values, even for a reader who knows which were hidden for being small. It errs towards hiding.

Source: Hundepool et al., "Statistical Disclosure Control" (2012), 4 (tables with sums).
"""

from collections.abc import Mapping

from domain.publishing.state import PublishedYear
from domain.publishing.table import Dimension
from projections.charts.disclosure import CannotBeHidden
from projections.charts.second_world import Hidden, Table, World
from projections.charts.suppression import HIDDEN, SMALL, published


def as_published(year: PublishedYear, period: str, dimension: Dimension) -> Mapping[str, str]:
    """By value of the dimension. year: its counts are those of the new table too. Raises
    CannotBeHidden.
    """
    table = (period, dimension)
    tables = {one: year.counts(*one) for one in (*_published(year), table)}
    counts = tables[table]
    hidden = _hidden_before(year) | {(table, one) for one, count in counts.items() if count < SMALL}
    while (told := World(tables, hidden).told()) is not None:
        shown = [one for one in counts if (table, one) not in hidden]
        if not shown:
            raise CannotBeHidden(told)
        hidden |= {(table, min(shown, key=lambda one: (counts[one], one)))}
    return {
        value: HIDDEN if (table, value) in hidden else published(count)
        for value, count in counts.items()
    }


def _published(year: PublishedYear) -> list[Table]:
    return [(one.period, one.dimension) for one in year.tables]


def _hidden_before(year: PublishedYear) -> frozenset[Hidden]:
    return frozenset(
        ((one.period, one.dimension), cell.value)
        for one in year.tables
        for cell in one.cells
        if cell.shown == HIDDEN
    )
