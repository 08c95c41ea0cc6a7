"""A picture as PNG, for documents that take nothing else.

The same figures give the same bytes on every machine: the typeface is the shipped one, and nothing
of the machine is looked at. While it is drawn the whole process stands still, so that a server has
it drawn by another one: `python -m adapters.drawing.png` reads the SVG and writes the PNG.

Source: PNG 1.2; resvg (SVG rendering without scripts and without fetching).
"""

import os
import sys
from typing import Final

from resvg_py import svg_to_bytes

from adapters.drawing.typeface import FAMILY, files

SHARPNESS: Final = 2.0
"""Pixels of the PNG for one of the picture, so that it can be printed."""
_POLITE: Final = 10


def png(svg: str, *, sharpness: float = SHARPNESS) -> bytes:
    """svg: made here, never a caller's."""
    made = svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(one) for one in files()],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
        zoom=sharpness,
    )
    return bytes(made)


def main() -> None:
    """Behind everything else that the machine has to do."""
    os.nice(_POLITE)
    sys.stdout.buffer.write(png(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main()
