"""JSON as Heed takes it: one meaning or none.

Bytes become a Python value, or a `Problem` that repeats nothing of them. Refused are: anything but
UTF-8 (a byte order mark, UTF-16, NUL, half a surrogate pair), anything but JSON, NaN and numbers
that are not finite or have more than 20 digits, a member that stands twice, more than 32 levels
and more than 5,000 values. Levels and values are bounded before parsing, by counting, so that no
input makes the parser recurse, and a usual body costs two or three passes at the speed of C.

Source: RFC 8259; RFC 7493 (I-JSON) sections 2.1 to 2.3.
"""

import json
import math
import re
from typing import Any, Final, NoReturn, TypeAlias

from api.edge.json_shape import MOST_LEVELS, MOST_NODES, has_too_many_nodes, is_too_deep
from api.problem.problem import Problem

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"
MOST_DIGITS: Final = 20
_LONGEST_NUMBER: Final = 2 * MOST_DIGITS  # sign, point and exponent sign beside the digits
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_SUSPECT_ESCAPE: Final = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_NOT_TEXT: Final = re.compile("[\x00\ud800-\udfff]")
_NOTHING: Final = object()


def read_json(data: bytes) -> Any:
    """The value of a body. Raises Problem; never RecursionError, whatever the input."""
    text = _text(data)
    if data.count(b"[") + data.count(b"{") > MOST_LEVELS and is_too_deep(data):
        raise Problem("too-deep")
    if len(data) > MOST_NODES and has_too_many_nodes(data):
        raise Problem("too-many-nodes")
    value = _parsed(text)
    if value is _NOTHING:
        raise Problem("malformed-json")
    if b"\\u" in data and _SUSPECT_ESCAPE.search(data):
        _must_be_text_throughout(value)
    return value


def _text(data: bytes) -> str:
    if b"\x00" not in data and not data.startswith(_BYTE_ORDER_MARK):
        try:
            return data.decode()
        except UnicodeDecodeError:
            pass  # raised below, so that the problem does not carry the bytes as its context
    raise Problem("not-utf8")


def _parsed(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except ValueError:
        return _NOTHING


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(members)
    if len(value) != len(members):
        raise Problem("duplicate-member")
    return value


def _integer(digits: str) -> int:
    if len(digits) - digits.startswith("-") > MOST_DIGITS:
        raise Problem("number-too-long")
    return int(digits)


def _decimal(digits: str) -> float:
    if len(digits) > MOST_DIGITS and _is_too_long(digits):
        raise Problem("number-too-long")
    value = float(digits)
    if math.isinf(value):
        raise Problem("not-finite")
    return value


def _is_too_long(digits: str) -> bool:
    """Zeros before the first other digit do not count."""
    significant = sum(map(str.isdigit, digits.lstrip("-0.")))
    return significant > MOST_DIGITS or len(digits) > _LONGEST_NUMBER


def _not_finite(_: str) -> NoReturn:
    raise Problem("not-finite")


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_integer,
    parse_float=_decimal,
    parse_constant=_not_finite,
)


def _must_be_text_throughout(value: Json) -> None:
    """An escape can write NUL or half a surrogate pair, which no text column can hold."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            if _NOT_TEXT.search(one):
                raise Problem("not-utf8")
        elif isinstance(one, dict):
            left.extend(one.keys())
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
