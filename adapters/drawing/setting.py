"""Setting text: on lines that fit, and no longer than there is room for."""

from collections.abc import Iterator
from itertools import islice

from adapters.drawing.markup import Markup, Value, clean, element, words
from adapters.drawing.typeface import face

_MORE = "…"


def text(x: float, y: float, said: str, *, size: float = 12, **attributes: Value | None) -> Markup:
    """One line; `y` is where its letters stand."""
    attributes = {"fill": "#212b32", **attributes}
    return element("text", words(said), x=x, y=y, font_size=size, **attributes)


def wide(said: str, size: float, *, bold: bool = False) -> float:
    return face(bold=bold).width(said, size)


def fitted(said: str, room: float, size: float, *, bold: bool = False) -> str:
    """The whole, or as much of it as there is room for, and a sign that there is more."""
    said = clean(said)
    beginning = _beginning(said, room, size, bold=bold)
    if beginning == said:
        return said
    left = room - wide(_MORE, size, bold=bold)
    return _beginning(said, left, size, bold=bold).rstrip() + _MORE


def lines(
    said: str, room: float, size: float, *, most: int = 100, bold: bool = False
) -> tuple[str, ...]:
    """At least one; the last ends in a sign where there was more to say."""
    made = list(islice(_broken(clean(said), room, size, bold=bold), most + 1)) or [""]
    if len(made) <= most:
        return tuple(made)
    return (*made[: most - 1], fitted(f"{made[most - 1]} {made[most]}", room, size, bold=bold))


def _broken(said: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    line = ""
    for word in said.split(" "):
        longer = f"{line} {word}" if line else word
        if _beginning(longer, room, size, bold=bold) == longer:
            line = longer
            continue
        if line:
            yield line
        line = word
        while (part := _beginning(line, room, size, bold=bold)) != line:
            yield part
            line = line[len(part) :]
    if line:
        yield line


def _beginning(said: str, room: float, size: float, *, bold: bool) -> str:
    """As much of it as fits, at least a letter. Read only so far, however long it is."""
    advances, unknown = face(bold=bold)
    left = room / size
    for at, letter in enumerate(said):
        left -= advances.get(ord(letter), unknown)
        if left < 0:
            return said[: max(at, 1)]
    return said


def paragraph(
    x: float, y: float, said: tuple[str, ...], *, size: float, leading: float, **more: Value | None
) -> Iterator[Markup]:
    for at, line in enumerate(said):
        yield text(x, y + at * leading, line, size=size, **more)
