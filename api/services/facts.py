"""What callers send about a service."""

from typing import Annotated

from pydantic import Field

from api.schema import Ref, Request
from domain.moment import Day, When
from domain.service import Amount, CqcLocation, Headcount, Ods
from domain.vocabulary.code import Name
from domain.vocabulary.service_type import ActivityKind, ServiceType, UnitKind

UnitRef = Annotated[Ref, Field(max_length=64)]


class RegisterService(Request):
    """A service of this provider, registered with CQC or not."""

    name: Name
    cqc_location_id: CqcLocation | None = None
    ods: Ods | None = None
    service_type: ServiceType
    council_area: Name | None = None
    opened_on: Day | None = None


class OpenUnit(Request):
    """A house, wing, round or team, by the reference that reports will use."""

    ref: UnitRef
    name: Name
    kind: UnitKind
    opened_on: Day | None = None


class PeriodPart(Request):
    """Whole days, both included."""

    from_: Day = Field(alias="from")
    to: Day


class RecordActivity(Request):
    """How much care there was; the same period again takes the place of what was said."""

    period: PeriodPart
    kind: ActivityKind
    amount: Amount
    unit_ref: UnitRef | None = None
    at: When | None = None


class RecordStaffInPost(Request):
    """How many people were in post on a day: heads, not hours."""

    on: Day
    number: Headcount
    unit_ref: UnitRef | None = None
    at: When | None = None


class CloseService(Request):
    """No care is given there any more: `closed_on` is its last day."""

    closed_on: Day
    at: When | None = None
