"""Reading a report: strict or lenient, and what no report can do without.

Nothing is decided here that depends on what Heed knows already, except whether it knows the
service and the unit that are named.

Source: the pinned report door, rule 1.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from adapters.vault.identifier import in_reference
from api.asking import Asking
from api.attempt import Attempt
from api.incidents.first import Reading
from api.incidents.lenient import SetAside, findings, take
from api.incidents.report import SERVER_OWNED, Report
from api.incidents.saying import report_names, unknown_places, unplaced
from api.problem.finding import Finding
from api.problem.problem import Problem
from domain.incident.events import Issue

NAMELESS = "A reference of a record must not hold an identifier of a person."
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


def read_report(asking: Asking) -> Read:
    """The report. Raises Problem `validation` for what cannot be set aside."""
    must_be_a_report(asking.value, today=asking.heed.clock().date())
    try:
        return Read(Report.model_validate_json(asking.raw, strict=True), (), ())
    except ValidationError as refused:
        if not is_lenient(asking):
            raise refuse(findings(refused)) from None
        try:
            report, issues, aside = take(Report, asking.value, refused)
        except ValidationError as again:
            raise refuse(findings(again)) from None
        return Read(report, tuple(Finding(one.pointer, one.code) for one in issues), aside)


async def reading_of(asking: Asking, attempt: Attempt, read: Read) -> Reading:
    """The reading with its names looked up. In strict handling an unknown place is refused."""
    await attempt.find(report_names(attempt, read.report))
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
    return Reading(read.report, issues, extra)
