"""How long it takes from noticing to telling: three instants of every incident.

First noticed by anyone, known to the organisation, told to the council. Only times that a clock
may use are kept: vaguer than an hour, or marked suspect, is no time at all. Whoever knew or was
told without a usable time still knew or was told, so that nobody is shown as waiting who is not.

Source: the instants of a report (Care Act 2014 s42, local procedures); delay inside the
organisation is the second minus the first.
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
from projections.moments import clock_instant, first_instant
from projections.runner.declaration import Change, Column, Event, Projection, Reads, Table

TABLE: Final = Table(
    name="escalation",
    key=(Column("incident", "uuid"),),
    columns=(
        Column("position", "bigint"),
        Column("recorded_at", "timestamptz"),
        Column("reported_kind", "text"),
        Column("classified_kind", "text"),
        Column("service", "uuid"),
        Column("unit", "uuid"),
        Column("occurred_from", "timestamptz"),
        Column("noticed_at", "timestamptz"),
        Column("aware", "bool"),
        Column("aware_at", "timestamptz"),
        Column("excluded", "uuid[]"),
        Column("state", "text"),
    ),
    indexes=(("position",),),
)
# A report may be said again, differently: its row is replaced, and readers find the earliest.
TOLD: Final = Table(
    name="escalation_told",
    key=(Column("incident", "uuid"), Column("report", "uuid")),
    columns=(Column("body", "text"), Column("told_at", "timestamptz")),
)


AT: Final = ("at.at", "at.precision", "at.suspect")


def _account(get: Get) -> dict[str, Any]:
    noticed, aware = _moment(get, "first_noticed"), _moment(get, "organisation_aware")
    return {
        "reported_kind": get("kind"),
        "service": uuid(get("service")),
        "unit": uuid(get("unit")),
        "occurred_from": first_instant(get("occurred.from")),
        "noticed_at": clock_instant(*noticed),
        "aware": True if aware[0] else None,
        "aware_at": clock_instant(*aware),
    }


def _moment(get: Get, member: str) -> tuple[str | None, str | None, str | None]:
    return get(f"{member}.at"), get(f"{member}.precision"), get(f"{member}.suspect")


ACCOUNT: Final = Account(
    _account,
    {
        "kind": ("reported_kind",),
        "service": ("service",),
        "unit": ("unit",),
        "occurred": ("occurred_from",),
        "first_noticed": ("noticed_at",),
        "organisation_aware": ("aware", "aware_at"),
    },
)


def _row(event: Event, values: dict[str, Any]) -> list[Change]:
    return [Change("escalation", (event["stream_id"],), values)] if values else []


def _reported(event: Event) -> list[Change]:
    values = ACCOUNT.reported(event)
    values |= {"position": event["position"], "recorded_at": event["recorded_at"], "state": "open"}
    if event["excluded"] is not None:
        values["excluded"] = uuids(event["excluded"])
    return _row(event, values)


def _changed(event: Event) -> list[Change]:
    return _row(event, ACCOUNT.changed(event))


def _told(event: Event) -> list[Change]:
    told_at = clock_instant(*(event[path] for path in AT))
    key = (event["stream_id"], uuid(event["report"]))
    return [Change("escalation_told", key, {"body": event["body"], "told_at": told_at})]


def _classified(event: Event) -> list[Change]:
    return _row(event, {"classified_kind": event["kind"]})


def _restricted(event: Event) -> list[Change]:
    return _row(event, {"excluded": uuids(event["excluded"])})


def _closed(event: Event) -> list[Change]:
    return _row(event, {"state": "closed"})


def _reopened(event: Event) -> list[Change]:
    return _row(event, {"state": "open"})


def _merged(event: Event) -> list[Change]:
    return _row(event, {"state": "merged"})


def _unmerged(event: Event) -> list[Change]:
    return _row(event, {"state": event["stands"]})


def _in_error(event: Event) -> list[Change]:
    return _row(event, {"state": "entered_in_error"})


PROJECTION: Final = Projection(
    name="escalation",
    tables=(TABLE, TOLD),
    reads=(
        Reads(REPORTED, _reported, (*ACCOUNT.paths, "excluded")),
        Reads(AMENDED, _changed, CHANGED),
        Reads(CORRECTED, _changed, CHANGED),
        Reads(CONFIRMED, _changed, CHANGED),
        Reads("incident.externally_reported.v1", _told, ("report", "body", *AT)),
        Reads("incident.classified.v1", _classified, ("kind",)),
        Reads("incident.restricted.v1", _restricted, ("excluded",)),
        Reads("incident.closed.v1", _closed),
        Reads("incident.reopened.v1", _reopened),
        Reads("incident.merged.v1", _merged),
        Reads("incident.unmerged.v1", _unmerged, ("stands",)),
        Reads("incident.entered_in_error.v1", _in_error),
    ),
)
