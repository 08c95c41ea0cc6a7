"""Elements of a picture, so made that no text of a person can ever become one.

Text and values of attributes are escaped here and nowhere else, and only what was made here is
taken as content. There is no style, no script and no reference to anything outside the picture.
Characters that XML forbids are left out, and so are those that turn the direction of writing round:
a name must not be able to rearrange the words beside it.

Source: XML 1.0 section 2.2 (Char); Unicode UAX 9 (explicit directional formatting).
"""

import re
from collections.abc import Iterable
from typing import Final, NewType
from xml.sax.saxutils import escape

Markup = NewType("Markup", str)
Value = str | float
_QUOTES: Final = {'"': "&quot;", "'": "&#39;"}
_LEFT_OUT: Final = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


def words(text: str) -> Markup:
    """What people wrote, as content."""
    return Markup(escape(clean(text), _QUOTES))


def clean(text: str) -> str:
    """On one line, of characters that can stand in a picture."""
    return " ".join(_LEFT_OUT.sub("", text).split())


def element(name: str, *content: Markup, **attributes: Value | None) -> Markup:
    """attributes: `text_anchor` is `text-anchor`, `class_` is `class`; None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if not content:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{''.join(content)}</{name}>")


def together(parts: Iterable[Markup]) -> Markup:
    return Markup("".join(parts))


def group(*content: Markup, **attributes: Value | None) -> Markup:
    return element("g", *(content or (Markup(""),)), **attributes)


def figure(value: float) -> str:
    """To a hundredth of a pixel, the same on every machine."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _value(value: Value) -> str:
    return figure(value) if isinstance(value, int | float) else words(value)
