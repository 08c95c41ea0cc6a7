"""The sign that the process is about to end: take no new work, finish what there is.

`/readyz` turns to not ready, answers close their connection, and whatever waits for long (a
long poll, an event stream) ends when `begun` returns.
"""

import asyncio


class Draining:
    """Begins once and does not end."""

    def __init__(self) -> None:
        self._begun = asyncio.Event()

    def begin(self) -> None:
        self._begun.set()

    @property
    def has_begun(self) -> bool:
        return self._begun.is_set()

    async def begun(self) -> None:
        await self._begun.wait()
