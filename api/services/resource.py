"""The service as a resource."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from api.incidents.answer import MomentAnswer, ReceiptAnswer
from api.incidents.telling import moment
from api.principal import Principal
from api.resource import Resource, Standing
from api.schema import Answer, ServiceId, UnitId, Version
from domain.identifier import shown
from domain.moment import Day, Instant
from domain.sealed import Body
from domain.service import ActivityKey, Service, UnitOpened, fold
from domain.vocabulary.code import Name
from domain.vocabulary.service_type import ActivityKind, ServiceType, UnitKind

MOST_UNITS: Final = 1_000
MOST_COUNTS: Final = 10_000
MOST_REPLACED: Final = 100
Short = Annotated[str, Field(max_length=64)]


class UnitAnswer(Answer):
    id: UnitId
    ref: Short
    name: Name
    kind: UnitKind
    opened_on: Day | None


class ActivityAnswer(Answer):
    from_: Day = Field(alias="from")
    to: Day
    kind: ActivityKind
    amount: Decimal
    unit: UnitId | None
    at: MomentAnswer | None
    replaced: Annotated[tuple[Decimal, ...], Field(max_length=MOST_REPLACED)]
    """What was said of this period before, in order."""


class StaffAnswer(Answer):
    on: Day
    number: Annotated[int, Field(ge=0)]
    unit: UnitId | None


class ServiceAnswer(Answer):
    """A service as it stands."""

    id: ServiceId
    version: Version
    recorded_at: Instant
    name: Name
    service_type: ServiceType
    cqc_location_id: Short | None
    ods: Short | None
    council_area: Name | None
    opened_on: Day | None
    closed_on: Day | None
    """Its last day; null while it goes on."""
    units: Annotated[tuple[UnitAnswer, ...], Field(max_length=MOST_UNITS)]
    activity: Annotated[tuple[ActivityAnswer, ...], Field(max_length=MOST_COUNTS)]
    staff_in_post: Annotated[tuple[StaffAnswer, ...], Field(max_length=MOST_COUNTS)]


class ServiceRecorded(ServiceAnswer):
    """A service after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer


def _unit(unit: UUID | None) -> str | None:
    return None if unit is None else shown("unt", unit)


def unit_members(opened: UnitOpened) -> dict[str, Any]:
    return {**opened.model_dump(exclude={"unit"}), "id": shown("unt", opened.unit)}


def _activity_members(service: Service, key: ActivityKey) -> dict[str, Any]:
    recorded = service.activity[key]
    period = {"from": recorded.period.from_, "to": recorded.period.to}
    return {
        **period,
        "kind": recorded.kind,
        "amount": recorded.amount,
        "unit": _unit(recorded.unit),
        "at": moment(recorded.at),
        "replaced": [one.amount for one in service.replaced.get(key, ())],
    }


def tell(_: Principal, at: Standing[Service]) -> tuple[type[Answer], dict[str, Any]]:
    service = at.state
    return ServiceAnswer, {
        **service.registered.model_dump(),
        "id": shown("svc", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "closed_on": service.closed and service.closed.closed_on,
        "units": [unit_members(unit) for unit in service.units.values()],
        "activity": [_activity_members(service, key) for key in service.activity],
        "staff_in_post": [
            {"on": on, "number": number, "unit": _unit(unit)}
            for (on, unit), number in service.staff_in_post.items()
        ],
    }


def everyone(_: Principal, __: frozenset[UUID], ___: Service) -> bool:
    """A service is no secret within its provider."""
    return True


def no_words(_: Service) -> Iterable[Body]:
    return ()


SERVICE: Resource[Service] = Resource(
    name="service",
    prefix="svc",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=no_words,
    recorded={ServiceAnswer: ServiceRecorded},
)
