"""The parts that answers of several lists share."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.schema import ServiceId, UnitId
from api.views.cursor import LONGEST
from domain.identifier import shown

Cursor = Annotated[str, Field(min_length=1, max_length=LONGEST, pattern=r"^[A-Za-z0-9_-]+$")]
"""Where the next page begins; opaque."""

Position = Annotated[str, Field(max_length=40, pattern=r"^e[0-9]+\.[0-9]+$")]
"""A place in the provider's log."""

Count = Annotated[int, Field(ge=0, le=2_147_483_647, json_schema_extra={"format": "int32"})]
Hours = Annotated[float, Field(ge=0)]


def service_id(service: UUID | None) -> ServiceId | None:
    return None if service is None else shown("svc", service)


def unit_id(unit: UUID | None) -> UnitId | None:
    return None if unit is None else shown("unt", unit)
