"""A whole picture of one chart: what it is, what it says, the chart, its key, and its figures.

Laid out from the top down, each part as high as its words need, so that nothing lies on anything
else whatever a measure is called and however much there is to say.
"""

from typing import Final

from adapters.drawing import annotations, figures_table
from adapters.drawing.axes import ends
from adapters.drawing.field import field
from adapters.drawing.frame import Box, frame
from adapters.drawing.key import key
from adapters.drawing.markup import Markup
from adapters.drawing.picture import Picture
from adapters.drawing.setting import lines, paragraph, text
from adapters.drawing.shapes import INK, SOFT, shape
from adapters.drawing.svg import document, image

WIDTH: Final = 960.0
LEFT: Final = 32.0
ROOM: Final = WIDTH - 2 * LEFT
_FIELD_LEFT: Final = 84.0
_FIELD_RIGHT: Final = WIDTH - 168.0
_FIELD_HEIGHT: Final = 300.0
_PERIODS: Final = 40.0
_MOST_TITLE_LINES: Final = 3
_MOST_READING_LINES: Final = 12


def chart(picture: Picture, *, with_table: bool = False, heard: bool = True) -> str:
    """The file, as text. with_table: the table of its figures is shown below the picture. heard:
    it is there for whoever listens, shown or not.
    """
    drawn, y = _heading(picture, 34.0)
    more, y = _field(picture, y)
    drawn += more
    more, y = _below(picture, y)
    drawn += more
    if with_table:
        y += 12
        drawn.append(text(LEFT, y, "The figures", size=13, font_weight="bold", aria_hidden="true"))
        y += 22
    start = y if with_table else y + 24
    table, height = figures_table.table(
        picture, LEFT, start, ROOM, f"The figures of {picture.title}"
    )
    return document(
        picture.title,
        picture.reading,
        [
            image(picture.title, _described(picture), drawn, name="chart"),
            *([table] if heard or with_table else []),
        ],
        width=WIDTH,
        height=y + (height if with_table else 0),
    )


def _described(picture: Picture) -> str:
    marks = " ".join(
        f"Mark {one.number}: {one.says}." for one in annotations.numbered(picture.marks)
    )
    return " ".join((picture.about, picture.reading, *picture.found, marks)).strip()


def _heading(picture: Picture, y: float) -> tuple[list[Markup], float]:
    title = lines(picture.title, ROOM, 19, most=_MOST_TITLE_LINES, bold=True)
    drawn = list(paragraph(LEFT, y, title, size=19, leading=25, font_weight="bold"))
    y += len(title) * 25 - 3
    about = lines(picture.about, ROOM, 12, most=2)
    drawn += paragraph(LEFT, y, about, size=12, leading=17, fill=SOFT)
    y += len(about) * 17 + 9
    reading = lines(picture.reading, ROOM, 14, most=_MOST_READING_LINES)
    drawn += paragraph(LEFT, y, reading, size=14, leading=20, fill=INK)
    y += len(reading) * 20 + 1
    if picture.found:
        newest = picture.newest
        sign = [] if newest is None else [shape(newest, LEFT + 6, y - 4, 5)]
        found = lines("  ·  ".join(picture.found), ROOM - 20, 12, most=2, bold=True)
        drawn += [*sign, *paragraph(LEFT + 20, y, found, size=12, leading=17, font_weight="bold")]
        y += len(found) * 17
    return drawn, y


def _field(picture: Picture, y: float) -> tuple[list[Markup], float]:
    marks = annotations.numbered(picture.marks)
    box = Box(left=_FIELD_LEFT, top=0.0, right=_FIELD_RIGHT, bottom=_FIELD_HEIGHT)
    levels = [row for _, _, row in annotations.rows(marks, frame(picture, box))]
    y += 14 + 14 + (max(levels) + 1) * annotations.ROW if levels else 14 + 10
    box = Box(left=_FIELD_LEFT, top=y, right=_FIELD_RIGHT, bottom=y + _FIELD_HEIGHT)
    at = frame(picture, box)
    drawn = [*field(picture, at), *annotations.numbers(marks, at), *ends(picture, at)]
    unit = lines(picture.unit, _FIELD_RIGHT - LEFT, 11, most=1)
    above = y - 10 - (max(levels) + 1) * annotations.ROW if levels else y - 10
    drawn += paragraph(LEFT, above, unit, size=11, leading=14, fill=SOFT)
    return drawn, box.bottom + _PERIODS


def _below(picture: Picture, y: float) -> tuple[list[Markup], float]:
    y += 18
    drawn, height = key([picture], LEFT, y, ROOM)
    y += height + 6
    marks = annotations.numbered(picture.marks)
    if marks:
        named, height = annotations.legend(marks, LEFT, y, ROOM)
        drawn += named
        y += height + 4
        foot = _earlier(picture)
    else:
        foot = ()
    for note in (*foot, *picture.foot):
        said = lines(note, ROOM, 10.5, most=3)
        drawn += paragraph(LEFT, y, said, size=10.5, leading=15, fill=SOFT)
        y += len(said) * 15
    return drawn, y + 6


def _earlier(picture: Picture) -> tuple[str, ...]:
    many = annotations.earlier(picture.marks)
    return (f"And {many} earlier {'mark' if many == 1 else 'marks'}.",) if many else ()
