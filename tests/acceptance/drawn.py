"""Pictures in the words of a test: parsed, with what is on them counted."""

from typing import Final
from xml.etree import ElementTree as ET

SVG: Final = "{http://www.w3.org/2000/svg}"
PNG_BEGINS: Final = b"\x89PNG\r\n\x1a\n"


def parsed(text: str) -> ET.Element:
    """A picture is our own making, and refers to nothing outside itself."""
    return ET.fromstring(text)


def texts(root: ET.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def points(root: ET.Element) -> list[str]:
    """What each point says when it is pointed at."""
    shapes = [*root.iter(f"{SVG}circle"), *root.iter(f"{SVG}path")]
    titles = [one.find(f"{SVG}title") for one in shapes]
    return [one.text or "" for one in titles if one is not None]


def roles(root: ET.Element, role: str) -> list[ET.Element]:
    return [one for one in root.iter() if one.get("role") == role]


def child(root: ET.Element, name: str) -> str:
    found = root.find(f"{SVG}{name}")
    assert found is not None
    return found.text or ""
