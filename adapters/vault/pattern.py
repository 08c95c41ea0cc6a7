"""What identifiers look like in text, one pattern each, narrow enough to let record numbers pass.

Every pattern is bounded, so that no text makes it slow. They are for text that was made plain
first (`plain_text.py`).

Source: NHS Data Dictionary ("NHS number"); HMRC NIM39110 (national insurance numbers); Ofcom,
National Telephone Numbering Plan; Royal Mail's postcode areas; RFC 5321 4.5.3.1 (lengths).
"""

import re
from typing import Final

from adapters.vault.nhs_digits import is_nhs_number

UUID: Final = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])",
    re.IGNORECASE,
)

# Letters may stand directly before ("NHS9990010013") or after it, but no digits beyond them, so
# that random letters and digits (hashes, our own ids) do not match. All of it is a look-ahead:
# a group of digits before the number must not use up its beginning.
_NHS_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z])(?=[A-Za-z]{0,12}"
    r"([0-9]{3})[ .\-]{0,2}([0-9]{3})[ .\-]{0,2}([0-9]{4})"
    r"(?![0-9])(?![A-Za-z]{1,12}[0-9]))"
)

NATIONAL_INSURANCE: Final = re.compile(
    r"(?<![0-9A-Za-z])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"[ \-]?[0-9]{2}[ \-]?[0-9]{2}[ \-]?[0-9]{2}[ \-]?[A-D](?![0-9A-Za-z])",
    re.IGNORECASE,
)

EMAIL: Final = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~\-]@[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,6}\.[^\W\d_]{2,63}"
)

# Numbers that begin with 03, 08 or 09 are helplines and offices, never a person's.
PHONE: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:(?:\+|00)44[ .\-]{0,2}(?:\(0\))?|\(?0)[ .\-]?"
    r"[127](?:[ .()\-]{0,2}[0-9]){8,9}(?![0-9A-Za-z])"
)

_POSTCODE: Final = re.compile(
    r"(?<![0-9A-Za-z])"
    r"(?:AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|"
    r"DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|"
    r"LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|"
    r"SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|"
    r"YO|ZE)[0-9][0-9A-Z]? {0,2}[0-9][ABD-HJLNP-UW-Z]{2}(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_ORDINALS: Final = ("st", "nd", "rd", "th")

BIRTH: Final = re.compile(
    r"(?<![a-z])(?:d\.? ?o\.? ?b|date of birth|birth ?da(?:te|y)|born)(?![a-z])", re.IGNORECASE
)


def has_nhs_number(text: str) -> bool:
    return any(is_nhs_number("".join(match.groups())) for match in _NHS_NUMBER.finditer(text))


def has_postcode(text: str) -> bool:
    """All in upper case or all in lower: "room B1 1st floor" has none."""
    found = (match[0] for match in _POSTCODE.finditer(text))
    return any(code.isupper() or _is_lower_postcode(code) for code in found)


def _is_lower_postcode(code: str) -> bool:
    return code.islower() and not code.endswith(_ORDINALS)
