"""Dated marks on a chart: a number above the period, and what it stands for below the chart.

All that fell in one period share a number, so that numbers do not cover each other; where periods
lie closer than a number is wide, they stand on two levels or three.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from adapters.drawing.frame import Frame
from adapters.drawing.markup import Markup, element, group, words
from adapters.drawing.picture import Mark
from adapters.drawing.setting import fitted, lines, text
from adapters.drawing.shapes import INK, PAPER, SOFT

MOST: Final = 16
"""Numbers on one chart; the newest."""
ROW: Final = 17.0
_RADIUS: Final = 7.5
_ROWS: Final = 3
_SIZE: Final = 11.5
_LEADING: Final = 16.0
_COLUMNS: Final = 2
_MOST_LINES: Final = 3


class Numbered(NamedTuple):
    """All that stand at one period."""

    number: int
    at: int | None
    says: str


def numbered(marks: Sequence[Mark]) -> list[Numbered]:
    by_place: dict[int | None, list[str]] = {}
    for one in marks:
        by_place.setdefault(one.at, []).append(one.says)
    newest = list(by_place.items())[-MOST:]
    return [
        Numbered(at, place, "; ".join(_each_once(said)))
        for at, (place, said) in enumerate(newest, 1)
    ]


def _each_once(said: Sequence[str]) -> Iterator[str]:
    """What is said several times in the same words stands once, with how often."""
    for one, times in Counter(said).items():
        yield one if times == 1 else f"{one} ({times} times)"


def earlier(marks: Sequence[Mark]) -> int:
    """How many have no number, as there are too many."""
    shown = {one.at for one in numbered(marks)}
    return sum(one.at not in shown for one in marks)


def rows(marks: Sequence[Numbered], at: Frame) -> list[tuple[Numbered, float, int]]:
    """Each with where it stands, and on which level above the chart: the lowest that is free."""
    taken = [float("-inf")] * _ROWS
    placed: list[tuple[Numbered, float, int]] = []
    for one in marks:
        x = _stands(one.at, at)
        free = [row for row in range(_ROWS) if x - taken[row] >= 2 * _RADIUS + 1]
        row = free[0] if free else min(range(_ROWS), key=taken.__getitem__)
        taken[row] = x
        placed.append((one, x, row))
    return placed


def _stands(place: int | None, at: Frame) -> float:
    if place is None:
        return at.box.left
    return at.x(at.stand[place]) if place < len(at.stand) else at.box.right


def numbers(marks: Sequence[Numbered], at: Frame) -> Iterator[Markup]:
    for one, x, row in rows(marks, at):
        y = at.box.top - 10 - row * ROW
        yield element(
            "line", x1=x, x2=x, y1=y, y2=at.box.bottom,
            stroke=SOFT, stroke_width=0.9, stroke_dasharray="2 4",
        )  # fmt: skip
        yield group(
            element("title", words(one.says)),
            element("circle", cx=x, cy=y, r=_RADIUS, fill=PAPER, stroke=INK, stroke_width=1.1),
            text(x, y + 3.6, str(one.number), size=10, text_anchor="middle", font_weight="bold"),
        )


def legend(
    marks: Sequence[Numbered], left: float, top: float, width: float
) -> tuple[list[Markup], float]:
    """What the numbers stand for, in columns; and how high that is."""
    room = width / _COLUMNS - 34
    made: list[Markup] = []
    y = top
    for start in range(0, len(marks), _COLUMNS):
        most = 1
        for column, one in enumerate(marks[start : start + _COLUMNS]):
            x = left + column * width / _COLUMNS
            said = lines(one.says, room, _SIZE, most=_MOST_LINES)
            most = max(most, len(said))
            made.append(text(x + 16, y, f"{one.number}", size=_SIZE, text_anchor="end",
                             font_weight="bold"))  # fmt: skip
            made += [
                text(x + 24, y + at * _LEADING, fitted(line, room, _SIZE), size=_SIZE)
                for at, line in enumerate(said)
            ]
        y += most * _LEADING
    return made, y - top
