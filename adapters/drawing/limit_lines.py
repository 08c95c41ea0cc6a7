"""The lines that points are read against: centre, limits in steps, target, and where they begin
anew.

Limits on trial are dashed; firm ones are not. Near lines are not drawn: nobody has to see them to
read the chart, and the rule that uses them says so itself.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from adapters.drawing.frame import Frame
from adapters.drawing.markup import Markup, element, figure
from adapters.drawing.picture import Lines, Picture
from adapters.drawing.shapes import FAINT, INK, SOFT, TARGET

BAND: Final = "#f1f4f6"
MADE_OF: Final = "#a9b6bf"
TRIAL: Final = "5 3"
TARGET_DASH: Final = "9 3 2 3"
Piece = list[tuple[int, Lines]]
"""Places next to each other, each with its lines."""


def pieces(picture: Picture, at: Frame) -> list[tuple[int, Piece]]:
    """The unbroken pieces of each stretch, with its number. The last goes on under a gap that is
    still open, which is read against it.
    """
    made: list[tuple[int, Piece]] = []
    for place, point in zip(at.stand, picture.points, strict=True):
        if point.lines is None:
            continue
        if made and made[-1][0] == point.stretch and made[-1][1][-1][0] == place - 1:
            made[-1][1].append((place, point.lines))
        else:
            made.append((point.stretch, [(place, point.lines)]))
    if made and picture.open_gap is not None:
        last = made[-1][1]
        last.append((at.gap_place, last[-1][1]))
    return made


def limit_lines(picture: Picture, at: Frame) -> Iterator[Markup]:
    made = pieces(picture, at)
    for _, piece in made:
        yield from _band(piece, at)
    for stretch, piece in made:
        trial = TRIAL if picture.stretches[stretch].trial else None
        for side in (_lower, _upper):
            if piece[0][1].lower is not None or piece[0][1].upper is not None:
                yield from _steps(piece, at, side, stroke=SOFT, dash=trial, width=1.2)
        yield from _steps(piece, at, _centre, stroke=INK, dash=trial, width=1.4)
    yield from breaks(picture, at)
    yield from _made_of(picture, at)
    if picture.target is not None:
        yield _across(at, picture.target)


def _lower(lines: Lines) -> float | None:
    return lines.lower


def _upper(lines: Lines) -> float | None:
    return lines.upper


def _centre(lines: Lines) -> float | None:
    return lines.centre


def _corners(piece: Piece, at: Frame, side: Callable[[Lines], float | None]) -> list[str]:
    """Half a place to either side of each period, and up or down between them."""
    made: list[str] = []
    for place, lines in piece:
        value = side(lines)
        if value is not None:
            y = figure(at.y.at(value))
            made += [f"{figure(at.x(place - 0.5))} {y}", f"{figure(at.x(place + 0.5))} {y}"]
    return made


def _steps(
    piece: Piece,
    at: Frame,
    side: Callable[[Lines], float | None],
    *,
    stroke: str,
    dash: str | None,
    width: float,
) -> Iterator[Markup]:
    corners = _thinned(_corners(piece, at, side))
    if corners:
        yield element(
            "path",
            d=f"M{' '.join(corners)}",
            fill="none",
            stroke=stroke,
            stroke_width=width,
            stroke_dasharray=dash,
        )


def _thinned(corners: Sequence[str]) -> list[str]:
    """Without the corners in the middle of a level, so that dashes run on."""
    made: list[str] = []
    for corner in corners:
        level = corner.split()[1]
        if len(made) > 1 and made[-1].split()[1] == level == made[-2].split()[1]:
            made[-1] = corner
        elif not made or made[-1] != corner:
            made.append(corner)
    return made


def _band(piece: Piece, at: Frame) -> Iterator[Markup]:
    """What chance allows, faintly."""
    upper = _corners(piece, at, lambda one: at.y.high if one.upper is None else one.upper)
    lower = _corners(piece, at, lambda one: at.y.low if one.lower is None else one.lower)
    if any(one.upper is not None or one.lower is not None for _, one in piece):
        yield element("path", d=f"M{' '.join([*upper, *reversed(lower)])}Z", fill=BAND)


def breaks(picture: Picture, at: Frame) -> Iterator[Markup]:
    """Where limits begin anew."""
    placed = list(zip(at.stand, picture.points, strict=True))
    for (before, earlier), (after, later) in pairwise(placed):
        if earlier.stretch != later.stretch:
            x = at.x((before + after) / 2)
            yield element(
                "line", x1=x, x2=x, y1=at.box.top, y2=at.box.bottom,
                stroke=SOFT, stroke_width=1,
            )  # fmt: skip


def _made_of(picture: Picture, at: Frame) -> Iterator[Markup]:
    """A bar on the axis under the points that made the limits, where others are read by them."""
    for one in picture.stretches:
        if one.first is not None and one.last is not None:
            yield element(
                "line", x1=at.x(at.stand[one.first] - 0.4), x2=at.x(at.stand[one.last] + 0.4),
                y1=at.box.bottom - 2.5, y2=at.box.bottom - 2.5,
                stroke=MADE_OF, stroke_width=4,
            )  # fmt: skip


def _across(at: Frame, value: float) -> Markup:
    y = at.y.at(value)
    return element(
        "line", x1=at.box.left, x2=at.box.right, y1=y, y2=y,
        stroke=TARGET, stroke_width=1.4, stroke_dasharray=TARGET_DASH,
    )  # fmt: skip


def grid(at: Frame, levels: Sequence[float]) -> Iterator[Markup]:
    for level in levels:
        y = at.y.at(level)
        yield element(
            "line", x1=at.box.left, x2=at.box.right, y1=y, y2=y, stroke=FAINT, stroke_width=0.8
        )
