"""A defect, told without its message: the types of the exceptions and the lines they came through.

The text of an exception may hold what people wrote, and so may the values of variables; a type
and a line of source cannot.
"""

import traceback
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final, cast

_MOST_FRAMES: Final = 40
_MOST_FAULTS: Final = 10
_PARTS_OF_A_PATH: Final = 3


def types_of(fault: BaseException) -> list[str]:
    """The outermost first, then what caused it and what stands in a group, at most ten."""
    return [f"{type(one).__module__}.{type(one).__qualname__}" for one in _all_of(fault)]


def frames_of(fault: BaseException) -> list[str]:
    """`api/edge/edge.py:41 in serve`, in the order of `types_of`, each from the caller inwards."""
    frames = [
        f"{_short(frame.filename)}:{frame.lineno} in {frame.name}"
        for one in _all_of(fault)
        for frame in traceback.extract_tb(one.__traceback__)
    ]
    return frames[-_MOST_FRAMES:]


def _all_of(fault: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    left = [fault]
    while left and len(found) < _MOST_FAULTS:
        one = left.pop(0)
        if one not in found:
            found.append(one)
            left.extend(_behind(one))
    return found


def _behind(fault: BaseException) -> Iterator[BaseException]:
    cause = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if cause is not None:
        yield cause
    if isinstance(fault, BaseExceptionGroup):
        yield from cast("BaseExceptionGroup[BaseException]", fault).exceptions


def _short(filename: str) -> str:
    return "/".join(PurePath(filename).parts[-_PARTS_OF_A_PATH:])
