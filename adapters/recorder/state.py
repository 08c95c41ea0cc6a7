"""The library's state, which is bytes, as the log's facts, which are JSON text.

A state that is a JSON object is stored as it stands and comes back byte for byte: an event that
Heed wrote is read by the library as its facts, and a program that writes JSON leaves facts that
can be queried. Whatever else it is (compressed, encrypted, no object) becomes `{"$bytes":"…"}`, in
base 64.

The log counts a stream from 1, a program may count from 0. Every event of a stream that began at 0
says so, as `{"$bytes":"…","$first":0}`, so that each row is understood without any other.
"""

import base64
import json
from typing import Final, NoReturn

_OPEN: Final = '{"$bytes":"'
_CLOSE: Final = '"}'
_CLOSE_FROM_0: Final = '","$first":0}'

FROM_0: Final = f"{_OPEN}%{_CLOSE_FROM_0}"
"""The LIKE pattern of facts in a stream that began at 0."""


def facts_of(state: bytes, *, first: int) -> str:
    """`first`: the version that the stream began at, 0 or 1."""
    if first == 1 and (text := _object(state)) is not None:
        return text
    close = _CLOSE if first else _CLOSE_FROM_0
    return f"{_OPEN}{base64.b64encode(state).decode()}{close}"


def state_of(facts: str) -> bytes:
    """The state that was stored, byte for byte."""
    if not facts.startswith(_OPEN):
        return facts.encode()
    return base64.b64decode(facts[len(_OPEN) :].partition('"')[0])


def first_of(facts: str) -> int:
    """The version that the stream of this event began at, 0 or 1."""
    return 0 if facts.startswith(_OPEN) and facts.endswith(_CLOSE_FROM_0) else 1


def _object(state: bytes) -> str | None:
    """The text of a JSON object that PostgreSQL takes too and that is not mistaken for ours."""
    try:
        text = state.decode()
        parsed = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return text if isinstance(parsed, dict) and not text.startswith(_OPEN) else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON.")
