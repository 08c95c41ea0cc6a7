"""How far each projection is: per version and provider, in events and in seconds.

A lag in seconds is how long the oldest event that is not folded yet has been in the log, 0 where
there is none. A rebuild shows as a second version, `building`, with positions of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from projections.runner.providers import providers
from projections.runner.statement import Connection

_NAME_PROVIDER: Final = "SELECT set_config('heed.tenant', $1, true)"

_STATUS: Final = """
    SELECT projection.name,
           projection.version,
           projection.status,
           COALESCE(own.position, 0) AS position,
           head.position AS head,
           next.recorded_at AS waiting_since,
           (SELECT count(*)
              FROM heed.projection_parked AS parked
             WHERE parked.tenant_id = $1
               AND parked.name = projection.name
               AND parked.version = projection.version) AS parked
      FROM heed.projection AS projection
CROSS JOIN heed.tenant_head AS head
 LEFT JOIN heed.projection_checkpoint AS own
        ON own.tenant_id = $1
       AND own.name = projection.name
       AND own.version = projection.version
 LEFT JOIN heed.event AS next
        ON next.tenant_id = $1
       AND next.position = COALESCE(own.position, 0) + 1
     WHERE head.tenant_id = $1
       AND projection.status IN ('live', 'building')
  ORDER BY projection.name, projection.version
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """One version of one projection for one provider."""

    provider: UUID
    name: str
    version: int
    status: str
    position: int
    head: int
    lag_events: int
    lag_seconds: float
    parked: int


async def status(connection: Connection, provider: UUID, now: datetime) -> Sequence[Progress]:
    """Within a transaction that names the provider; sorted by name and version."""
    rows = await connection.fetch(_STATUS, provider)
    return [_progress(provider, now, **row) for row in rows]


async def status_of_all(connection: Connection, now: datetime) -> Sequence[Progress]:
    """Every provider, for the operator. As heed_projector."""
    found: list[Progress] = []
    async with connection.transaction(readonly=True):
        for provider in await providers(connection):
            await connection.execute(_NAME_PROVIDER, str(provider))
            found += await status(connection, provider, now)
    return found


def _progress(
    provider: UUID,
    now: datetime,
    *,
    name: str,
    version: int,
    status: str,
    position: int,
    head: int,
    waiting_since: datetime | None,
    parked: int,
) -> Progress:
    seconds = 0.0 if waiting_since is None else (now - waiting_since).total_seconds()
    lag = max(head - position, 0)
    return Progress(provider, name, version, status, position, head, lag, max(seconds, 0.0), parked)
