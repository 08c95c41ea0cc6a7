"""The loops of an incident: protection, classification, telling the council, being answered.

Every incident has the first three from the moment the organisation knew. Whether one of them is a
loose end may depend on the kind that the incident has when somebody looks.

Source: Care Act 2014 s42 and statutory guidance 14: protect, then report; the council decides.
"""

from datetime import datetime
from typing import Any, Final

from projections.account import (
    AMENDED,
    CHANGED,
    CORRECTED,
    REPORTED,
    Account,
    Get,
    uuid,
    uuids,
)
from projections.loop_changes import AT, closed, happened, loop, subject
from projections.runner.declaration import Change, Event, Reads

AWARE: Final = (
    "organisation_aware.at",
    "organisation_aware.precision",
    "organisation_aware.suspect",
)
COUNCIL: Final = "council_safeguarding"
ANSWERING: Final = (COUNCIL, "cqc")
"""Bodies that answer with a reference of theirs."""

UNCLASSIFIED: Final = ["unclassified"]
UNKNOWN: Final = (None, *UNCLASSIFIED)
CONCERN: Final = ["safeguarding_concern"]


def _account(get: Get) -> dict[str, Any]:
    return {
        "reported_kind": get("kind"),
        "service": uuid(get("service")),
        "unit": uuid(get("unit")),
    }


ACCOUNT: Final = Account(
    _account, {"kind": ("reported_kind",), "service": ("service",), "unit": ("unit",)}
)


def _reported(event: Event) -> list[Change]:
    """Whatever an incident owes, it owes from the moment the organisation knew."""
    since = happened(event, AWARE)
    values = ACCOUNT.reported(event)
    if event["excluded"] is not None:
        values["excluded"] = uuids(event["excluded"])
    owed = _owed(event, event["kind"], since)
    return [subject(event, values), loop(event, "protection", opened_at=since), *owed]


def _owed(event: Event, kind: str | None, since: datetime) -> list[Change]:
    """What has to be done because the incident is of this kind, or of none yet."""
    if kind in UNKNOWN:
        settle = loop(event, "classification", opened_at=since, closed_at=None, kinds=UNCLASSIFIED)
        return [settle]
    if kind in CONCERN:
        return [loop(event, "council_report", opened_at=since, kinds=CONCERN)]
    return []


def _of_kind(event: Event, kind: str | None, since: datetime) -> list[Change]:
    """The same for a kind that was said later, which may settle the question."""
    owed = _owed(event, kind, since)
    return owed if kind in UNKNOWN else [*owed, loop(event, "classification", closed_at=since)]


def _changed(event: Event) -> list[Change]:
    values = ACCOUNT.changed(event)
    changes = [subject(event, values)]
    if "reported_kind" in values:
        changes += _of_kind(event, values["reported_kind"], event["recorded_at"])
    return changes


def _acted(event: Event) -> list[Change]:
    """Said whether people are safe: decided. A newer report that no longer says so: open again."""
    if event["safe_now"] is not None:
        return [closed(event, "protection")]
    return [] if event["source_version"] is None else [loop(event, "protection", closed_at=None)]


def _told(event: Event) -> list[Change]:
    at = happened(event)
    changes = [loop(event, "acknowledgement", event["report"], opened_at=at)]
    if event["body"] == COUNCIL:
        changes.append(closed(event, "council_report"))
        changes.append(loop(event, "council_decision", opened_at=at, kinds=CONCERN))
    return changes if event["body"] in ANSWERING else []


def _acknowledged(event: Event) -> list[Change]:
    return [closed(event, "acknowledgement", event["report"])]


def _classified(event: Event) -> list[Change]:
    known = subject(event, {"classified_kind": event["kind"]})
    return [known, *_of_kind(event, event["kind"], happened(event))]


def _council_decided(event: Event) -> list[Change]:
    return [closed(event, "council_decision")]


def _restricted(event: Event) -> list[Change]:
    return [subject(event, {"excluded": uuids(event["excluded"])})]


def _in_error(event: Event) -> list[Change]:
    return [subject(event, {"void": True})]


INCIDENTS: Final = (
    Reads(REPORTED, _reported, (*ACCOUNT.paths, *AWARE, "excluded")),
    Reads(AMENDED, _changed, CHANGED),
    Reads(CORRECTED, _changed, CHANGED),
    Reads("incident.immediate_actions_taken.v1", _acted, ("safe_now", "source_version", *AT)),
    Reads("incident.externally_reported.v1", _told, ("report", "body", *AT)),
    Reads("incident.external_report_acknowledged.v1", _acknowledged, ("report", *AT)),
    Reads("incident.classified.v1", _classified, ("kind", *AT)),
    Reads("incident.council_decided.v1", _council_decided, AT),
    Reads("incident.restricted.v1", _restricted, ("excluded",)),
    Reads("incident.entered_in_error.v1", _in_error),
)
