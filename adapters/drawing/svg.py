"""The document around what is drawn: its size, its title and its description.

The drawing is one image with a name and a plain reading; the table of its figures stands beside it
and is gone through cell by cell.

Source: SVG 2; WAI-ARIA 1.2 (img, figure); WCAG 2.2, 1.1.1 and 3.1.1.
"""

from collections.abc import Sequence
from typing import Final

from adapters.drawing.markup import Markup, element, figure, group, words
from adapters.drawing.shapes import PAPER
from adapters.drawing.typeface import STACK

_NAMESPACE: Final = "http://www.w3.org/2000/svg"


def image(title: str, reading: str, drawn: Sequence[Markup], *, name: str) -> Markup:
    """One picture. name: unlike that of any other on the page."""
    return group(
        element("title", words(title), id=f"{name}-title"),
        element("desc", words(reading), id=f"{name}-reading"),
        *drawn,
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-reading",
    )


def document(
    title: str, reading: str, content: Sequence[Markup], *, width: float, height: float
) -> str:
    """The whole file. What lies lower than `height` is read and not seen."""
    return element(
        "svg",
        element("title", words(title), id="title"),
        element("desc", words(reading), id="reading"),
        element("rect", width=width, height=height, fill=PAPER, aria_hidden="true"),
        *content,
        xmlns=_NAMESPACE,
        width=width,
        height=height,
        viewBox=f"0 0 {figure(width)} {figure(height)}",
        role="figure",
        aria_labelledby="title",
        aria_describedby="reading",
        lang="en-GB",
        overflow="hidden",
        font_family=STACK,
    )
