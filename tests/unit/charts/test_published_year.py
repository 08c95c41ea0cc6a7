"""What is published of a year, table after table, never gives a hidden number away.

The reader of these tests is the strongest there is: every table, every sum, and even which numbers
were hidden for being small.
"""

from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.publishing.events import QuarterCounted, TablePublished
from domain.publishing.state import PublishedYear, evolve
from domain.publishing.table import ALL, Cell, Counted, Dimension, Tally, quarters_of
from projections.charts.disclosure import CannotBeHidden
from projections.charts.published_year import as_published
from projections.charts.suppression import HIDDEN, SMALL, span_shown

YEAR = "2025"
QUARTERS = quarters_of(YEAR)
TYPE, SOURCE, NONE = Dimension.TYPE, Dimension.SOURCE, Dimension.NONE
VALUES = {TYPE: ("a", "b"), SOURCE: ("c", "d"), NONE: (ALL,)}
BY_QUARTER = [(quarter, dimension) for quarter in QUARTERS for dimension in VALUES]

small = st.integers(0, 7)
numbers = st.lists(st.tuples(small, small, small), min_size=4, max_size=4)
orders = st.permutations(BY_QUARTER).map(lambda one: [*one, (YEAR, TYPE), (YEAR, NONE)])


def counted(quarters) -> PublishedYear:
    """quarters: a, b and c of each; d is what is left, so that all dimensions add up alike."""
    year = PublishedYear()
    for quarter, (a, b, first) in zip(QUARTERS, quarters, strict=True):
        c = min(first, a + b)
        counts = {TYPE: (a, b), SOURCE: (c, a + b - c), NONE: (a + b,)}
        tallies = tuple(
            Tally(
                dimension=dimension,
                cells=tuple(
                    Counted(value=value, count=count)
                    for value, count in zip(VALUES[dimension], of, strict=True)
                ),
            )
            for dimension, of in counts.items()
        )
        year = evolve(year, QuarterCounted(period=quarter, tallies=tallies, position=1))
    return year


def published(year: PublishedYear, period: str, dimension: Dimension) -> PublishedYear:
    """The same year with this table; as it was where the table would tell, or comes too early."""
    if period == YEAR and not all(year.published(one, dimension) for one in QUARTERS):
        return year
    try:
        shown = as_published(year, period, dimension)
    except CannotBeHidden:
        return year
    cells = tuple(Cell(value=value, shown=said) for value, said in shown.items())
    table = TablePublished(
        period=period, dimension=dimension, published_on=date(2026, 2, 1), cells=cells
    )
    return evolve(year, table)


def cell_of(year, period, dimension, value) -> tuple[str | None, int]:
    """What is shown of it, None where nothing is; and what it truly is."""
    shown = {
        cell.value: cell.shown
        for table in year.tables
        if (table.period, table.dimension) == (period, dimension)
        for cell in table.cells
    }
    return shown.get(value), year.counts(period, dimension)[value]


def may_be(shown: str | None, true: int, guess: int) -> bool:
    """Whether the strongest reader cannot rule the guess out by this cell alone."""
    if shown is None:
        return True
    if shown == HIDDEN:
        return (guess < SMALL) is (true < SMALL)
    least, most = span_shown(true)
    return least <= guess <= most


def quarter_options(year, quarter) -> Iterator[dict[str, int]]:
    """Every way in which the cells of a quarter can be what is shown."""
    a, b, c, d = (
        cell_of(year, quarter, dimension, value)
        for dimension in (TYPE, SOURCE)
        for value in VALUES[dimension]
    )
    total = cell_of(year, quarter, NONE, ALL)
    for one in (it for it in range(14) if may_be(*a, it)):
        for other in (it for it in range(14) if may_be(*b, it)):
            whole = one + other
            if not may_be(*total, whole):
                continue
            for third in (
                it for it in range(whole + 1) if may_be(*c, it) and may_be(*d, whole - it)
            ):
                yield {"a": one, "b": other, "c": third, "d": whole - third, ALL: whole}


def year_agrees(year, a: int, b: int) -> bool:
    return (
        may_be(*cell_of(year, YEAR, TYPE, "a"), a)
        and may_be(*cell_of(year, YEAR, TYPE, "b"), b)
        and may_be(*cell_of(year, YEAR, NONE, ALL), a + b)
    )


def possible(year) -> dict[tuple[str, str], set[int]]:
    """By period and value: what each cell may be, for whoever has everything."""
    options = {quarter: list(quarter_options(year, quarter)) for quarter in QUARTERS}
    pairs = {quarter: {(one["a"], one["b"]) for one in options[quarter]} for quarter in QUARTERS}
    found: dict[tuple[str, str], set[int]] = {}
    for quarter in QUARTERS:
        others = {(0, 0)}
        for other in QUARTERS:
            if other != quarter:
                others = {(a + c, b + d) for a, b in others for c, d in pairs[other]}
        left = {
            (a, b)
            for a, b in pairs[quarter]
            if any(year_agrees(year, a + c, b + d) for c, d in others)
        }
        for one in options[quarter]:
            if (one["a"], one["b"]) in left:
                for value, count in one.items():
                    found.setdefault((quarter, value), set()).add(count)
    whole = {(0, 0)}
    for quarter in QUARTERS:
        whole = {(a + c, b + d) for a, b in whole for c, d in pairs[quarter]}
    for a, b in (one for one in whole if year_agrees(year, *one)):
        for value, count in (("a", a), ("b", b), (ALL, a + b)):
            found.setdefault((YEAR, value), set()).add(count)
    return found


@given(numbers, orders)
@settings(max_examples=25, deadline=None)
def test_every_hidden_cell_keeps_two_possible_values_however_much_is_published(quarters, order):
    year = counted(quarters)
    for period, dimension in order:
        year = published(year, period, dimension)

    may = possible(year)
    for table in year.tables:
        for cell in table.cells:
            if cell.shown == HIDDEN:
                assert len(may[table.period, cell.value]) >= 2, (table.period, cell)


@given(numbers, orders)
@settings(max_examples=20, deadline=None)
def test_what_was_published_stays_and_nothing_small_is_ever_shown(quarters, order):
    year = counted(quarters)
    for period, dimension in order:
        before = year.tables
        year = published(year, period, dimension)
        assert year.tables[: len(before)] == before

    for table in year.tables:
        counts = year.counts(table.period, table.dimension)
        assert all(cell.shown == HIDDEN for cell in table.cells if counts[cell.value] < SMALL)


def test_two_dimensions_add_up_to_the_same_though_their_total_is_not_published():
    """Type says 4 and 4; source says 8 and none: whoever has both would know of eight."""
    year = counted([(4, 4, 8)] * 4)
    year = published(published(year, "2025-Q1", TYPE), "2025-Q1", SOURCE)

    assert {cell.shown for table in year.tables for cell in table.cells} == {HIDDEN}
