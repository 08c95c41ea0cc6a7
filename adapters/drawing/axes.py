"""The axes of a chart, and what stands at the ends of its lines."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from adapters.drawing import calendar_axis
from adapters.drawing.frame import Frame
from adapters.drawing.limit_lines import grid
from adapters.drawing.markup import Markup, element
from adapters.drawing.picture import Picture
from adapters.drawing.scale import said, tick_said, ticks
from adapters.drawing.setting import text
from adapters.drawing.shapes import INK, SOFT, TARGET

SIZE: Final = calendar_axis.SIZE
LEADING: Final = 14.0
"""Between the names of two lines, so that they do not touch."""
_BESIDE: Final = 8.0
_DIGITS: Final = 3


class End(NamedTuple):
    """What a line is called, at the height where it ends."""

    y: float
    says: str
    ink: str


def axes(picture: Picture, at: Frame) -> Iterator[Markup]:
    levels = ticks(at.y.low, at.y.high, at.step)
    yield from grid(at, levels)
    for level in levels:
        yield text(
            at.box.left - _BESIDE, at.y.at(level) + 4, tick_said(level, at.step),
            size=SIZE, fill=SOFT, text_anchor="end",
        )  # fmt: skip
    yield element(
        "line", x1=at.box.left, x2=at.box.right, y1=at.box.bottom, y2=at.box.bottom,
        stroke=SOFT, stroke_width=1,
    )  # fmt: skip
    yield from _periods(picture, at)


def _periods(picture: Picture, at: Frame) -> Iterator[Markup]:
    periods = [one.period for one in picture.points]
    for one in calendar_axis.named(periods, at.stand, at.apart):
        x, y = at.x(one.place), at.box.bottom
        yield element("line", x1=x, x2=x, y1=y, y2=y + 4, stroke=SOFT, stroke_width=1)
        yield text(x, y + 16, one.short, size=SIZE, fill=SOFT, text_anchor="middle")
        if one.year:
            yield text(
                x, y + 30, one.year, size=SIZE, fill=INK, text_anchor="middle", font_weight="bold"
            )


def ends(picture: Picture, at: Frame) -> Iterator[Markup]:
    """The names of the lines, beside the last of them, none on another."""
    for one in _apart(sorted(_named(picture, at)), at):
        yield text(at.box.right + _BESIDE, one.y + 4, one.says, size=SIZE, fill=one.ink)


def _named(picture: Picture, at: Frame) -> Iterator[End]:
    last = next((one for one in reversed(picture.points) if one.lines is not None), None)
    if last is not None and last.lines is not None:
        lines, trial = last.lines, picture.stretches[last.stretch].trial
        limit = "trial limit" if trial else "limit"
        if lines.upper is not None:
            yield End(at.y.at(lines.upper), f"upper {limit} {said(lines.upper, _DIGITS)}", SOFT)
        yield End(
            at.y.at(lines.centre), f"{picture.centre_named} {said(lines.centre, _DIGITS)}", INK
        )
        if lines.lower is not None:
            yield End(at.y.at(lines.lower), f"lower {limit} {said(lines.lower, _DIGITS)}", SOFT)
    if picture.target is not None:
        yield End(at.y.at(picture.target), f"target {said(picture.target, _DIGITS)}", TARGET)


def _apart(named: list[End], at: Frame) -> list[End]:
    """From the top down, each at least a line below the one before; the whole moved up where it
    would leave the field.
    """
    made: list[End] = []
    for one in named:
        lowest = made[-1].y + LEADING if made else one.y
        made.append(one._replace(y=max(one.y, lowest)))
    for place in range(len(made) - 1, -1, -1):
        highest = at.box.bottom if place == len(made) - 1 else made[place + 1].y - LEADING
        made[place] = made[place]._replace(y=min(made[place].y, highest))
    return made
