"""How facts about a service are decided, and how a service gets the names that reports use."""

from collections.abc import Iterator
from uuid import UUID

from api.attempt import Attempt, Name
from api.command import Target
from api.learning import outside_ref
from api.roles import moment_of
from api.room import must_have_room
from api.services import facts
from api.services.resource import MOST_COUNTS, MOST_REPLACED, MOST_UNITS
from domain import service as domain
from domain.identifier import shown
from domain.refusal import Refusal
from domain.service import (
    ActivityKey,
    ActivityRecorded,
    Period,
    Service,
    ServiceClosed,
    ServiceRegistered,
    StaffInPostRecorded,
    UnitOpened,
)

At = Target[Service]


class IdentifierTaken(Refusal):
    code = "service-identifier-taken"
    detail = "Another service of this provider has this identifier already."


def names(identity: UUID, registered: ServiceRegistered) -> Iterator[tuple[str, str]]:
    """Everything that a report may call the service by: which identifier, and its value."""
    yield "id", shown("svc", identity)
    if registered.cqc_location_id is not None:
        yield "cqc_location_id", registered.cqc_location_id
    if registered.ods is not None:
        yield "ods", registered.ods


async def register(attempt: Attempt, _: At | None, body: facts.RegisterService) -> UUID:
    for member, text in (("name", body.name), ("council_area", body.council_area)):
        outside_ref(attempt, text, f"/{member}")
    registered = ServiceRegistered(**dict(body))
    identity = attempt.ids()
    called: list[Name] = [("service", *name) for name in names(identity, registered)]
    known = await attempt.find(called)
    for name in called:
        if name in known:
            raise IdentifierTaken(f"/{name[1]}")
    for name in called:
        attempt.call(name, identity)
    attempt.begin(identity)
    attempt.record(identity, registered)
    return identity


async def open_unit(attempt: Attempt, at: At, body: facts.OpenUnit) -> UUID:
    for member, text in (("ref", body.ref), ("name", body.name)):
        outside_ref(attempt, text, f"/{member}")
    must_have_room(at.state.units, MOST_UNITS)
    unit = attempt.ids()
    opened = domain.open_unit(at.state, UnitOpened(unit=unit, **dict(body)))
    for name in names(at.id, at.state.registered):
        attempt.call(("unit", *name, opened.ref), unit)
    attempt.record(at.id, opened)
    return at.id


async def close(attempt: Attempt, at: At, body: facts.CloseService) -> UUID:
    closed = ServiceClosed(closed_on=body.closed_on, at=moment_of(attempt, body.at))
    attempt.record(at.id, domain.close(at.state, closed, now=attempt.now))
    return at.id


def _unit(service: Service, ref: str | None) -> UUID | None:
    """The unit by the caller's reference. Raises UnitUnknown."""
    if ref is None:
        return None
    unit = service.unit_called(ref)
    if unit is None:
        raise domain.UnitUnknown("/unit_ref")
    return unit


def _period(recorded: ActivityRecorded) -> ActivityKey:
    """What is counted once: what is said of it again takes the place of what was said."""
    period = recorded.period
    return period.from_, period.to, recorded.kind, recorded.unit


async def record_activity(attempt: Attempt, at: At, body: facts.RecordActivity) -> UUID:
    recorded = ActivityRecorded(
        period=domain.in_order(Period(**dict(body.period))),
        kind=body.kind,
        amount=body.amount,
        unit=_unit(at.state, body.unit_ref),
        at=moment_of(attempt, body.at),
    )
    recorded = domain.record_activity(at.state, recorded)
    period = _period(recorded)
    if period not in at.state.activity:
        must_have_room(at.state.activity, MOST_COUNTS)
    must_have_room(at.state.replaced.get(period, ()), MOST_REPLACED)
    attempt.record(at.id, recorded)
    return at.id


async def record_staff_in_post(attempt: Attempt, at: At, body: facts.RecordStaffInPost) -> UUID:
    recorded = StaffInPostRecorded(
        on=body.on,
        number=body.number,
        unit=_unit(at.state, body.unit_ref),
        at=moment_of(attempt, body.at),
    )
    recorded = domain.record_staff_in_post(at.state, recorded)
    if (recorded.on, recorded.unit) not in at.state.staff_in_post:
        must_have_room(at.state.staff_in_post, MOST_COUNTS)
    attempt.record(at.id, recorded)
    return at.id
