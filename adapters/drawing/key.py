"""The key of a chart: what its shapes and its lines are, as far as they are on it."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from types import MappingProxyType
from typing import Final, NamedTuple

from adapters.drawing.limit_lines import MADE_OF, TARGET_DASH, TRIAL
from adapters.drawing.markup import Markup, element
from adapters.drawing.picture import Look, Picture
from adapters.drawing.setting import text, wide
from adapters.drawing.shapes import INK, NAMED, SOFT, TARGET, shape

SIZE: Final = 11.0
LEADING: Final = 18.0
_SIGN: Final = 26.0
_APART: Final = 16.0


class Sign(Enum):
    """What is no point."""

    CENTRE = auto()
    LIMIT = auto()
    TRIAL = auto()
    TARGET = auto()
    MADE_OF = auto()
    BREAK = auto()
    GAP = auto()
    PROVISIONAL = auto()


_LINES: Final[Mapping[Sign, tuple[str, float, str | None]]] = MappingProxyType({
    Sign.CENTRE: (INK, 1.5, None),
    Sign.LIMIT: (SOFT, 1.2, None),
    Sign.TRIAL: (SOFT, 1.2, TRIAL),
    Sign.TARGET: (TARGET, 1.4, TARGET_DASH),
    Sign.MADE_OF: (MADE_OF, 4.0, None),
})  # fmt: skip
"""Colour, width and dashes."""


class Entry(NamedTuple):
    """What it is called, with its shape or, of what is no point, its sign."""

    says: str
    look: Look | None
    sign: Sign = Sign.CENTRE


def entries(pictures: Sequence[Picture]) -> Iterator[Entry]:
    """In one order always."""
    points = [one for it in pictures for one in it.points if one.value is not None]
    looks = {one.look for one in points}
    yield from (Entry(NAMED[look], look) for look in Look if look in looks)
    if any(one.provisional for one in points):
        yield Entry("broken outline: more may still come in", None, Sign.PROVISIONAL)
    if any(it.open_gap is not None for it in pictures):
        yield Entry("gap since the last, still open", None, Sign.GAP)
    yield from _lines(pictures)


def _lines(pictures: Sequence[Picture]) -> Iterator[Entry]:
    drawn = [one.lines for it in pictures for one in it.points if one.lines is not None]
    stretches = [one for it in pictures for one in it.stretches]
    if drawn:
        yield Entry(
            " or ".join(dict.fromkeys(it.centre_named for it in pictures)), None, Sign.CENTRE
        )
    if any(one.upper is not None or one.lower is not None for one in drawn):
        if any(not one.trial for one in stretches):
            yield Entry("limits of what chance would bring", None, Sign.LIMIT)
        if any(one.trial for one in stretches):
            yield Entry("limits on trial: fewer than 12 points made them", None, Sign.TRIAL)
    if any(one.first is not None for one in stretches):
        yield Entry("points that made the limits", None, Sign.MADE_OF)
    if any(len(it.stretches) > 1 for it in pictures):
        yield Entry("limits begin anew", None, Sign.BREAK)
    if any(it.target is not None for it in pictures):
        yield Entry("target", None, Sign.TARGET)


def key(
    pictures: Sequence[Picture], left: float, top: float, width: float
) -> tuple[list[Markup], float]:
    """Line after line; and how high that is."""
    made: list[Markup] = []
    x, y = left, top
    for one in entries(pictures):
        wanted = _SIGN + wide(one.says, SIZE) + _APART
        if x > left and x + wanted - _APART > left + width:
            x, y = left, y + LEADING
        made += [_drawn(one, x, y - 4), text(x + _SIGN, y, one.says, size=SIZE, fill=SOFT)]
        x += wanted
    return made, y - top + LEADING


def _drawn(entry: Entry, x: float, y: float) -> Markup:
    middle = x + _SIGN / 2 - 2
    if entry.look is not None:
        return shape(entry.look, middle, y, 4.6)
    match entry.sign:
        case Sign.PROVISIONAL:
            return shape(Look.COMMON_CAUSE, middle, y, 6, provisional=True)
        case Sign.GAP:
            return element(
                "rect", x=middle - 4, y=y - 7, width=8, height=13, fill="#7b7d7d",
                fill_opacity=0.35, stroke=SOFT, stroke_width=1.2, stroke_dasharray="3 3",
            )  # fmt: skip
        case Sign.BREAK:
            return element(
                "line", x1=middle, x2=middle, y1=y - 7, y2=y + 7, stroke=SOFT, stroke_width=1
            )
        case sign:
            ink, width, dash = _LINES[sign]
            return element(
                "line", x1=x, x2=x + 21, y1=y, y2=y,
                stroke=ink, stroke_width=width, stroke_dasharray=dash,
            )  # fmt: skip
