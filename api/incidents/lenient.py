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
from functools import reduce
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from api.edge.json import Json
from api.problem.finding import Finding
from api.problem.validation import CODES
from domain.incident.events import Issue

M = TypeVar("M", bound=BaseModel)
Loc = tuple[int | str, ...]
_PASSES = 6
_GONE: Final = "\0"
"""Stands in a list for what was taken out of it. No body holds NUL: the edge refuses it."""
_MOST_ISSUES = 500
"""More than anybody reads one by one."""


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
    code = CODES.get(error["type"], "wrong_type")
    loc = error["loc"][:-1] if code == "unknown_member" else error["loc"]
    return Finding(pointer(loc), code)


def findings(refused: ValidationError) -> list[Finding]:
    """Every finding once, in the order of the schema."""
    errors = refused.errors(include_url=False, include_context=False, include_input=False)
    return list(dict.fromkeys(found(error) for error in errors))


def _issues(found: Sequence[Finding]) -> tuple[Issue, ...]:
    """One for each; where they are too many, one for each member of the report and code."""
    told = [(one.pointer, one.code) for one in found]
    if len(told) > _MOST_ISSUES:
        told = [(_top(where), code) for where, code in told]
    return tuple(Issue(pointer=where, code=code) for where, code in dict.fromkeys(told))


def _top(where: str) -> str:
    return "/".join(where.split("/")[:2])


def _placed(body: Json, locs: Iterable[Loc]) -> list[Loc]:
    """Where each of `locs` stands in the body as it was sent; they were counted without gaps."""
    filled: dict[int, list[int]] = {}
    return [_place(body, loc, filled) for loc in locs]


def _place(value: Json, loc: Loc, filled: dict[int, list[int]]) -> Loc:
    """`filled`: by identity of a list, its places that are no gap."""
    place = list[int | str]()
    for step in loc:
        if isinstance(value, list) and isinstance(step, int):
            if id(value) not in filled:
                filled[id(value)] = [n for n, one in enumerate(value) if one != _GONE]
            place.append(filled[id(value)][step])
        else:
            place.append(step)
        value = _inside(value, place[-1])
    return tuple(place)


def _inside(value: Json, step: int | str) -> Json:
    match value:
        case list():
            return value[int(step)]
        case dict():
            return value[str(step)]
        case _:
            raise KeyError(step)


def _take_out(value: Json, loc: Loc) -> SetAside:
    """What stands at `loc`; a list keeps a gap there, so that its other places stay the same."""
    holder, last = reduce(_inside, loc[:-1], value), loc[-1]
    taken = _inside(holder, last)
    if isinstance(holder, list):
        holder[int(last)] = _GONE
    elif isinstance(holder, dict):
        del holder[str(last)]
    return SetAside(pointer(loc), _without_gaps(taken))


def _without_gaps(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _without_gaps(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_without_gaps(item) for item in value if item != _GONE]
    return value


def _culprits(refused: ValidationError) -> list[Loc]:
    """What has to go: a missing member takes its parent with it, and whatever is wrong inside."""
    errors = refused.errors(include_url=False, include_context=False, include_input=False)
    locs = dict.fromkeys(
        error["loc"][:-1] if error["type"] == "missing" else error["loc"] for error in errors
    )
    return [loc for loc in locs if not any(loc[:upto] in locs for upto in range(len(loc)))]


def take(
    model: type[M], value: dict[str, Any], refused: ValidationError
) -> tuple[M, tuple[Issue, ...], tuple[SetAside, ...]]:
    """The report without what could not be read, an issue for each finding of the first reading,
    and what was set aside, each by its place in the body as it was sent. Raises the
    ValidationError of the first reading where what is needed is not there at all.
    """
    issues = _issues(findings(refused))
    left, aside, again = copy.deepcopy(value), list[SetAside](), refused
    for _ in range(_PASSES):
        culprits = _culprits(again)
        if () in culprits:
            break
        for loc in _placed(left, culprits):
            aside.append(_take_out(left, loc))
        try:
            text = json.dumps(_without_gaps(left))
            return model.model_validate_json(text, strict=True), issues, tuple(aside)
        except ValidationError as found_again:
            again = found_again
    raise refused
