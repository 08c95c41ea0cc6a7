"""What pydantic found wrong, in Heed's words: findings whose pointers hold words of the schema.

A step that is not such a word (a key that the caller chose, the tag of a union) ends the pointer
at its parent, so that no member name of the input is repeated.

Source: RFC 6901 (JSON Pointer); pydantic's error types.
"""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from api.problem.finding import Finding

CODES: Mapping[str, str] = MappingProxyType(
    {
        "extra_forbidden": "unknown_member",
        "enum": "unknown_code",
        "literal_error": "unknown_code",
        "missing": "missing_member",
        "string_too_long": "too_long",
        "too_long": "too_long",
        "string_too_short": "too_short",
        "too_short": "too_short",
        "string_pattern_mismatch": "wrong_form",
        "value_error": "wrong_form",
        "date_parsing": "wrong_form",
        "date_from_datetime_parsing": "wrong_form",
        "greater_than": "out_of_range",
        "greater_than_equal": "out_of_range",
        "less_than": "out_of_range",
        "less_than_equal": "out_of_range",
        "identifier_in_reference": "identifier_in_reference",
    }
)
_OTHER = "wrong_type"


def findings_of(errors: Iterable[Mapping[str, Any]], words: Collection[str]) -> list[Finding]:
    """Each once, in the order given. `words`: every member name of the schema."""
    return list(dict.fromkeys(_finding(error, words) for error in errors))


def _finding(error: Mapping[str, Any], words: Collection[str]) -> Finding:
    code = CODES.get(error["type"], _OTHER)
    steps = error["loc"][:-1] if code == "unknown_member" else error["loc"]
    return Finding(_pointer(steps, words), code)


def _pointer(steps: Iterable[int | str], words: Collection[str]) -> str:
    known: list[str] = []
    for step in steps:
        if isinstance(step, str) and step not in words:
            break
        known.append("/" + str(step).replace("~", "~0").replace("/", "~1"))
    return "".join(known)
