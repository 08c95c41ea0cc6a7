"""What recurrences are counted from: the views as they are, or as they were known at a time.

Source: Heed's rule on `known_at`.
"""

from uuid import UUID

from adapters.postgres.reading import Connection
from api.measures.charting import Charting
from api.problem.problem import Problem
from projections.known_then import known_at, position_at
from projections.runner.on_demand import ScanTooLong
from projections.source import LIVE, Source
from projections.trends.projection import PROJECTION as TRENDS


async def source_of(
    connection: Connection, provider: UUID, wanted: Charting
) -> tuple[int | None, Source]:
    """The position that was known then, None for now; and the rows. Raises Problem
    `too-much-to-read`.
    """
    if wanted.known_at is None:
        return None, LIVE
    then = await position_at(connection, provider, wanted.known_at)
    try:
        return then, await known_at(connection, TRENDS, provider, then, wanted.persons)
    except ScanTooLong:
        raise Problem("too-much-to-read") from None
