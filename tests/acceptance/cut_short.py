"""A proxy between Heed's writer and PostgreSQL that cuts the line after the n-th message.

It passes whole messages, one at a time, and counts those of either side from the moment it is
armed. After the chosen one both lines are closed, and every later line is cut at once, until it is
disarmed. Nothing of what the other side still says gets through.

Source: PostgreSQL frontend/backend protocol 3.0 (a message is a letter, four bytes of length, and
the rest; the first one has no letter).
"""

import asyncio
import contextlib
from pathlib import Path

Pipe = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class CutShort:
    """`left`: how many more messages pass before the cut; None while it is not armed."""

    def __init__(self, there: Path) -> None:
        self._there = there
        self._asks = True
        self.left: int | None = None

    def arm(self, *, asks: bool, after: int) -> None:
        """Cut after so many messages of whoever asks, or else of whoever answers."""
        self._asks, self.left = asks, after

    def disarm(self) -> None:
        self.left = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.left == 0:
            writer.close()
            return
        onward, back = await asyncio.open_unix_connection(str(self._there))
        ways = [
            asyncio.ensure_future(self._pass_on((reader, back), asks=True)),
            asyncio.ensure_future(self._pass_on((onward, writer), asks=False)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for line in (writer, back):
                line.close()
                with contextlib.suppress(OSError):
                    await line.wait_closed()

    async def _pass_on(self, pipe: Pipe, *, asks: bool) -> None:
        reader, writer = pipe
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            if asks:
                writer.write(await _lengthy(reader, b""))
            while not self._is_over(asks):
                message = await _lengthy(reader, await reader.readexactly(1))
                if self._is_over(asks):
                    return
                if self.left is not None and self._asks is asks:
                    self.left -= 1
                writer.write(message)
                await writer.drain()

    def _is_over(self, asks: bool) -> bool:  # noqa: FBT001 - the side
        return self.left == 0 and self._asks is asks


async def _lengthy(reader: asyncio.StreamReader, letter: bytes) -> bytes:
    length = await reader.readexactly(4)
    return letter + length + await reader.readexactly(int.from_bytes(length) - 4)
