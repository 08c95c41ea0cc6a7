"""The register: every incident of a provider in one row, as it stands.

What the provider decided outweighs the reporter's word for its kind, and what people recorded in
Heed outweighs what the report said of safety, as in the incident itself. What was entered in error
or merged into another stays here with that state and leaves every list and count unless it is asked
for.
"""

from typing import Any, Final

from projections.account import (
    AMENDED,
    CHANGED,
    CONFIRMED,
    CORRECTED,
    REPORTED,
    Account,
    Get,
    uuid,
    uuids,
)
from projections.moments import first_instant, last_instant
from projections.runner.declaration import Change, Column, Event, Merge, Projection, Reads, Table
from projections.runner.json_text import parsed

TABLE: Final = Table(
    name="register",
    key=(Column("incident", "uuid"),),
    columns=(
        Column("position", "bigint"),
        Column("recorded_at", "timestamptz"),
        Column("updated_at", "timestamptz"),
        Column("version", "int"),
        Column("source_system", "text"),
        Column("source_ref", "text"),
        Column("source_version", "int"),
        Column("reported_kind", "text"),
        Column("classified_kind", "text"),
        Column("service", "uuid"),
        Column("unit", "uuid"),
        Column("occurred_from", "timestamptz"),
        Column("occurred_to", "timestamptz"),
        Column("occurred_precision", "text"),
        Column("occurred_suspect", "bool"),
        Column("first_noticed_by", "text"),
        Column("risk_types", "text[]"),
        Column("harm_physical", "text"),
        Column("harm_psychological", "text"),
        Column("safe_reported", "text"),
        Column("safe_later", "text"),
        Column("council_decision", "text"),
        Column("investigations", "int", Merge.SUM),
        Column("issues", "int"),
        Column("excluded", "uuid[]"),
        Column("state", "text"),
    ),
    indexes=(("position",), ("service", "position")),
)

OPEN: Final = "open"
CLOSED: Final = "closed"
MERGED: Final = "merged"
IN_ERROR: Final = "entered_in_error"


def _account(get: Get) -> dict[str, Any]:
    return {
        "reported_kind": get("kind"),
        "service": uuid(get("service")),
        "unit": uuid(get("unit")),
        "occurred_from": first_instant(get("occurred.from")),
        "occurred_to": last_instant(get("occurred.to")),
        "occurred_precision": get("occurred.precision"),
        "occurred_suspect": True if get("occurred.suspect") == "true" else None,
        "first_noticed_by": get("first_noticed.by"),
        "risk_types": _risk_types(get("risks")),
        "harm_physical": get("harm.physical"),
        "harm_psychological": get("harm.psychological"),
    }


def _risk_types(text: str | None) -> list[str] | None:
    """Each type once, in alphabetical order."""
    return None if text is None else sorted({risk["type"] for risk in parsed(text)})


ACCOUNT: Final = Account(
    _account,
    {
        "kind": ("reported_kind",),
        "service": ("service",),
        "unit": ("unit",),
        "occurred": (
            "occurred_from",
            "occurred_to",
            "occurred_precision",
            "occurred_suspect",
        ),
        "first_noticed": ("first_noticed_by",),
        "risks": ("risk_types",),
        "harm": ("harm_physical", "harm_psychological"),
    },
)
_NONE: Final = (None, "[]")
SOURCE: Final = ("source.system", "source.ref", "source.version", "issues")


def _source(event: Event) -> dict[str, Any]:
    return {
        "source_system": event["source.system"],
        "source_ref": event["source.ref"],
        "source_version": int(event["source.version"]),
        "issues": 0 if event["issues"] in _NONE else len(parsed(event["issues"])),
    }


def _row(event: Event, values: dict[str, Any]) -> list[Change]:
    """Whatever happens to an incident raises its version, so a list can be written back to."""
    values["updated_at"] = event["recorded_at"]
    values["version"] = event["version"]
    return [Change("register", (event["stream_id"],), values)]


def _reported(event: Event) -> list[Change]:
    values = ACCOUNT.reported(event) | _source(event)
    values |= {"position": event["position"], "recorded_at": event["recorded_at"], "state": OPEN}
    if event["excluded"] is not None:
        values["excluded"] = uuids(event["excluded"])
    return _row(event, values)


def _amended(event: Event) -> list[Change]:
    """Where a newer snapshot of the source amended it, its issues take the older ones' place."""
    values = ACCOUNT.changed(event)
    return _row(event, values if event["source.system"] is None else values | _source(event))


def _corrected(event: Event) -> list[Change]:
    return _row(event, ACCOUNT.changed(event))


def _acted(event: Event) -> list[Change]:
    """A newer report replaces what the older one said; what people added later stays."""
    if event["source_version"] is not None:
        return _row(event, {"safe_reported": event["safe_now"]})
    return _row(event, {} if event["safe_now"] is None else {"safe_later": event["safe_now"]})


def _classified(event: Event) -> list[Change]:
    return _row(event, {"classified_kind": event["kind"]})


def _council_decided(event: Event) -> list[Change]:
    return _row(event, {"council_decision": event["decision"]})


def _restricted(event: Event) -> list[Change]:
    return _row(event, {"excluded": uuids(event["excluded"])})


def _covered(event: Event) -> list[Change]:
    return _row(event, {"investigations": 1})


def _moved_on(event: Event) -> list[Change]:
    return _row(event, {})


def _closed(event: Event) -> list[Change]:
    return _row(event, {"state": CLOSED})


def _reopened(event: Event) -> list[Change]:
    return _row(event, {"state": OPEN})


def _merged(event: Event) -> list[Change]:
    """It goes on in another one, and leaves lists and counts."""
    return _row(event, {"state": MERGED})


def _unmerged(event: Event) -> list[Change]:
    return _row(event, {"state": event["stands"]})


def _in_error(event: Event) -> list[Change]:
    return _row(event, {"state": IN_ERROR})


PROJECTION: Final = Projection(
    name="register",
    tables=(TABLE,),
    reads=(
        Reads(REPORTED, _reported, (*ACCOUNT.paths, *SOURCE, "excluded")),
        Reads(AMENDED, _amended, (*CHANGED, *SOURCE)),
        Reads(CORRECTED, _corrected, CHANGED),
        Reads(CONFIRMED, _corrected, CHANGED),
        Reads("incident.people_named.v1", _moved_on),
        Reads("incident.immediate_actions_taken.v1", _acted, ("safe_now", "source_version")),
        Reads("incident.wishes_recorded.v1", _moved_on),
        Reads("incident.externally_reported.v1", _moved_on),
        Reads("incident.external_report_acknowledged.v1", _moved_on),
        Reads("incident.duty_identified.v1", _moved_on),
        Reads("incident.duty_ruled_out.v1", _moved_on),
        Reads("incident.candour_step_completed.v1", _moved_on),
        Reads("incident.classified.v1", _classified, ("kind",)),
        Reads("incident.council_decided.v1", _council_decided, ("decision",)),
        Reads("incident.restricted.v1", _restricted, ("excluded",)),
        Reads("incident.covered_by_investigation.v1", _covered),
        Reads("incident.closed.v1", _closed),
        Reads("incident.reopened.v1", _reopened),
        Reads("incident.enquiry_outcome_received.v1", _moved_on),
        Reads("incident.feedback_recorded.v1", _moved_on),
        Reads("incident.family_sharing_decided.v1", _moved_on),
        Reads("incident.support_offered.v1", _moved_on),
        Reads("incident.merged.v1", _merged),
        Reads("incident.unmerged.v1", _unmerged, ("stands",)),
        Reads("incident.other_joined.v1", _moved_on),
        Reads("incident.other_parted.v1", _moved_on),
        Reads("incident.entered_in_error.v1", _in_error),
    ),
)
