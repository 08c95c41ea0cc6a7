"""Complementary suppression: what is hidden may not be worked out from what is shown beside it.

Rounding alone is not enough: two hidden cells beside a total of 10 are both 4, as nothing else can
be as much. So every hidden number needs a second explanation: other true counts which would have
been shown just the same, and in which it is another. They are looked for by moving one event at a
time; where none is found, the smallest total that stands in the way is hidden too, and failing that
the smallest cell. It errs towards hiding.

What is promised: among all that is published together, every hidden number has at least two
possible values, even for a reader who knows which were hidden for being small.

Source: Hundepool et al., "Statistical Disclosure Control" (2012), 4: tables with sums.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from projections.charts.suppression import HIDDEN, SMALL, published, span_shown

Cell = str
Move = dict[Cell, int]
_MOVED_AT_MOST: Final = 4
"""Cells in one explanation: two of each of two sums, where sums cross."""


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is as much as its parts. A whole may be a part of another, and have several Sums."""

    whole: Cell
    parts: tuple[Cell, ...]


class CannotBeHidden(Exception):  # noqa: N818 - it says what is the case
    """What was published before gives a hidden number away, and cannot be taken back."""


def disclosed(
    counts: Mapping[Cell, int | None],
    sums: Sequence[Sum] = (),
    *,
    before: Mapping[Cell, str] | None = None,
) -> dict[Cell, str]:
    """As all of these may be published together. counts: true ones, those of wholes as well; None:
    not available, and neither is any whole of it. before: what was already published of them.
    """
    known = _available(counts, sums)
    table = _Table.of(known, sums)
    shown_before = before or {}
    hidden = {cell for cell, count in table.counts.items() if count < SMALL}
    hidden |= {cell for cell, shown in shown_before.items() if shown == HIDDEN}
    while (told := table.told(hidden)) is not None:
        candidates = [one for one in table.in_the_way(told, hidden) if one not in shown_before]
        if not candidates:
            raise CannotBeHidden(told)
        hidden.add(min(candidates, key=lambda one: (one not in table.made_of, known[one], one)))
    shown = {cell: HIDDEN if cell in hidden else published(known.get(cell)) for cell in counts}
    return {**shown, **shown_before}


def _available(counts: Mapping[Cell, int | None], sums: Sequence[Sum]) -> dict[Cell, int]:
    """Without what is not known, and without every whole of that."""
    known = {cell: count for cell, count in counts.items() if count is not None}
    while gone := {one.whole for one in sums if not known.keys() >= set(one.parts)} & known.keys():
        known = {cell: count for cell, count in known.items() if cell not in gone}
    return known


@dataclass(frozen=True, slots=True)
class _Table:
    """`made_of`: for each whole, of which single cells, once for each of its sums."""

    counts: Mapping[Cell, int]
    made_of: Mapping[Cell, Sequence[frozenset[Cell]]]

    @classmethod
    def of(cls, counts: Mapping[Cell, int], sums: Sequence[Sum]) -> "_Table":
        direct: dict[Cell, list[tuple[Cell, ...]]] = {}
        for one in sums:
            if one.whole in counts:
                direct.setdefault(one.whole, []).append(one.parts)
        return cls(counts, {whole: _single_cells(whole, direct) for whole in direct})

    def told(self, hidden: set[Cell]) -> Cell | None:
        """A hidden number that has no second explanation."""
        return next((one for one in sorted(hidden) if self._explained(one, hidden) is None), None)

    def in_the_way(self, cell: Cell, hidden: set[Cell]) -> list[Cell]:
        """What is shown and shares a single cell with it; of a cell alone, every sum it is in."""
        own = self._singles(cell)
        sums = [one for one in self.made_of if self._singles(one) & own]
        reach = own.union(*(self._singles(one) for one in sums))
        return [one for one in self.counts if one not in hidden and self._singles(one) & reach]

    def _singles(self, cell: Cell) -> frozenset[Cell]:
        return frozenset[Cell]().union(*self.made_of.get(cell, ({cell},)))

    def _explained(self, cell: Cell, hidden: set[Cell]) -> Move | None:
        for single in sorted(self._singles(cell)):
            for step in (1, -1):
                for move in self._repaired({single: step}, hidden, _MOVED_AT_MOST - 1):
                    if self._change(cell, move):
                        return move
        return None

    def _repaired(self, move: Move, hidden: set[Cell], more: int) -> Iterator[Move]:
        """The move, or longer ones that begin with it, after which everything is shown alike."""
        if not self._possible(move, hidden):
            return
        wrong = next((one for one in self.made_of if not self._alike(one, move, hidden)), None)
        if wrong is None:
            yield move
        elif more:
            for cell in sorted(self._singles(wrong) - move.keys()):
                for step in (1, -1):
                    yield from self._repaired(move | {cell: step}, hidden, more - 1)

    def _possible(self, move: Move, hidden: set[Cell]) -> bool:
        return all(self._within(cell, step, hidden) for cell, step in move.items())

    def _alike(self, whole: Cell, move: Move, hidden: set[Cell]) -> bool:
        """Whether all of its sums agree, and it would be shown as it is."""
        changes = {_moved(cells, move) for cells in self.made_of[whole]}
        return len(changes) == 1 and self._within(whole, changes.pop(), hidden)

    def _change(self, cell: Cell, move: Move) -> int:
        return _moved(self.made_of[cell][0], move) if cell in self.made_of else move.get(cell, 0)

    def _within(self, cell: Cell, step: int, hidden: set[Cell]) -> bool:
        """Hidden though not small, it could be anything that is not small."""
        least, most = span_shown(self.counts[cell])
        after = self.counts[cell] + step
        return least <= after <= most or (cell in hidden and min(after, most) >= SMALL)


def _moved(cells: frozenset[Cell], move: Move) -> int:
    return sum(step for cell, step in move.items() if cell in cells)


def _single_cells(
    whole: Cell, direct: Mapping[Cell, Sequence[tuple[Cell, ...]]]
) -> list[frozenset[Cell]]:
    """Down to cells that are no whole, by every way there is."""
    if whole not in direct:
        return [frozenset({whole})]
    found: list[frozenset[Cell]] = []
    for parts in direct[whole]:
        ways: list[frozenset[Cell]] = [frozenset()]
        for part in parts:
            ways = [way | more for way in ways for more in _single_cells(part, direct)]
        found.extend(ways)
    return found
