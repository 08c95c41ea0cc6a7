"""The field of a chart with all that is on it, large or as one panel among many."""

from collections.abc import Iterator
from typing import Final

from adapters.drawing.axes import axes
from adapters.drawing.frame import Frame
from adapters.drawing.limit_lines import limit_lines
from adapters.drawing.markup import Markup
from adapters.drawing.picture import Picture
from adapters.drawing.point_marks import point_marks
from adapters.drawing.setting import text, wide
from adapters.drawing.shapes import SOFT

_SAID: Final = "WHAT-IF: NOT STORED"
_LARGEST: Final = 44.0
_NO_POINTS: Final = "No figures yet"


def field(picture: Picture, at: Frame) -> Iterator[Markup]:
    if not any(one.value is not None for one in picture.points):
        x, y = (at.box.left + at.box.right) / 2, (at.box.top + at.box.bottom) / 2
        yield text(x, y, _NO_POINTS, size=13, fill=SOFT, text_anchor="middle")
        return
    yield from axes(picture, at)
    yield from limit_lines(picture, at)
    if picture.what_if:
        yield _watermark(at)
    yield from point_marks(picture, at)


def _watermark(at: Frame) -> Markup:
    """Across the field, so that no part of it can be cut out and pass for the chart in force."""
    box = at.box
    size = min(_LARGEST, (box.right - box.left) * 0.8 / wide(_SAID, 1, bold=True))
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return text(
        x, y + size / 3, _SAID, size=size, fill="#000000", fill_opacity=0.13,
        text_anchor="middle", font_weight="bold", transform=f"rotate(-12 {x:.1f} {y:.1f})",
    )  # fmt: skip
