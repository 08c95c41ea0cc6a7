"""What is published gives nobody away, by itself or together with what else is published."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projections.charts.disclosure import CannotBeHidden, Sum, disclosed
from projections.charts.suppression import HIDDEN, SMALL, published, rounded, span_shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(None, "[x]"), (0, "[c]"), (4, "[c]"), (5, "5"), (7, "5"), (8, "10"), (12, "10"), (13, "15")],
)
def test_nought_to_four_is_hidden_and_the_rest_is_the_nearest_five(count, shown):
    assert published(count) == shown


@given(st.integers(0, 10_000))
def test_every_count_of_a_span_is_shown_alike_and_its_neighbours_are_not(count):
    least, most = span_shown(count)

    assert {published(one) for one in range(least, most + 1)} == {published(count)}
    assert published(most + 1) != published(count)
    assert least == 0 or published(least - 1) != published(count)
    assert abs(rounded(count) - count) <= 2


def whole_of(*counts: int) -> tuple[dict[str, int | None], Sum]:
    cells: dict[str, int | None] = {f"cell {at}": count for at, count in enumerate(counts)}
    return cells | {"all": sum(counts)}, Sum("all", tuple(cells))


def test_two_fours_are_not_shown_beside_their_total():
    """8 is shown as 10, and nothing else than 4 and 4 makes as much."""
    counts, total = whole_of(4, 4)

    assert disclosed(counts) == {"cell 0": HIDDEN, "cell 1": HIDDEN, "all": "10"}
    assert disclosed(counts, [total])["all"] == HIDDEN


def test_one_hidden_cell_is_not_worked_out_from_a_total_and_its_other_cells():
    """7 and 7 are shown as 5 and 5, 18 as 20: the third can only be 4."""
    counts, total = whole_of(4, 7, 7)

    shown = disclosed(counts, [total])
    assert shown == {"cell 0": HIDDEN, "cell 1": "5", "cell 2": "5", "all": HIDDEN}


def test_a_total_that_gives_nothing_away_stays():
    counts, total = whole_of(3, 14, 22)

    assert disclosed(counts, [total])["all"] == "40"


def test_what_is_not_known_is_marked_and_so_is_every_total_of_it():
    counts, total = whole_of(9, 12)
    shown = disclosed(counts | {"cell 0": None}, [total])

    assert shown == {"cell 0": "[x]", "cell 1": "10", "all": "[x]"}


def test_a_total_that_is_a_part_of_another_is_hidden_through_both():
    """Two quarters of two fours each, and a year that is their sum."""
    counts = {"q1a": 4, "q1b": 4, "q2a": 4, "q2b": 4, "q1": 8, "q2": 8, "year": 16}
    sums = [Sum("q1", ("q1a", "q1b")), Sum("q2", ("q2a", "q2b")), Sum("year", ("q1", "q2"))]

    shown = disclosed(counts, sums)
    assert shown["q1"] == shown["q2"] == HIDDEN
    assert shown["year"] == "15"


def test_what_was_published_before_stays_as_it_was():
    counts, total = whole_of(3, 14, 22)

    assert disclosed(counts, [total], before={"all": "40"})["all"] == "40"


def test_where_a_total_published_before_gives_it_away_another_cell_is_hidden():
    counts, total = whole_of(4, 7, 7)
    shown = disclosed(counts, [total], before={"all": "20"})

    assert shown["all"] == "20"
    assert [shown["cell 0"], shown["cell 1"], shown["cell 2"]].count(HIDDEN) == 2


def test_where_nothing_more_can_be_hidden_the_table_is_refused():
    counts, total = whole_of(4, 4)

    with pytest.raises(CannotBeHidden):
        disclosed(counts, [total], before={"all": "10"})


def _readings(shown: str, count: int) -> range:
    """What a reader holds possible who knows which cells were hidden for being small."""
    if shown == HIDDEN and count >= SMALL:
        return range(SMALL, count + 6)
    least, most = span_shown(count)
    return range(least, most + 1)


def _has_two_values(counts, sums, shown):
    cells = [cell for cell in counts if cell not in {one.whole for one in sums}]
    seen = {cell: set() for cell, mark in shown.items() if mark == HIDDEN}
    for guess in product(*(_readings(shown[cell], counts[cell]) for cell in cells)):
        known = dict(zip(cells, guess, strict=True))
        for one in sums:
            made = sum(known[part] for part in one.parts)
            if known.setdefault(one.whole, made) != made:
                break
        else:
            if all(known[one.whole] in _wide(one.whole, counts, shown) for one in sums):
                for cell, values in seen.items():
                    values.add(known[cell])
    return all(len(values) > 1 for values in seen.values())


def _wide(cell, counts, shown):
    hidden_though_not_small = shown[cell] == HIDDEN and counts[cell] >= SMALL
    return range(SMALL, 10_000) if hidden_though_not_small else _readings(shown[cell], counts[cell])


small = st.integers(0, 8)


@given(st.lists(small, min_size=1, max_size=4))
@settings(deadline=None)
def test_every_hidden_number_beside_its_total_keeps_two_values(numbers):
    counts, total = whole_of(*numbers)

    assert _has_two_values(counts, [total], disclosed(counts, [total]))


@given(st.tuples(small, small, small, small))
@settings(deadline=None, max_examples=60)
def test_every_hidden_number_in_a_table_with_both_its_margins_keeps_two_values(numbers):
    """Two factors in two quarters, the totals of each, and the total of all, by either way."""
    a, b, c, d = numbers
    counts = {"a": a, "b": b, "c": c, "d": d, "row 1": a + b, "row 2": c + d}
    counts |= {"column 1": a + c, "column 2": b + d, "all": sum(numbers)}
    sums = [
        Sum("row 1", ("a", "b")),
        Sum("row 2", ("c", "d")),
        Sum("column 1", ("a", "c")),
        Sum("column 2", ("b", "d")),
        Sum("all", ("row 1", "row 2")),
        Sum("all", ("column 1", "column 2")),
    ]

    assert _has_two_values(counts, sums, disclosed(counts, sums))


@given(st.tuples(small, small), st.tuples(small, small))
@settings(deadline=None, max_examples=60)
def test_every_hidden_number_in_two_tables_of_one_total_keeps_two_values(by_type, by_source):
    """The same incidents told in two ways: as many in each."""
    total = sum(by_type)
    second = (min(by_source[0], total), total - min(by_source[0], total))
    counts = {"t0": by_type[0], "t1": by_type[1], "s0": second[0], "s1": second[1], "all": total}
    sums = [Sum("all", ("t0", "t1")), Sum("all", ("s0", "s1"))]

    assert _has_two_values(counts, sums, disclosed(counts, sums))
