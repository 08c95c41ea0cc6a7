"""Taking a report as it comes: what cannot be read is set aside, never a reason to refuse.

A member that is unknown, of a wrong type or with an unknown code leaves the report, is kept
verbatim for the sealed `extra`, and is named as an issue by a pointer that holds only words of
the schema (an unknown member is reported at its parent). In strict mode the same findings refuse
the report with 422.

Source: the pinned report door, rules 1 and 2; RFC 6901 (JSON Pointer).
"""

import copy
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from api.problem.finding import Finding
from domain.incident.events import Issue

M = TypeVar("M", bound=BaseModel)
Loc = tuple[int | str, ...]
_PASSES = 6
_GONE = object()
_CODES = {
    "extra_forbidden": "unknown_member",
    "enum": "unknown_code",
    "literal_error": "unknown_code",
    "missing": "missing_member",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "too_short",
    "string_pattern_mismatch": "wrong_form",
    "value_error": "wrong_form",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
}


@dataclass(frozen=True, slots=True)
class SetAside:
    """One value that was taken out: where it stood, and what it was."""

    pointer: str
    value: Any


def pointer(loc: Iterable[int | str]) -> str:
    """A JSON Pointer (RFC 6901); "" is the whole body."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in loc)


def found(error: ErrorDetails) -> Finding:
    """The finding behind a validation error; its code never depends on the value itself."""
    code = _CODES.get(error["type"], "wrong_type")
    loc = error["loc"][:-1] if code == "unknown_member" else error["loc"]
    return Finding(pointer(loc), code)


def findings(refused: ValidationError) -> list[Finding]:
    """Every finding once, in the order of the body."""
    errors = refused.errors(include_url=False, include_context=False, include_input=False)
    return list(dict.fromkeys(found(error) for error in errors))


def _holder(value: Any, loc: Sequence[int | str]) -> Any:
    """The container that holds the last step of `loc`, or None where it is not there any more."""
    for step in loc[:-1]:
        there = isinstance(value, (dict, list)) and (
            step in value if isinstance(value, dict) else int(step) < len(value)
        )
        if not there:
            return None
        value = value[step]
    return value if isinstance(value, (dict, list)) else None


def _take_out(value: Any, loc: Loc) -> list[SetAside]:
    holder = _holder(value, loc)
    last = loc[-1]
    if isinstance(holder, dict) and last in holder:
        return [SetAside(pointer(loc), holder.pop(last))]
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        taken, holder[last] = holder[last], _GONE
        return [] if taken is _GONE else [SetAside(pointer(loc), taken)]
    return []


def _without_gaps(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_gaps(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_without_gaps(item) for item in value if item is not _GONE]
    return value


def _culprits(refused: ValidationError) -> list[Loc]:
    """What has to go, deepest and last first: a missing member takes its parent with it."""
    errors = refused.errors(include_url=False, include_context=False, include_input=False)
    locs = {error["loc"][:-1] if error["type"] == "missing" else error["loc"] for error in errors}
    return sorted(
        (loc for loc in locs if loc), key=lambda loc: (-len(loc), str(loc)), reverse=False
    )


def take(
    model: type[M], value: dict[str, Any], refused: ValidationError
) -> tuple[M, tuple[Issue, ...], tuple[SetAside, ...]]:
    """The report without what could not be read, an issue for each finding of the first reading,
    and what was set aside. Raises the ValidationError where what is needed is not there at all.
    """
    issues = tuple(Issue(pointer=one.pointer, code=one.code) for one in findings(refused))
    left, aside = copy.deepcopy(value), list[SetAside]()
    for _ in range(_PASSES):
        culprits = _culprits(refused)
        if not culprits:
            raise refused
        for loc in culprits:
            aside += _take_out(left, loc)
        left = _without_gaps(left)
        try:
            return model.model_validate_json(json.dumps(left), strict=True), issues, tuple(aside)
        except ValidationError as again:
            refused = again
    raise refused
