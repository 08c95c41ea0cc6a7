"""A funnel: services side by side, each against what chance allows for as much as it does.

Nobody is ranked: services stand where their activity puts them, and are named in the order of their
names. Where there are too few of them to call one different, the picture says so and marks none.

Source: Spiegelhalter, Statistics in Medicine 2005;24:1185-1202; NHS England, Making Data Count.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from adapters.drawing import scale
from adapters.drawing.annotations import Numbered, legend
from adapters.drawing.figures_table import rows_of_text
from adapters.drawing.limit_lines import BAND, TRIAL
from adapters.drawing.markup import Markup, element, group, words
from adapters.drawing.picture import Look
from adapters.drawing.scale import Scale, said, tick_said, ticks
from adapters.drawing.setting import lines, paragraph, text
from adapters.drawing.shapes import FAINT, INK, PAPER, SOFT, path, shape
from adapters.drawing.svg import document, image

WIDTH: Final = 960.0
_LEFT: Final = 32.0
_ROOM: Final = WIDTH - 2 * _LEFT
_FIELD_LEFT: Final = 84.0
_FIELD_RIGHT: Final = WIDTH - 150.0
_HEIGHT: Final = 340.0
_TOO_FEW: Final = (
    "There are too few services to call one of them different: each has too great a part in the "
    "line that all are read against."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One service. `says`: its figures and where it lies, in words."""

    named: str
    activity: float
    rate: float
    look: Look
    says: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Lower and upper limits by activity, in order. `named`: such as 95 %."""

    named: str
    points: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPicture:
    """`curves`: the outer first. `activity_named`: the unit of the axis below."""

    title: str
    about: str
    reading: str
    rate_named: str
    activity_named: str
    centre: float
    curves: tuple[Curve, ...]
    places: tuple[Place, ...]
    too_few: bool


def funnel(picture: FunnelPicture, *, heard: bool = True) -> str:
    """The file, as text. heard: with the figures for whoever listens."""
    in_order = sorted(picture.places, key=lambda one: (one.named.casefold(), one.activity))
    drawn, y = _heading(picture)
    x, v, steps = _scales(picture, y)
    drawn += [*_axes(picture, x, v, steps), *_limits(picture, x, v)]
    drawn += [_numbered(one, at, x, v) for at, one in enumerate(in_order, 1)]
    named = [Numbered(at, at, f"{one.named}: {one.says}") for at, one in enumerate(in_order, 1)]
    listed, height = legend(named, _LEFT, v.bottom + 66, _ROOM)
    described = " ".join((picture.about, picture.reading, *(one.says for one in named)))
    whole = image(picture.title, described, [*drawn, *listed], name="funnel")
    bottom = v.bottom + 66 + height + 8
    table = rows_of_text(
        ("Service", picture.activity_named, picture.rate_named, "Where it lies"),
        [(one.named, said(one.activity), said(one.rate), one.says) for one in in_order],
        [(_LEFT, 300.0), (_LEFT + 300, 150.0), (_LEFT + 450, 150.0), (_LEFT + 600, _ROOM - 600)],
        bottom + 24,
        f"The figures of {picture.title}",
    )
    content = [whole, table] if heard else [whole]
    return document(picture.title, picture.reading, content, width=WIDTH, height=bottom)


def _heading(picture: FunnelPicture) -> tuple[list[Markup], float]:
    title = lines(picture.title, _ROOM, 19, most=3, bold=True)
    drawn = list(paragraph(_LEFT, 34, title, size=19, leading=25, font_weight="bold"))
    y = 31.0 + 25 * len(title)
    about = lines(picture.about, _ROOM, 12, most=2)
    drawn += paragraph(_LEFT, y, about, size=12, leading=17, fill=SOFT)
    y += 17 * len(about) + 9
    reading = lines(f"{picture.reading} {_TOO_FEW if picture.too_few else ''}", _ROOM, 14, most=8)
    drawn += paragraph(_LEFT, y, reading, size=14, leading=20)
    y += 20 * len(reading) + 12
    drawn.append(text(_LEFT, y, picture.rate_named, size=11, fill=SOFT))
    return drawn, y + 14


def _scales(picture: FunnelPicture, top: float) -> tuple[Scale, Scale, tuple[float, float]]:
    """Of activity and of rates, and their steps."""
    activity = [one.activity for one in picture.places]
    activity += [at for curve in picture.curves for at, _, _ in curve.points]
    limits = [value for curve in picture.curves for _, *both in curve.points for value in both]
    rates = [one.rate for one in picture.places]
    highest = max([*rates, picture.centre], default=1.0) * 2.2  # narrow services have wide limits
    low, high, step = scale.bounds([0.0, *activity], least=0, most=None)
    bottom, upper, up = scale.bounds(
        [0.0, *rates, picture.centre, *(one for one in limits if one <= highest)],
        least=0, most=None,
    )  # fmt: skip
    across = Scale(low, high, _FIELD_LEFT, _FIELD_RIGHT)
    return across, Scale(bottom, upper, top + _HEIGHT, top), (step, up)


def _axes(
    picture: FunnelPicture, x: Scale, v: Scale, steps: tuple[float, float]
) -> Iterator[Markup]:
    for level in ticks(v.low, v.high, steps[1]):
        y = v.at(level)
        yield element("line", x1=x.bottom, x2=x.top, y1=y, y2=y, stroke=FAINT, stroke_width=0.8)
        yield text(x.bottom - 8, y + 4, tick_said(level, steps[1]), size=11, fill=SOFT,
                   text_anchor="end")  # fmt: skip
    for level in ticks(x.low, x.high, steps[0]):
        yield text(x.at(level), v.bottom + 17, tick_said(level, steps[0]), size=11, fill=SOFT,
                   text_anchor="middle")  # fmt: skip
    yield element(
        "line", x1=x.bottom, x2=x.top, y1=v.bottom, y2=v.bottom, stroke=SOFT, stroke_width=1
    )
    middle = (x.bottom + x.top) / 2
    yield text(middle, v.bottom + 35, picture.activity_named, size=11, fill=SOFT,
               text_anchor="middle")  # fmt: skip


def _limits(picture: FunnelPicture, x: Scale, v: Scale) -> Iterator[Markup]:
    for at, curve in enumerate(picture.curves):
        if not curve.points:
            continue
        lower = tuple((x.at(a), v.at(low)) for a, low, _ in curve.points)
        upper = tuple((x.at(a), v.at(high)) for a, _, high in curve.points)
        if at == 0:
            yield element("path", d=path((*upper, *reversed(lower)), closed=True), fill=BAND)
        for line in (lower, upper):
            yield element("path", d=path(line), fill="none", stroke=SOFT, stroke_width=1.2,
                          stroke_dasharray=TRIAL if at else None)  # fmt: skip
        end, height = upper[-1]
        yield text(end + 8, height + (5 if at else 1), curve.named, size=11, fill=SOFT)
    y = v.at(picture.centre)
    yield element("line", x1=x.bottom, x2=x.top, y1=y, y2=y, stroke=INK, stroke_width=1.4)
    yield text(x.top + 8, y + 4, f"all together {said(picture.centre, 3)}", size=11)


def _numbered(one: Place, at: int, x: Scale, v: Scale) -> Markup:
    across, up = x.at(one.activity), v.at(one.rate)
    return group(
        shape(one.look, across, up, 4.6, element("title", words(f"{one.named}: {one.says}"))),
        text(
            across + 7,
            up - 5,
            str(at),
            size=10,
            fill=INK,
            stroke=PAPER,
            stroke_width=3,
            stroke_linejoin="round",
            paint_order="stroke",
        ),
    )
