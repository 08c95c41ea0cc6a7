"""Text in its plainest form, so that a pattern need not know every way to write a dash.

Full-width letters and digits of other scripts become the usual ones, every dash a hyphen, every
white space a space, and letters that nobody sees are dropped. For looking only: what is stored is
what was sent.

Source: Unicode TR 15 (NFKC) and 44 (general categories).
"""

import unicodedata
from typing import Final

_SPACES: Final = {number: " " for number in range(128) if chr(number).isspace()}
_MINUS: Final = "\N{MINUS SIGN}"


def plain(text: str) -> str:
    if text.isascii():
        return text.translate(_SPACES)
    return "".join(_plain(letter) for letter in unicodedata.normalize("NFKC", text))


def without_accents(text: str) -> str:
    """Zoë and Zoe are one name to whoever reads them."""
    parted = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def _plain(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter.isascii():
        return letter
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Pd" or letter == _MINUS:
        return "-"
    return "" if category == "Cf" else letter
