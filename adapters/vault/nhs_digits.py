"""NHS numbers: which ten digits are one.

Ten digits whose last is the check digit of the others (modulus 11), in a range from which numbers
are issued in England, Wales, the Isle of Man, Scotland or Northern Ireland, or which is reserved
for test patients. Numbers filled up with zeros, seconds since 1970 and most record numbers of ten
digits are therefore not taken for people.

Source: NHS Data Dictionary, "NHS number"; the ranges and the algorithm as in the library
`nhs-number`, which reads a Scottish number's first six digits as a date.
"""

from typing import Final, cast

from nhs_number import constants
from nhs_number.validate import is_valid

from adapters.vault.plain_text import plain

_LENGTH: Final = 10
_BETWEEN: Final = str.maketrans("", "", " -.")
_ISSUED: Final = (
    constants.REGION_ENGLAND_WALES_IOM,
    constants.REGION_SCOTLAND,
    constants.REGION_NORTHERN_IRELAND,
    constants.REGION_SYNTHETIC,
)
_RANGES: Final = tuple(
    (int(one.start), int(one.end))
    for region in _ISSUED
    for one in cast("list[constants.Range]", region.ranges)  # pyright: ignore[reportUnknownMemberType]  # an untyped list
)


def is_nhs_number(digits: str) -> bool:
    """`digits` has no separators."""
    if len(digits) != _LENGTH or not (digits.isascii() and digits.isdecimal()):
        return False
    number = int(digits)
    return any(first <= number <= last for first, last in _RANGES) and is_valid(digits)


def nhs_digits(text: str) -> str:
    """The ten digits of one NHS number, however they are spaced; "" where it is none."""
    digits = plain(text).translate(_BETWEEN)
    return digits if is_nhs_number(digits) else ""
