"""A service and its units: where care is given, how much of it, and by how many.

A service may or may not be registered with CQC. Its activity is what incidents are counted
against, so a period has one amount per kind and unit: what is recorded again for the same period
takes the place of what was said before, and both stay in the log. Staff in post are kept as known
then, because "18 of 24 heard it" is never counted anew.

Source: CQC (Registration) Regulations 2009; NHS Making Data Count (rates need their exposure).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar, assert_never
from uuid import UUID

from pydantic import Field

from domain.event import DomainEvent, ImpossibleHistory
from domain.moment import Day, Moment, in_the_future
from domain.part import Part
from domain.refusal import Refusal
from domain.vocabulary.code import Name
from domain.vocabulary.service_type import ActivityKind, ServiceType, UnitKind

CqcLocation = Annotated[str, Field(pattern="^1-[0-9]{4,12}$")]
Ods = Annotated[str, Field(pattern="^[A-Z0-9]{3,10}$")]
UnitRef = Annotated[str, Field(min_length=1, max_length=64)]
Amount = Annotated[Decimal, Field(gt=0, max_digits=12, decimal_places=2)]
Headcount = Annotated[int, Field(ge=0, le=100_000)]


class ServiceRegistered(DomainEvent):
    """A service of this provider. `council_area`: whose safeguarding duty it is where it lies."""

    type: ClassVar[str] = "service.registered.v1"

    name: Name
    cqc_location_id: CqcLocation | None = None
    ods: Ods | None = None
    service_type: ServiceType
    council_area: Name | None = None
    opened_on: Day | None = None


class UnitOpened(DomainEvent):
    """A house, wing, round or team of the service. `ref` is what the caller's system calls it."""

    type: ClassVar[str] = "service.unit_opened.v1"

    unit: UUID
    ref: UnitRef
    name: Name
    kind: UnitKind
    opened_on: Day | None = None


class Period(Part):
    """Whole days in Europe/London, both included."""

    from_: Day = Field(alias="from")
    to: Day


class ActivityRecorded(DomainEvent):
    """How much care there was; the amount is stored as decimal text."""

    type: ClassVar[str] = "service.activity_recorded.v1"

    period: Period
    kind: ActivityKind
    amount: Amount
    unit: UUID | None = None
    at: Moment | None = None


class StaffInPostRecorded(DomainEvent):
    """How many people were in post on a day: heads, not hours."""

    type: ClassVar[str] = "service.staff_in_post_recorded.v1"

    on: Day
    number: Headcount
    unit: UUID | None = None
    at: Moment | None = None


class ServiceClosed(DomainEvent):
    """No care is given there after `closed_on`. Figures may still come later."""

    type: ClassVar[str] = "service.closed.v1"

    closed_on: Day
    at: Moment | None = None


ServiceEvent = (
    ServiceRegistered | UnitOpened | ActivityRecorded | StaffInPostRecorded | ServiceClosed
)

ActivityKey = tuple[date, date, ActivityKind, UUID | None]


class UnitUnknown(Refusal):
    code = "unit-unknown"
    detail = "This service has no such unit."


class UnitRefTaken(Refusal):
    code = "unit-ref-taken"
    detail = "This service has a unit with this reference already."


class PeriodBackwards(Refusal):
    code = "period-backwards"
    detail = "A period ends on or after the day it begins."


class ServiceClosedAlready(Refusal):
    code = "service-closed-already"
    detail = "This service was closed already."


class ServiceNotClosedYet(Refusal):
    code = "service-not-closed-yet"
    detail = "A service is closed on or after its last day, and not before it was opened."


@dataclass(frozen=True, slots=True)
class Service:
    """`activity`: one per period, kind and unit; `replaced`: what was said of it before, in order;
    `staff_in_post`: one per day and unit.
    """

    registered: ServiceRegistered
    units: Mapping[UUID, UnitOpened] = field(default_factory=dict[UUID, UnitOpened])
    activity: Mapping[ActivityKey, ActivityRecorded] = field(
        default_factory=dict[ActivityKey, ActivityRecorded]
    )
    replaced: Mapping[ActivityKey, tuple[ActivityRecorded, ...]] = field(
        default_factory=dict[ActivityKey, tuple[ActivityRecorded, ...]]
    )
    staff_in_post: Mapping[tuple[date, UUID | None], int] = field(
        default_factory=dict[tuple[date, UUID | None], int]
    )
    closed: ServiceClosed | None = None

    def must_have(self, unit: UUID | None) -> None:
        """Raises UnitUnknown; None is the service as a whole."""
        if unit is not None and unit not in self.units:
            raise UnitUnknown("/unit")

    def unit_called(self, ref: str) -> UUID | None:
        """The unit that the caller's system calls `ref`."""
        return next((unit for unit, opened in self.units.items() if opened.ref == ref), None)


def open_unit(service: Service, opened: UnitOpened) -> UnitOpened:
    if service.unit_called(opened.ref) is not None:
        raise UnitRefTaken("/ref")
    return opened


def in_order(period: Period) -> Period:
    if period.to < period.from_:
        raise PeriodBackwards("/period/to")
    return period


def record_activity(service: Service, recorded: ActivityRecorded) -> ActivityRecorded:
    in_order(recorded.period)
    service.must_have(recorded.unit)
    return recorded


def record_staff_in_post(service: Service, recorded: StaffInPostRecorded) -> StaffInPostRecorded:
    service.must_have(recorded.unit)
    return recorded


def close(service: Service, closed: ServiceClosed, *, now: datetime) -> ServiceClosed:
    if service.closed is not None:
        raise ServiceClosedAlready
    opened_on = service.registered.opened_on
    too_early = opened_on is not None and closed.closed_on < opened_on
    if too_early or in_the_future(closed.closed_on, now=now):
        raise ServiceNotClosedYet("/closed_on")
    return closed


def _counted(service: Service, event: ActivityRecorded) -> Service:
    """Once for each period, kind and unit: late and corrected figures take the place of others."""
    key = (event.period.from_, event.period.to, event.kind, event.unit)
    before = service.activity.get(key)
    counted = replace(service, activity={**service.activity, key: event})
    if before is None:
        return counted
    said = (*service.replaced.get(key, ()), before)
    return replace(counted, replaced={**service.replaced, key: said})


def evolve(service: Service | None, event: ServiceEvent) -> Service:
    if isinstance(event, ServiceRegistered):
        if service is not None:
            raise ImpossibleHistory("A service registered twice.")
        return Service(event)
    if service is None:
        raise ImpossibleHistory(f"{event.type} before service.registered")
    match event:
        case UnitOpened():
            return replace(service, units={**service.units, event.unit: event})
        case ActivityRecorded():
            return _counted(service, event)
        case StaffInPostRecorded():
            counted = {**service.staff_in_post, (event.on, event.unit): event.number}
            return replace(service, staff_in_post=counted)
        case ServiceClosed():
            return replace(service, closed=event)
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> Service | None:
    """The service as it stands; None for no events."""
    service: Service | None = None
    for event in events:
        if not isinstance(event, ServiceEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a service")
        service = evolve(service, event)
    return service
