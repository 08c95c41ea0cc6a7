"""One plausible spring in supported living; tests say only what matters to them.

Everything is invented: Larkfield Court, its people and its numbers.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from domain.actor import Actor, InRole
from domain.governance_review.events import Forum, LookedAt, ReviewHeld
from domain.moment import Moment
from domain.sealed import Body, BodyClass
from domain.service import (
    ActivityRecorded,
    Period,
    ServiceRegistered,
    StaffInPostRecorded,
    UnitOpened,
)
from domain.vocabulary.service_type import ActivityKind, ServiceType, UnitKind

MONDAY = Moment(at=datetime(2026, 3, 2, 9, tzinfo=UTC))
WEDNESDAY = Moment(at=datetime(2026, 3, 4, 9, tzinfo=UTC))
THURSDAY = Moment(at=datetime(2026, 3, 5, 9, tzinfo=UTC))


def identity(number: int) -> UUID:
    """The same number is the same identity, in every test."""
    return UUID(int=0x01900000_0000_7000_8000_000000000000 + number)


CREDENTIAL = identity(1)
INCIDENT, INVESTIGATION, ACTION, AUDIT, SERVICE = (identity(n) for n in range(2, 7))
FINDING, OTHER_FINDING, INTERVIEWS, UNIT = (identity(n) for n in range(7, 11))

AREA_MANAGER = InRole(role="area_manager", staff=identity(21))
REGISTERED_MANAGER = InRole(role="registered_manager", staff=identity(22))
NOMINATED_INDIVIDUAL = InRole(role="nominated_individual", staff=identity(23))
TRAINER = InRole(role="trainer", staff=identity(24))


def acting(somebody: InRole) -> Actor:
    """The same person, behind a credential."""
    return Actor(CREDENTIAL, somebody.role, somebody.staff)


NOBODY_NAMED = Actor(CREDENTIAL)
"""A credential whose caller did not say for whom it acts."""


def words(number: int = 50) -> Body:
    """Sealed learning text; which words they are is not a test's business."""
    return Body(id=identity(number), kind=BodyClass.LEARNING_TEXT)


def registered(**changes: Any) -> ServiceRegistered:
    usual = {"name": "Larkfield Court", "service_type": ServiceType.SUPPORTED_LIVING}
    return ServiceRegistered(**usual | changes)


def unit_opened(**changes: Any) -> UnitOpened:
    usual = {"unit": UNIT, "ref": "LC-2", "name": "House 2", "kind": UnitKind.HOUSE}
    return UnitOpened(**usual | changes)


def march() -> Period:
    return Period(from_=date(2026, 3, 1), to=date(2026, 3, 31))


def activity(**changes: Any) -> ActivityRecorded:
    usual = {"period": march(), "kind": ActivityKind.CARE_HOURS, "amount": Decimal("2480.50")}
    return ActivityRecorded(**usual | changes)


def staff(
    number: int, *, on: date = date(2026, 3, 1), unit: UUID | None = None
) -> StaffInPostRecorded:
    return StaffInPostRecorded(on=on, number=number, unit=unit)


def review_held(on: date, service: UUID | None = None) -> ReviewHeld:
    looked_at = LookedAt(known_at=datetime(2026, 3, 1, tzinfo=UTC), views=("register",))
    return ReviewHeld(
        held_on=on,
        forum=Forum.QUALITY_COMMITTEE,
        service=service,
        chaired_by=NOMINATED_INDIVIDUAL,
        looked_at=looked_at,
    )
