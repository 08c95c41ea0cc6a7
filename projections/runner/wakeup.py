"""Hints that there may be something new, from NOTIFY; never the only way to find out.

A hint may be lost: while a connection is down, behind a pooler, on a standby. Whoever waits for
one therefore also looks again after a while, and every new connection begins with a hint.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Final, NoReturn, TypeAlias

import asyncpg

RECONNECT_SECONDS: Final = 1.0
LOOK_SECONDS: Final = 30.0
"""How long a silent connection is trusted before it is asked whether it still lives."""

Connect: TypeAlias = "Callable[[], Awaitable[asyncpg.Connection]]"


class Wakeup:
    """Listens to one channel for as long as `listen` runs; `hint` is set at the next hint."""

    def __init__(self, connect: Connect, channel: str) -> None:
        self._connect = connect
        self._channel = channel
        self._hint = asyncio.Event()

    @property
    def hint(self) -> asyncio.Event:
        """Take it before looking, then wait for it: nothing falls between."""
        return self._hint

    async def listen(self) -> NoReturn:
        """Until cancelled. A lost connection is made anew, a little later, for ever."""
        while True:
            try:
                await self._listen_once()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
                await asyncio.sleep(RECONNECT_SECONDS * random.uniform(0.5, 1.5))  # noqa: S311 - jitter

    async def _listen_once(self) -> None:
        connection, lost = await self._connect(), asyncio.Event()
        try:
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(self._channel, self._heard)
            self._wake()
            while not lost.is_set():
                await hinted(lost, LOOK_SECONDS)
                await connection.execute("SELECT 1", timeout=LOOK_SECONDS)
        finally:
            connection.terminate()

    def _heard(self, *_: object) -> None:
        self._wake()

    def _wake(self) -> None:
        """Everyone who waits goes on; whoever looks from now on takes a new hint."""
        passed, self._hint = self._hint, asyncio.Event()
        passed.set()


async def hinted(hint: asyncio.Event, seconds: float) -> None:
    """Return at the hint, or after `seconds` without one."""
    try:
        async with asyncio.timeout(seconds):
            await hint.wait()
    except TimeoutError:
        return
