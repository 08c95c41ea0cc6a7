"""The policies of a provider as they stand, for whoever decides or shows by them."""

from uuid import UUID

from api.attempt import events_of
from api.heed import Heed
from domain.policy.setting import Policies
from domain.provider import fold


async def policies_of(heed: Heed, provider: UUID) -> Policies:
    """One look at the provider's own stream, which is short; Heed's suggestions where nothing was
    decided.
    """
    known = fold(events_of(await heed.log.load(provider, provider)))
    return Policies() if known is None else known.policies
