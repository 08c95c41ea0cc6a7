"""Whether a measure is this provider's own.

A measure is never taken away again, so it is enough to have looked: nothing here makes an append a
conflict when somebody records a measurement meanwhile.
"""

from collections.abc import Mapping
from uuid import UUID

from api.attempt import Attempt
from api.measures.resource import MEASURE
from api.other_end import not_found, reader_in


async def must_be_measures(attempt: Attempt, named: Mapping[UUID, str]) -> None:
    """`named`: the pointer of the member that names each. Raises Problem `not-found`."""
    reader = reader_in(attempt)
    for measure, pointer in named.items():
        rows = await attempt.heed.log.load(attempt.provider, measure, version=1)
        if await MEASURE.found(reader, rows) is None:
            raise not_found(pointer)
