"""Codes, references and names that stand in facts, in clear and for ever: none identifies anybody.

What a caller sends as such is looked at while the body is read, so that a lenient report loses the
one value and keeps the rest, and every other request is refused with the member named.

Source: UK GDPR Art 5(1)(c) and (e); the forms in `adapters/vault/identifier.py`.
"""

from typing import Final

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from adapters.vault.identifier import in_reference
from api.clock import utc_now

CODE: Final = "identifier_in_reference"
WORDS: Final = "This reference is kept beyond the case and must not identify a person."
_FEWEST_DIGITS: Final = 3
"""Every identifier has more, but for an address of mail: `2mar87` has three."""


def _nameless(text: str) -> str:
    told = "@" in text or sum(map(str.isdigit, text)) >= _FEWEST_DIGITS
    if told and in_reference(text, today=utc_now().date()):
        raise PydanticCustomError(CODE, WORDS)
    return text


NAMELESS: Final = AfterValidator(_nameless)
