"""The duties of every incident with their times: from when each counted, and when it was done.

Whether one was in time depends on the moment of asking and on the provider's own targets, so only
its instants are kept, and the numbers of the law and of the rules beside them. A duty towards CQC
is owed only by services that CQC registers; whoever reads asks the table of the service. What only
a contract can decide is left to the incident's own page.

Source: `domain/duty`; CQC (Registration) Regulations 2009; Care Act 2014 s42.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, get_args

from domain import catalogue
from domain import service as services
from domain.duty.assessment import Assessed, Status, assess
from domain.duty.contract import is_registered
from domain.duty.deadline import Deadline
from domain.duty.owed import brought_to
from domain.duty.timeline import timeline
from domain.event import DomainEvent
from domain.incident.events import IncidentEvent
from domain.incident.state import Incident, fold
from domain.moment import starts
from domain.service import ServiceEvent
from projections.open_loops import commissioner
from projections.open_loops.loop import day_after
from projections.runner.declaration import Change, Column, Event, Projection, Reads, Table
from projections.runner.histories import HISTORY

DUTIES: Final = Table(
    name="duty_times",
    key=(Column("incident", "uuid"), Column("duty", "text"), Column("commissioner", "text")),
    columns=(
        Column("service", "uuid"),
        Column("unit", "uuid"),
        Column("kind", "text"),
        Column("excluded", "uuid[]"),
        Column("body", "text"),
        Column("standing", "text"),
        Column("needs_registration", "bool"),
        Column("counted_from", "timestamptz"),
        Column("arises_at", "timestamptz"),
        Column("answered", "bool"),
        Column("made_at", "timestamptz"),
        Column("target_hours", "int"),
        Column("legal_due_at", "timestamptz"),
        Column("late_reason", "uuid"),
        Column("ruled_out_reason", "uuid"),
        Column("ruled_out_by", "text"),
    ),
    indexes=(("counted_from",),),
)
_TICK: Final = timedelta(microseconds=1)
SERVICES: Final = Table(
    name="duty_services",
    key=(Column("service", "uuid"),),
    columns=(Column("registered", "bool"),),
)


def _ends(deadline: Deadline) -> datetime | None:
    """The last instant that is in time."""
    if deadline.due_at is not None:
        return deadline.due_at
    return None if deadline.due_on is None else day_after(deadline.due_on) - _TICK


def _begins(arises: Deadline) -> datetime | None:
    return arises.due_at if arises.due_on is None else starts(arises.due_on)


def _row(incident: Incident, one: Assessed, raised: datetime) -> dict[str, Any]:
    duty, instants = one.duty, one.instants
    report, ruled_out = duty.report, duty.ruled_out
    brought = (duty.rule.code, duty.commissioner) in brought_to(incident)
    note = None if duty.step is None else duty.step.note
    reason = note if report is None else report.report.late_reason
    return {
        "service": incident.account.service,
        "unit": incident.account.unit,
        "kind": incident.kind,
        "excluded": list(incident.excluded),
        "body": duty.rule.body,
        "standing": duty.standing,
        "needs_registration": duty.rule.needs_cqc_registration and not brought,
        "counted_from": instants.clock_start or instants.duty_identified or raised,
        "arises_at": _begins(one.arises),
        "answered": instants.answered,
        "made_at": instants.made,
        "target_hours": one.target_hours,
        "legal_due_at": _ends(one.legal.deadline),
        "late_reason": None if reason is None else reason.id,
        "ruled_out_reason": None if ruled_out is None else ruled_out.reason.id,
        "ruled_out_by": None if ruled_out is None else ruled_out.decided_by,
    }


def _incident(event: Event) -> Iterator[Change]:
    said: list[tuple[DomainEvent, datetime]] = [
        (catalogue.read(one.type, one.facts), one.recorded_at) for one in event[HISTORY]
    ]
    incident = fold(one for one, _ in said)
    line = timeline(said)
    if incident is None or line is None or incident.in_error or incident.merged:
        return
    for one in assess(incident, line, now=said[-1][1]):
        waits = one.status is Status.NOT_YET and not one.arises.exists
        if not waits and not commissioner.by_contract(one):
            key = (event["stream_id"], one.duty.rule.code, one.duty.commissioner or "")
            yield Change("duty_times", key, _row(incident, one, line.raised))


def _service(event: Event) -> Iterator[Change]:
    service = services.fold(catalogue.read(one.type, one.facts) for one in event[HISTORY])
    if service is not None:
        yield Change("duty_services", (event["stream_id"],), {"registered": is_registered(service)})


def derive_incident(event: Event) -> Sequence[Change]:
    """The rows of one incident's duties."""
    return list(_incident(event))


def derive_service(event: Event) -> Sequence[Change]:
    """Whether CQC registers it."""
    return list(_service(event))


PROJECTION: Final = Projection(
    name="timeliness",
    tables=(DUTIES, SERVICES),
    reads=(
        *(Reads(known.type, derive_incident) for known in get_args(IncidentEvent)),
        *(Reads(known.type, derive_service) for known in get_args(ServiceEvent)),
    ),
    whole=True,
)
