"""A proxy between Heed's writer and PostgreSQL that loses the answer to a commit.

It passes everything until it is armed; then it waits for the server to say that a transaction is
over (ReadyForQuery after an execution), keeps that answer to itself and cuts the line. To Heed the
commit may have happened or not; in truth it has.

Source: PostgreSQL frontend/backend protocol 3.0.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

READY_FOR_QUERY = b"Z\x00\x00\x00\x05I"
"""The server is idle again: outside any transaction."""


class Proxy(Protocol):
    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None: ...


P = TypeVar("P", bound=Proxy)


class CutProxy:
    """`cuts`: how many answers are still to be lost."""

    def __init__(self, there: Path) -> None:
        self._there = there
        self.cuts = 0
        self.lost = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward, back = await asyncio.open_unix_connection(str(self._there))
        forward = asyncio.ensure_future(self._pass_on(reader, back))
        try:
            await self._answer(onward, writer)
        finally:
            forward.cancel()
            for line in (writer, back):
                line.close()
                with contextlib.suppress(OSError):
                    await line.wait_closed()

    async def _pass_on(self, reader: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                back.write(data)
                await back.drain()

    async def _answer(self, onward: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await onward.read(65536):
                # 'D' rows of the append function, then the end of its transaction.
                over = data.endswith(READY_FOR_QUERY) and b"D" in data[:200]
                if self.cuts and over:
                    self.cuts -= 1
                    self.lost += 1
                    return
                writer.write(data)
                await writer.drain()


@asynccontextmanager
async def through(
    url: str, folder: Path, make: Callable[[Path], P]
) -> AsyncIterator[tuple[str, P]]:
    """The same address by way of the proxy that `make` makes for the server's socket."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    name = f".s.PGSQL.{query.get('port', '5432')}"
    proxy = make(Path(query["host"]) / name)
    server = await asyncio.start_unix_server(proxy.serve, str(folder / name))
    there = urlunsplit(parts._replace(query=urlencode(query | {"host": str(folder)})))
    async with server:
        yield there, proxy


@asynccontextmanager
async def cutting(url: str, folder: Path) -> AsyncIterator[tuple[str, CutProxy]]:
    """The same address through a proxy, and the proxy."""
    async with through(url, folder, CutProxy) as both:
        yield both
