"""Class keys that were opened a moment ago, so that a busy case does not open its key each time.

Promises: a key is kept at most 60 seconds from when it was opened, however often it is used, so an
erasure in another process holds here within a minute; in this process `forget` makes it hold at
once. Never more keys than `limit`, the oldest leave first. Lives on one event loop.

Source: UK GDPR Art 17 (an erasure that a cache undoes is none).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from adapters.vault.keys import ClassKey

LONGEST: Final = timedelta(seconds=60)


class Opened:
    """By provider and key id; `lifetime` of more than 60 seconds is a ValueError."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        lifetime: timedelta = LONGEST,
        limit: int = 10_000,
    ) -> None:
        if lifetime > LONGEST or limit < 1:
            raise ValueError("Opened keys are kept for at most 60 seconds, and at least one.")
        self._clock = clock
        self._lifetime = lifetime
        self._limit = limit
        self._keys: dict[tuple[UUID, UUID], tuple[datetime, ClassKey]] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, provider: UUID, key_id: UUID) -> ClassKey | None:
        """None where it is not kept, or no longer."""
        kept = self._keys.get((provider, key_id))
        if kept is None:
            return None
        if self._is_fresh(kept[0], self._clock()):
            return kept[1]
        del self._keys[provider, key_id]
        return None

    def keep(self, key: ClassKey) -> None:
        """From now. A key that is kept already is not kept any longer for it."""
        now = self._clock()
        self._drop_stale(now)
        if (key.provider, key.id) in self._keys:
            return
        if len(self._keys) >= self._limit:
            del self._keys[next(iter(self._keys))]
        self._keys[key.provider, key.id] = (now, key)

    def forget(self, provider: UUID, key_id: UUID) -> None:
        """Safe for a key that is not kept."""
        self._keys.pop((provider, key_id), None)

    def clear(self) -> None:
        self._keys.clear()

    def _drop_stale(self, now: datetime) -> None:
        # In the order in which they were kept, so the first fresh one ends it.
        while self._keys:
            oldest = next(iter(self._keys))
            if self._is_fresh(self._keys[oldest][0], now):
                return
            del self._keys[oldest]

    def _is_fresh(self, kept_at: datetime, now: datetime) -> bool:
        # A clock set back must not lengthen a life.
        return timedelta(0) <= now - kept_at < self._lifetime
