"""Whether readers have lately been told that a view is behind: degraded, and still ready.

Whoever may look across providers is not the API, so what it knows of lag is what its own readers
met: a view that could not show what they asked for, within the last minute.
"""

from datetime import datetime, timedelta
from typing import Final

LATELY: Final = timedelta(minutes=1)


class Lateness:
    """Of one process."""

    def __init__(self) -> None:
        self._met_at: datetime | None = None

    def met(self, at: datetime) -> None:
        """A reader was told that a view is behind."""
        self._met_at = at

    def is_recent(self, now: datetime) -> bool:
        return self._met_at is not None and now - self._met_at < LATELY
