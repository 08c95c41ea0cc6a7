"""The typeface that pictures are set in, and how wide a text is in it.

It is shipped, so that a picture needs nothing of the machine that draws it and the same figures
give the same bytes everywhere. Where a reader's machine has another, that one is used; the shipped
one is among the widest, so that what fits in it fits in the usual ones.

Source: OpenType specification, tables cmap (format 4), head, hhea and hmtx.
"""

from functools import cache
from pathlib import Path
from struct import unpack_from
from typing import Final, NamedTuple

FAMILY: Final = "Noto Sans"
STACK: Final = "'Noto Sans', Arial, Helvetica, sans-serif"
FOLDER: Final = Path(__file__).parent / "fonts"
_NO_GLYPH: Final = 0


class Face(NamedTuple):
    """`advances`: of each character, in parts of the size of the type."""

    advances: dict[int, float]
    unknown: float

    def width(self, text: str, size: float) -> float:
        return size * sum(self.advances.get(ord(one), self.unknown) for one in text)


@cache
def face(*, bold: bool = False) -> Face:
    data = files()[bold].read_bytes()
    at = _tables(data)
    (per_em,) = unpack_from(">H", data, at["head"] + 18)
    (metrics,) = unpack_from(">H", data, at["hhea"] + 34)
    advances = [
        unpack_from(">H", data, at["hmtx"] + 4 * glyph)[0] / per_em for glyph in range(metrics)
    ]
    glyphs = _glyphs(data, at["cmap"])
    known = {code: advances[min(glyph, metrics - 1)] for code, glyph in glyphs.items()}
    return Face(known, advances[_NO_GLYPH])


def files() -> tuple[Path, Path]:
    """Regular and bold."""
    return FOLDER / "NotoSans-Regular.ttf", FOLDER / "NotoSans-Bold.ttf"


def _tables(data: bytes) -> dict[str, int]:
    (count,) = unpack_from(">H", data, 4)
    entries = (unpack_from(">4sIII", data, 12 + 16 * one) for one in range(count))
    return {tag.decode("ascii"): offset for tag, _, offset, _ in entries}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """By character, from the subtable for the first 65,536 characters."""
    (count,) = unpack_from(">H", data, cmap + 2)
    subtables = (cmap + unpack_from(">HHI", data, cmap + 4 + 8 * one)[2] for one in range(count))
    start = next(one for one in subtables if unpack_from(">H", data, one)[0] == 4)  # noqa: PLR2004 - the format's number
    (doubled,) = unpack_from(">H", data, start + 6)
    found: dict[int, int] = {}
    for segment in range(doubled // 2):
        found |= _segment(data, start, doubled, segment)
    return found


def _segment(data: bytes, start: int, doubled: int, segment: int) -> dict[int, int]:
    """Characters from `first` to `last`: their glyphs follow from a delta, or stand in an array."""
    ends = start + 14 + 2 * segment
    (last,), (first,) = unpack_from(">H", data, ends), unpack_from(">H", data, ends + doubled + 2)
    (delta,) = unpack_from(">H", data, ends + 2 * doubled + 2)
    place = ends + 3 * doubled + 2
    (offset,) = unpack_from(">H", data, place)
    found: dict[int, int] = {}
    for code in range(first, min(last, 0xFFFE) + 1):
        glyph = code
        if offset:
            (glyph,) = unpack_from(">H", data, place + offset + 2 * (code - first))
        if glyph or not offset:
            found[code] = (glyph + delta) % 0x10000
    return found
