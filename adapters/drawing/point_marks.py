"""The points of a chart: a line through those that count, a shape for each, and the gap still open.

The line ends where a period has no value, goes round a point that a person left out, and is broken
on its way to a period that is not over. A point says what it is when it is pointed at.
"""

from collections.abc import Iterator
from typing import Final

from adapters.drawing.frame import Frame
from adapters.drawing.markup import Markup, element, figure, group, words
from adapters.drawing.picture import Look, OpenGap, Picture
from adapters.drawing.scale import said
from adapters.drawing.setting import text
from adapters.drawing.shapes import SOFT, colours, shape

_OPEN_DASH: Final = "3 3"
_BAR: Final = 0.5
"""How much of its place the bar of the open gap takes."""


def point_marks(picture: Picture, at: Frame) -> Iterator[Markup]:
    yield from _line(picture, at)
    for place, point in zip(at.stand, picture.points, strict=True):
        if point.value is not None:
            yield shape(
                point.look,
                at.x(place),
                at.y.at(point.value),
                at.size,
                element("title", words(f"{point.named}: {said(point.value)}. {point.says}")),
                provisional=point.provisional,
            )
    if picture.open_gap is not None:
        yield _bar(picture.open_gap, at)


def _line(picture: Picture, at: Frame) -> Iterator[Markup]:
    through: list[str] = []
    before: int | None = None
    for place, point in zip(at.stand, picture.points, strict=True):
        hole = before is not None and place > before + 1
        before = place
        if hole or point.value is None:
            yield from _drawn(through)
            through = []
        if point.value is None or point.look is Look.LEFT_OUT:
            continue
        here = f"{figure(at.x(place))},{figure(at.y.at(point.value))}"
        if point.look is Look.OPEN:
            yield from _drawn(through)
            yield from _drawn([*through[-1:], here], dash=_OPEN_DASH)
            through = []
        through.append(here)
    yield from _drawn(through)


def _drawn(through: list[str], dash: str | None = None) -> Iterator[Markup]:
    if len(through) > 1:
        yield element(
            "polyline",
            points=" ".join(through),
            fill="none",
            stroke=SOFT,
            stroke_width=1.3,
            stroke_linejoin="round",
            stroke_dasharray=dash,
        )


def _bar(gap: OpenGap, at: Frame) -> Markup:
    """It has not ended, so that it has no point: a bar as high as it is long."""
    fill, outline = colours(gap.look)
    x, top = at.x(at.gap_place), at.y.at(gap.length)
    half = min(at.apart * _BAR, 12.0) / 2
    bar = element(
        "rect", x=x - half, y=top, width=2 * half, height=at.y.bottom - top, fill=fill,
        fill_opacity=0.35, stroke=outline, stroke_width=1.2, stroke_dasharray=_OPEN_DASH,
    )  # fmt: skip
    long = text(x, top - 5, said(gap.length, 3), size=10, fill=outline, text_anchor="middle")
    return group(element("title", words(gap.says)), bar, long)
