"""The field of a chart: where each period and each value stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from adapters.drawing import calendar_axis, scale
from adapters.drawing.picture import Picture
from adapters.drawing.scale import Scale

_SMALLEST: Final = 1.6
_LARGEST: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`stand`: the place of each point; `apart`: from one place to the next. The place after the
    last is that of the gap which is still open, where there is one.
    """

    box: Box
    y: Scale
    step: float
    stand: tuple[int, ...]
    apart: float

    def x(self, place: float) -> float:
        return self.box.left + self.apart * (place + 0.5)

    @property
    def size(self) -> float:
        """Half the width of a point."""
        return min(_LARGEST, max(_SMALLEST, self.apart * 0.32))

    @property
    def gap_place(self) -> int:
        return self.stand[-1] + 1 if self.stand else 0


def frame(picture: Picture, box: Box, *, steps: int = 5) -> Frame:
    stand = calendar_axis.places([one.period for one in picture.points])
    many = (stand[-1] + 1 if stand else 1) + (picture.open_gap is not None)
    low, high, step = scale.bounds(
        _values(picture), least=picture.least, most=picture.most, steps=steps
    )
    return Frame(
        box=box,
        y=Scale(low, high, box.bottom, box.top),
        step=step,
        stand=tuple(stand),
        apart=(box.right - box.left) / many,
    )


def _values(picture: Picture) -> Iterator[float]:
    """All that has to have room."""
    for point in picture.points:
        if point.value is not None:
            yield point.value
        if point.lines is not None:
            drawn = (point.lines.centre, point.lines.lower, point.lines.upper)
            yield from (one for one in drawn if one is not None)
    if picture.target is not None:
        yield picture.target
    if picture.open_gap is not None:
        yield picture.open_gap.length
