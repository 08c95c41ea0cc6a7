"""The policies of a provider as they stand, for whoever decides or shows by them."""

from datetime import datetime
from uuid import UUID

from api.attempt import events_of
from api.heed import Heed
from domain.policy.setting import Policies
from domain.provider import fold


async def policies_of(heed: Heed, provider: UUID, known_at: datetime | None = None) -> Policies:
    """One look at the provider's own stream, which is short; Heed's suggestions where nothing was
    decided. known_at: as they were on record then; None: now.
    """
    rows = await heed.log.load(provider, provider)
    if known_at is not None:
        rows = [row for row in rows if row.recorded_at <= known_at]
    known = fold(events_of(rows))
    return Policies() if known is None else known.policies
