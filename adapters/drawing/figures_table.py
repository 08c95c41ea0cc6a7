"""The figures of a picture as a table inside it, for whoever listens to it or reads line by line.

A table of text with the roles of a table, so that a screen reader goes through it cell by cell. It
stands below the picture: outside what is shown unless it is asked for, and read all the same.

Source: WAI-ARIA 1.2, roles table, row, columnheader, rowheader and cell; SVG Accessibility API
Mappings 1.0; WCAG 2.2, 1.1.1.
"""

from collections.abc import Sequence
from typing import Final

from adapters.drawing.markup import Markup, element, group
from adapters.drawing.picture import Picture, Point
from adapters.drawing.scale import said
from adapters.drawing.setting import fitted, text
from adapters.drawing.shapes import FAINT, INK, SOFT

SIZE: Final = 11.0
ROW: Final = 17.0
Row = Sequence[str]


def headings(picture: Picture) -> Row:
    counted = any(one.out_of is not None for one in picture.points)
    numbers = ("Number", "Out of") if counted else ()
    return (
        "Period", "Value", *numbers, picture.centre_named.capitalize(), "Lower limit",
        "Upper limit", "What it says",
    )  # fmt: skip


def rows(picture: Picture) -> list[Row]:
    counted = any(one.out_of is not None for one in picture.points)
    made = [_row(one, counted=counted) for one in picture.points]
    if picture.open_gap is not None:
        blank = ("",) * (len(headings(picture)) - 3)
        made.append(("Since then", said(picture.open_gap.length), *blank, picture.open_gap.says))
    return made


def _row(point: Point, *, counted: bool) -> Row:
    lines: tuple[float | None, ...] = (None, None, None)
    if point.lines is not None:
        lines = (point.lines.centre, point.lines.lower, point.lines.upper)
    numbers = (_or_none(point.number), _or_none(point.out_of)) if counted else ()
    return (
        point.named,
        _or_none(point.value),
        *numbers,
        *map(_or_none, lines),
        point.says,
    )


def _or_none(value: float | None) -> str:
    return "none" if value is None else said(value)


def table(
    picture: Picture, left: float, top: float, width: float, label: str
) -> tuple[Markup, float]:
    """The table, and how high it is."""
    head, body = headings(picture), rows(picture)
    columns = _columns(len(head), left, width)
    return rows_of_text(head, body, columns, top, label), (len(body) + 1) * ROW


def rows_of_text(
    head: Row, body: Sequence[Row], columns: Sequence[tuple[float, float]], top: float, label: str
) -> Markup:
    """columns: where each begins and how wide it is."""
    drawn = [_line(head, columns, top, "columnheader", bold=True)]
    drawn += [
        _line(row, columns, top + at * ROW, "cell", first="rowheader")
        for at, row in enumerate(body, 1)
    ]
    return group(*drawn, role="table", aria_label=label)


def _columns(many: int, left: float, width: float) -> list[tuple[float, float]]:
    """Where each begins and how wide it is: figures narrow, the first and the last wide."""
    first, narrow = 150.0, 78.0
    starts = [left, *(left + first + at * narrow for at in range(many - 1))]
    last = left + width - starts[-1]
    return [(x, first if not at else narrow) for at, x in enumerate(starts[:-1])] + [
        (starts[-1], last)
    ]


def _line(
    cells: Row,
    columns: Sequence[tuple[float, float]],
    y: float,
    role: str,
    *,
    first: str | None = None,
    bold: bool = False,
) -> Markup:
    weight = "bold" if bold else None
    written: list[Markup] = []
    for at, (cell, (x, room)) in enumerate(zip(cells, columns, strict=True)):
        shown = fitted(cell, room - 8, SIZE, bold=bold)
        written.append(
            text(
                x, y, shown, size=SIZE, fill=INK if bold or not at else SOFT, font_weight=weight,
                role=first if first is not None and not at else role,
                aria_label=None if shown == cell else cell,
            )
        )  # fmt: skip
    under = element(
        "line", x1=columns[0][0], x2=columns[-1][0] + columns[-1][1], y1=y + 5, y2=y + 5,
        stroke=FAINT, stroke_width=0.7, aria_hidden="true",
    )  # fmt: skip
    return group(under, *written, role="row")
