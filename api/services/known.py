"""Whether a service, and a unit of it, are this provider's own.

Neither is ever taken away again, so it is enough to have looked: nothing here makes an append a
conflict when somebody else counts care hours meanwhile.
"""

from uuid import UUID

from api.attempt import Attempt
from api.other_end import not_found, reader_in
from api.services.resource import SERVICE


async def must_be_known(
    attempt: Attempt,
    service: UUID | None,
    unit: UUID | None = None,
    *,
    pointer: str = "/service",
) -> UUID | None:
    """The same service; None for none. Raises Problem `not-found`, or UnitUnknown."""
    if service is None:
        return None
    first = 1 if unit is None else None  # that it was registered is enough
    rows = await attempt.heed.log.load(attempt.provider, service, version=first)
    known = await SERVICE.found(reader_in(attempt), rows)
    if known is None:
        raise not_found(pointer)
    known.must_have(unit)
    return service
