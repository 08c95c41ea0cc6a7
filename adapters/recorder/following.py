"""Following the log: what is there, then what comes, each event once and in order.

Positions are given out under one lock per provider and without a gap, so whoever has read up to the
head has missed nothing, whatever commits meanwhile. NOTIFY only makes it quick: a hint that is
lost, behind a pooler or on a broken connection, costs one interval of polling.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Final, TypeAlias

import asyncpg
from eventsourcing.persistence import Notification

from adapters.postgres.append.line import CONNECT_SECONDS
from adapters.postgres.trouble import FAILURES
from adapters.postgres.url import plain_url
from adapters.recorder.reading import Reading

CHANNEL: Final = "heed_log"
POLL_SECONDS: Final = 1.0
PAGE: Final = 500

_Listening: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class Hint:
    """That there may be something new. Listens from the first time that it is waited for."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: _Listening | None = None
        self._heard = asyncio.Event()

    def clear(self) -> None:
        """Before looking, so that nothing falls between."""
        self._heard.clear()

    async def wait(self, seconds: float) -> None:
        """Return at the next hint, or after `seconds`. A connection that was lost is made anew."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                with contextlib.suppress(*FAILURES):
                    await self._listen()
                await self._heard.wait()

    async def _listen(self) -> None:
        if self._connection is not None and not self._connection.is_closed():
            return
        self.cut()
        self._connection = await asyncpg.connect(
            plain_url(self._url),
            timeout=CONNECT_SECONDS,
            server_settings={"application_name": "heed recorder"},
        )
        await self._connection.add_listener(CHANNEL, self._hear)
        self._hear()  # nobody told us of what came before we listened

    def _hear(self, *_: object) -> None:
        self._heard.set()

    def cut(self) -> None:
        """At once, without asking the server."""
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None


@asynccontextmanager
async def hinting(url: str) -> AsyncGenerator[Hint]:
    """A hint that listens no longer than the block."""
    hint = Hint(url)
    try:
        yield hint
    finally:
        hint.cut()


async def follow(
    reading: Reading, url: str, gt: int | None, topics: Sequence[str], *, poll_seconds: float
) -> AsyncGenerator[Sequence[Notification]]:
    """Pages of what has a greater position than `gt`, for ever; none is empty."""
    last = gt or 0
    async with hinting(url) as hint:
        while True:
            hint.clear()
            head = await reading.head()
            page = await reading.page(last + 1, head, topics, PAGE)
            if page:
                yield page
            if len(page) < PAGE:  # no event of other topics is looked at twice either
                last = max(last, head)
                await hint.wait(poll_seconds)
            else:
                last = page[-1].id
