"""One thing that is wrong with a request, in words of the schema.

The pointer names members of the schema only (an unknown member is reported at its parent), the
code is from a closed list, and the detail is one fixed sentence per code: none of them repeats
what was sent.

Source: RFC 9457 section 3.2; RFC 6901 (JSON Pointer).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

DETAILS: Mapping[str, str] = MappingProxyType(
    {
        "unknown_member": "There is at least one member here that the schema does not know; the "
        "contract lists them.",
        "unknown_code": "The code is not in its vocabulary, or it names a service or unit that "
        "is not registered.",
        "missing_member": "This member is needed.",
        "server_owned": "This member is set by Heed and cannot be sent.",
        "too_long": "This is longer than it may be.",
        "too_short": "This is shorter than it may be.",
        "wrong_form": "This does not have the form it needs; a time is RFC 3339 with an "
        "offset, or a date.",
        "wrong_type": "This is of the wrong type.",
        "out_of_range": "This is outside the range it may have.",
        "span_backwards": "A span ends after it begins.",
        "identifier_in_reference": "This reference is kept beyond the case and must not identify "
        "a person.",
    }
)
_OTHER = "This is not right."


@dataclass(frozen=True, slots=True)
class Finding:
    """`pointer` is "" for the whole body; `words` are needed only for a code not listed here."""

    pointer: str
    code: str
    words: str = ""

    @property
    def detail(self) -> str:
        return self.words or DETAILS.get(self.code, _OTHER)
