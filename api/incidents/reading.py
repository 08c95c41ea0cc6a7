"""Reading a report: strict or lenient, and what no report can do without.

Nothing is decided here that depends on what Heed knows already, except whether it knows the
service and the unit that are named.

Source: the pinned report door, rule 1.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from adapters.vault.identifier import in_reference
from adapters.vault.linked_name import LinkedNames
from api.asking import Asking
from api.attempt import Attempt
from api.incidents.first import Reading
from api.incidents.lenient import SetAside, findings, take
from api.incidents.report import SERVER_OWNED, Report
from api.incidents.saying import unknown_places, unplaced
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.schema import LARGEST_VERSION
from domain.incident.events import Issue

NAMELESS = "A reference of a record must not hold an identifier of a person."
VERSION = "/source_version"
_DIGITS = re.compile(r"[0-9]{1,10}")
LENIENT, STRICT = "handling=lenient", "handling=strict"


def is_lenient(asking: Asking) -> bool:
    """`Prefer: handling=…` decides; without it a care system is lenient and every other strict."""
    preferred = (asking.headers.get("prefer") or "").replace(" ", "").lower()
    wishes = preferred.replace(";", ",").split(",")
    return LENIENT in wishes or (asking.principal.lenient and STRICT not in wishes)


@dataclass(frozen=True, slots=True)
class Read:
    """A body that was read: the report, what was found, and what was set aside."""

    report: Report
    found: tuple[Finding, ...]
    aside: tuple[SetAside, ...]
    unsure_version: bool = False


def refuse(found: Sequence[Finding]) -> Problem:
    return Problem("validation", errors=found)


def must_be_a_report(value: dict[str, Any], *, today: date) -> None:
    """What no report can do without, in either handling."""
    if not SERVER_OWNED.isdisjoint(value):
        raise refuse([Finding("", "server_owned")])
    if value.get("source_ref") is None:
        raise refuse([Finding("/source_ref", "missing_member")])
    if not value.get("what_happened") and not value.get("kind"):
        raise refuse([Finding("/what_happened", "missing_member")])
    ref = value["source_ref"]
    if isinstance(ref, str) and in_reference(ref, today=today):
        raise refuse([Finding("/source_ref", "identifier_in_reference", NAMELESS)])


def _must_name_nobody(report: Report, *, today: date) -> None:
    """Whether its own reference holds the whole name of somebody it is about."""
    known = [person.identity.name for person in report.people or () if person.identity is not None]
    names = [name for name in known if name is not None and " " in name.strip()]
    if names and any(map(LinkedNames(report.source_ref, today=today).has, names)):
        raise refuse([Finding("/source_ref", "identifier_in_reference", NAMELESS)])


def read_report(asking: Asking) -> Read:
    """The report. Raises Problem `validation` for what cannot be set aside."""
    must_be_a_report(asking.value, today=asking.heed.clock().date())
    try:
        whole = Report.model_validate_json(asking.raw, strict=True)
        _must_name_nobody(whole, today=asking.heed.clock().date())
        return Read(whole, (), ())
    except ValidationError as refused:
        if not is_lenient(asking):
            raise refuse(findings(refused)) from None
        try:
            report, issues, aside = take(Report, asking.value, refused)
        except ValidationError as again:
            raise refuse(findings(again)) from None
        _must_name_nobody(report, today=asking.heed.clock().date())
        found = tuple(Finding(one.pointer, one.code) for one in issues)
        return _with_version(Read(report, found, aside))


def _with_version(read: Read) -> Read:
    """A version that was sent as text, or with a point, is that version all the same."""
    sent = [one.value for one in read.aside if one.pointer == VERSION]
    if not sent:
        return read
    version = whole_number(sent[0])
    if version is None:
        return replace(read, unsure_version=True)
    return replace(read, report=read.report.model_copy(update={"source_version": version}))


def whole_number(value: Any) -> int | None:
    """The version that this can only mean; None where it could be anything."""
    match value:
        case str() if _DIGITS.fullmatch(value):
            number = int(value)
        case float() if value.is_integer():
            number = int(value)
        case _:
            return None
    return number if 1 <= number <= LARGEST_VERSION else None


def content_of(value: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """What was sent, so that a version sent as text and then as a number is the same content."""
    unreadable = type(value.get("source_version", 1)) is not int
    if reading.unsure_version or not unreadable:
        return value
    return value | {"source_version": reading.report.source_version}


def reading_of(asking: Asking, attempt: Attempt, read: Read) -> Reading:
    """The reading, once its names were looked up. In strict handling an unknown place is
    refused.
    """
    unknown = unknown_places(attempt, read.report)
    if unknown and not is_lenient(asking):
        raise refuse(unknown)
    aside = {one.pointer: one.value for one in read.aside}
    if any(where.split("/")[1] == "service" for where in aside):
        unknown = []  # a unit is not found without its service, which has its own issue
    aside |= {f"/{name}": asking.value[name] for name in unplaced(attempt, read.report)}
    kept = {"extra": read.report.extra, "set_aside": aside or None}
    said = {name: value for name, value in kept.items() if value is not None}
    issues = tuple(Issue(pointer=one.pointer, code=one.code) for one in (*read.found, *unknown))
    extra = json.dumps(said, ensure_ascii=False, sort_keys=True) if said else None
    unsure_whom = any(
        leaves_unsure_whom(one.pointer) and one.value is not False for one in read.aside
    )
    return Reading(read.report, issues, extra, unsure_whom, read.unsure_version)


def leaves_unsure_whom(pointer: str) -> bool:
    """Whether what was set aside there may have said whom to hide the incident from. A plain
    `false`, which answers show where nobody is excluded, says that it is hidden from nobody.
    """
    where = pointer.split("/")[1:]
    return where[0] == "restricted" and where[1:] != ["reason"]
