"""How each kind of point looks: a shape of its own, and the colours of Making Data Count.

Blue is an improvement, orange a concern, purple neither, grey what chance would bring. Printed in
grey, or seen by somebody who cannot tell the colours apart, a pale circle with a dark rim, diamond,
triangle and small dark dot still say the same; outlines are dark enough to be seen on white.

Source: NHS England, Making Data Count; WCAG 2.2, 1.4.1 (not by colour alone) and 1.4.11 (contrast).
"""

from typing import Final, NamedTuple

from adapters.drawing.markup import Markup, element, figure
from adapters.drawing.picture import Look

INK: Final = "#212b32"
SOFT: Final = "#4c6272"
FAINT: Final = "#d8dde0"
PAPER: Final = "#ffffff"
TARGET: Final = "#a3193b"


class Colours(NamedTuple):
    fill: str
    outline: str


_COLOURS: Final = {
    Look.COMMON_CAUSE: Colours("#5f6366", "#4a4e51"),
    Look.IMPROVEMENT: Colours("#54bdf0", "#0b4f86"),
    Look.CONCERN: Colours("#fab428", "#7a4300"),
    Look.NEUTRAL_HIGH: Colours("#6f4fa3", "#361475"),
    Look.NEUTRAL_LOW: Colours("#6f4fa3", "#361475"),
    Look.LEFT_OUT: Colours(PAPER, SOFT),
    Look.OPEN: Colours("#eef1f3", "#8796a0"),
    Look.UNREAD: Colours("#b4bcc2", "#55595c"),
}
NAMED: Final = {
    Look.COMMON_CAUSE: "what chance would bring (common cause)",
    Look.IMPROVEMENT: "improvement",
    Look.CONCERN: "concern",
    Look.NEUTRAL_HIGH: "higher, neither better nor worse",
    Look.NEUTRAL_LOW: "lower, neither better nor worse",
    Look.LEFT_OUT: "left out by a person",
    Look.OPEN: "period still open, takes no part",
    Look.UNREAD: "too few points to be read",
}


def colours(look: Look) -> Colours:
    return _COLOURS[look]


def shape(
    look: Look, x: float, y: float, size: float, *within: Markup, provisional: bool = False
) -> Markup:
    """size: half its width. within: what it is called. provisional: more may still come in, and
    its outline is broken.
    """
    fill, outline = _COLOURS[look]
    broken = "2 1.6" if provisional or look is Look.OPEN else None
    drawn: dict[str, str | float | None] = {
        "fill": fill,
        "stroke": outline,
        "stroke_width": max(0.9, size / 3.4),
        "stroke_dasharray": broken,
    }
    match look:
        case Look.CONCERN:
            return element("path", *within, d=_diamond(x, y, size * 1.35), **drawn)
        case Look.NEUTRAL_HIGH:
            return element("path", *within, d=_triangle(x, y, size * 1.25), **drawn)
        case Look.NEUTRAL_LOW:
            return element("path", *within, d=_triangle(x, y, -size * 1.25), **drawn)
        case Look.COMMON_CAUSE | Look.UNREAD:
            return element("circle", *within, cx=x, cy=y, r=size * 0.62, **drawn)
        case Look.IMPROVEMENT | Look.LEFT_OUT | Look.OPEN:
            return element("circle", *within, cx=x, cy=y, r=size * 1.12, **drawn)


def _diamond(x: float, y: float, size: float) -> str:
    corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
    return path(corners, closed=True)


def _triangle(x: float, y: float, size: float) -> str:
    """Upwards; downwards where the size is negative."""
    corners = ((x, y - size), (x + abs(size), y + size * 0.75), (x - abs(size), y + size * 0.75))
    return path(corners, closed=True)


def path(corners: tuple[tuple[float, float], ...], *, closed: bool = False) -> str:
    drawn = " ".join(f"{figure(x)} {figure(y)}" for x, y in corners)
    return f"M{drawn}{'Z' if closed else ''}"
