"""Looking at a provider with every watch, at a position that the views have reached.

What one watch cannot do is logged, and the others look all the same. The runner of looks is part
of the worker's loop: whatever goes wrong here is tried again a little later.
"""

import logging
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from api.heed import Heed
from api.watching.watch import Looking, Watch

PATIENCE_SECONDS: Final = 30.0
"""How long the views may take to come to a position, before it is looked at again later."""

log = logging.getLogger("heed.watching")


class Behind(Exception):  # noqa: N818 - says what is the matter
    """The views did not come to the position in time."""


class Looks:
    def __init__(
        self, heed: Heed, watches: Sequence[Watch], *, patience_seconds: float = PATIENCE_SECONDS
    ) -> None:
        self.heed = heed
        self._watches = watches
        self._patience_seconds = patience_seconds

    async def look(self, provider: UUID, position: int) -> bool:
        """Whether every watch could look. Raises Behind."""
        names = sorted({one.name for watch in self._watches for one in watch.projections})
        seconds, positions = self._patience_seconds, self.heed.reads.positions
        if not await positions.reached(provider, names, position, seconds):
            raise Behind(f"{provider} at {position}")
        looking = Looking(self.heed, provider, self.heed.clock(), position)
        return all([await _looked(watch, looking) for watch in self._watches])

    async def until_quiet(self, provider: UUID) -> int:
        """Look until a look records nothing more, and say at which position that was. Raises
        Behind; a watch that fails is a RuntimeError here, for whoever waits for the end.
        """
        while True:
            head = await self.heed.log.head(provider)
            if not await self.look(provider, head):
                raise RuntimeError("A watch failed; the log says which.")
            if await self.heed.log.head(provider) == head:
                return head


async def _looked(watch: Watch, looking: Looking) -> bool:
    try:
        await watch.look(looking)
    except Exception:  # the runner's loop: recorded, and tried again; others go on
        log.exception("watch %s failed for %s", watch.name, looking.provider)
        return False
    return True
