"""Many charts on one sheet, small and alike, each with what it says.

For a meeting that looks at a service as a whole: the panels are read one by one, in the order in
which they are given, and no panel is ranked before another. Each keeps its own scale, as charts of
different things have no common one.

Source: Tufte, "Envisioning Information" (small multiples); NHS England, Making Data Count.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from adapters.drawing import figures_table
from adapters.drawing.axes import ends
from adapters.drawing.field import field
from adapters.drawing.frame import Box, frame
from adapters.drawing.key import key
from adapters.drawing.markup import Markup
from adapters.drawing.picture import Picture
from adapters.drawing.setting import fitted, lines, paragraph, text
from adapters.drawing.shapes import SOFT, shape
from adapters.drawing.svg import document, image

WIDTH: Final = 1000.0
_LEFT: Final = 28.0
_ROOM: Final = WIDTH - 2 * _LEFT
_COLUMNS: Final = 2
_BETWEEN: Final = 32.0
_PANEL: Final = (_ROOM - _BETWEEN) / _COLUMNS
_FIELD: Final = 120.0
_BESIDE: Final = 118.0
_MOST_READING_LINES: Final = 6
_SIZE: Final = 11.5
_LEADING: Final = 15.5
_STEPS: Final = 3


def multiples(title: str, about: str, pictures: Sequence[Picture], *, heard: bool = True) -> str:
    """The file, as text. title, about: of the sheet. heard: the figures are there for whoever
    listens.
    """
    drawn, y = _heading(title, about)
    for start in range(0, len(pictures), _COLUMNS):
        panels, height = _row(pictures[start : start + _COLUMNS], y, start)
        drawn += panels
        y += height + 26
    signs, height = key(pictures, _LEFT, y, _ROOM)
    y += height
    reading = f"{about} {len(pictures)} charts, each with its reading and its figures."
    content = [*drawn, *signs, *_tables(pictures if heard else (), y + 24)]
    return document(title, reading, content, width=WIDTH, height=y)


def _heading(title: str, about: str) -> tuple[list[Markup], float]:
    said = lines(title, _ROOM, 19, most=2, bold=True)
    drawn = list(paragraph(_LEFT, 34, said, size=19, leading=25, font_weight="bold"))
    y = 31.0 + 25 * len(said)
    below = lines(about, _ROOM, 12, most=3)
    drawn += paragraph(_LEFT, y, below, size=12, leading=17, fill=SOFT)
    return drawn, y + 17 * len(below) + 18


def _row(pictures: Sequence[Picture], y: float, before: int) -> tuple[list[Markup], float]:
    """before: how many panels stand above it."""
    said = [lines(one.reading, _PANEL, _SIZE, most=_MOST_READING_LINES) for one in pictures]
    tallest = max(map(len, said)) * _LEADING
    made = [
        _panel(
            one,
            reading,
            tallest,
            left=_LEFT + at * (_PANEL + _BETWEEN),
            top=y,
            name=f"panel-{before + at + 1}",
        )
        for at, (one, reading) in enumerate(zip(pictures, said, strict=True))
    ]
    return [panel for panel, _ in made], max(height for _, height in made)


def _tables(pictures: Sequence[Picture], y: float) -> Iterator[Markup]:
    """Below what is seen, one after the other."""
    for one in pictures:
        table, height = figures_table.table(one, _LEFT, y, _ROOM, f"The figures of {one.title}")
        yield table
        y += height + 24


def _panel(
    picture: Picture,
    reading: tuple[str, ...],
    room: float,
    *,
    left: float,
    top: float,
    name: str,
) -> tuple[Markup, float]:
    """One chart, and how high it is. room: for its reading, alike in one row."""
    heading = lines(picture.title, _PANEL - 20, 13, most=2, bold=True)
    newest = picture.newest
    drawn = [] if newest is None else [shape(newest, left + 6, top - 4.5, 5)]
    drawn += paragraph(left + 18, top, heading, size=13, leading=17, font_weight="bold")
    y = top + 17 * len(heading)
    drawn.append(text(left, y, fitted(picture.about, _PANEL, 10.5), size=10.5, fill=SOFT))
    y += 17
    drawn += paragraph(left, y, reading, size=_SIZE, leading=_LEADING)
    y += room + 4
    box = Box(left=left + 40, top=y, right=left + _PANEL - _BESIDE, bottom=y + _FIELD)
    at = frame(picture, box, steps=_STEPS)
    drawn += [*field(picture, at), *ends(picture, at)]
    described = " ".join((picture.about, picture.reading, *picture.found))
    return image(picture.title, described, drawn, name=name), box.bottom + 34 - top
