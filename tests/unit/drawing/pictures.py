"""Pictures in the words of a test: months from January 2022 on, unless said otherwise."""

from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET

from adapters.drawing.picture import Lines, Look, Mark, Picture, Point, Stretch
from adapters.drawing.setting import wide

SVG: Final = "{http://www.w3.org/2000/svg}"
LIMITS: Final = Lines(20.0, 10.0, 30.0)


def month(at: int) -> str:
    return f"{2022 + at // 12}-{at % 12 + 1:02}"


def week(at: int) -> str:
    return f"{2024 + at // 52}-W{at % 52 + 1:02}"


def quarter(at: int) -> str:
    return f"{2010 + at // 4}-Q{at % 4 + 1}"


def event(at: int) -> str:
    return f"{2022 + at // 24}-{at // 2 % 12 + 1:02}-{at % 2 * 14 + 10:02}"


def point(period: str, value: float | None = 20.0, **changes: Any) -> Point:
    usual: dict[str, Any] = {
        "named": f"the period {period}",
        "look": Look.COMMON_CAUSE,
        "lines": LIMITS,
        "stretch": 0,
        "says": "within what chance allows",
    }
    return Point(period=period, value=value, **usual | changes)


def points(many: int, period=month, **changes: Any) -> tuple[Point, ...]:
    return tuple(point(period(at), 15.0 + at * 7 % 11, **changes) for at in range(many))


def a_picture(*drawn: Point, **changes: Any) -> Picture:
    usual: dict[str, Any] = {
        "title": "Hours to escalate",
        "about": "Example House · XmR chart, hours",
        "found": ("Variation: common cause", "Assurance: no target"),
        "reading": "Hours to escalate: nothing that chance would not explain.",
        "unit": "hours",
        "centre_named": "average",
        "points": drawn or points(24),
        "stretches": (Stretch(trial=False, first=None, last=None),),
        "least": 0.0,
    }
    return Picture(**usual | changes)


def marks(many: int, apart: int = 1) -> tuple[Mark, ...]:
    return tuple(Mark(at * apart, f"{at + 1} June 2025: action completed") for at in range(many))


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def images(root: ET.Element) -> list[ET.Element]:
    return [one for one in root.iter(f"{SVG}g") if one.get("role") == "img"]


def shapes(root: ET.Element) -> list[ET.Element]:
    """Those of the points: each says what it is."""
    drawn = (f"{SVG}circle", f"{SVG}path")
    return [one for one in root.iter() if one.tag in drawn and one.find(f"{SVG}title") is not None]


@dataclass(frozen=True)
class Written:
    """A text and the place it takes."""

    says: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: "Written") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom


def written(root: ET.Element) -> list[Written]:
    """Every level text of the picture itself."""
    return [
        _placed(one)
        for image in images(root)
        for one in image.iter(f"{SVG}text")
        if one.get("transform") is None and one.text
    ]


def _placed(one: ET.Element) -> Written:
    size, x, y = (float(one.get(name, "0")) for name in ("font-size", "x", "y"))
    long = wide(one.text or "", size, bold=one.get("font-weight") == "bold")
    left = x - {"middle": long / 2, "end": long}.get(one.get("text-anchor", ""), 0.0)
    return Written(one.text or "", left, left + long, y - size * 0.75, y + size * 0.2)
