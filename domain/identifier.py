"""Identifiers as callers see them: a prefix that says what it is, and 26 characters.

`inc_06dqh…` is `inc_` and the 128 bits of a UUID in Crockford's base 32, lower case, which has no
letters that are mistaken for digits. Inside Heed an identity is a plain UUID; the prefix exists
at the edge only.

Source: Crockford, "Base 32"; RFC 9562 (UUIDv7).
"""

from typing import Final
from uuid import UUID

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH: Final = 26
_VALUE: Final = {letter: value for value, letter in enumerate(ALPHABET)}


def shown(prefix: str, identity: UUID) -> str:
    """`shown("inc", UUID(...))` is `inc_` and 26 characters, most significant first."""
    number = identity.int
    letters = [""] * LENGTH
    for place in range(LENGTH - 1, -1, -1):
        letters[place] = ALPHABET[number & 31]
        number >>= 5
    return f"{prefix}_{''.join(letters)}"


def read(prefix: str, text: str) -> UUID | None:
    """The identity behind `text`, or None where it is not one of ours with this prefix."""
    head, _, letters = text.partition("_")
    if head != prefix or len(letters) != LENGTH:
        return None
    number = 0
    for letter in letters:
        value = _VALUE.get(letter)
        if value is None:
            return None
        number = number << 5 | value
    return UUID(int=number) if number < 1 << 128 else None
