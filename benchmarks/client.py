"""An HTTP client that costs little: so many connections, each one request after the other.

It knows just enough of HTTP/1.1 to talk to the two servers under test, and takes an answer that is
not the one expected for a defect of the benchmark. Its latencies include its own waiting for a
turn on a shared machine; the verdict is about the servers' CPU.
"""

import asyncio
import json
import math
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

CONNECTIONS = 32
Build = Callable[[int], bytes]
"""The whole request, by its number: no two are the same incident."""


def request(path: str, body: Any, token: str = "") -> bytes:
    text = json.dumps(body, separators=(",", ":")).encode()
    lines = [f"POST {path} HTTP/1.1", "Host: heed", "Content-Type: application/json"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    lines.append(f"Content-Length: {len(text)}")
    return "\r\n".join([*lines, "", ""]).encode() + text


class _Line(asyncio.Protocol):
    """One connection, which asks again as soon as it was answered."""

    def __init__(self, drive: "Drive") -> None:
        self._drive = drive
        self._transport: asyncio.Transport | None = None
        self._heard = b""
        self._asked_at = 0.0

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._ask()

    def _ask(self) -> None:
        self._heard, self._asked_at = b"", time.perf_counter()
        if self._transport is None:
            return
        if self._asked_at >= self._drive.until:
            self._transport.close()
        else:
            self._transport.write(self._drive.next())

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, complete, body = self._heard.partition(b"\r\n\r\n")
        if not complete or len(body) < length(head):
            return
        self._drive.answered(head, body, time.perf_counter() - self._asked_at)
        self._ask()

    def connection_lost(self, _: Exception | None) -> None:
        self._drive.left()


def length(head: bytes) -> int:
    [said] = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return int(said.partition(b":")[2])


class Drive:
    """One run against one server."""

    def __init__(
        self,
        port: int,
        build: Build,
        numbers: Iterator[int],
        status: int,
        connections: int = CONNECTIONS,
    ) -> None:
        self._port = port
        self._build = build
        self._numbers = numbers
        self._expected = f" {status} ".encode()
        self._connections = connections
        self._left = math.inf
        self._open = 0
        self._over = asyncio.Event()
        self._trouble = b""
        self.until = 0.0
        self.latencies: list[float] = []

    def next(self) -> bytes:
        self._left -= 1
        if self._left <= 0:
            self.until = 0.0
        return self._build(next(self._numbers))

    def answered(self, head: bytes, body: bytes, took: float) -> None:
        if self._expected not in head.partition(b"\r\n")[0]:
            self._trouble, self.until = head + body, 0.0
        self.latencies.append(took)

    def left(self) -> None:
        self._open -= 1
        if not self._open:
            self._over.set()

    async def run(self, seconds: float, most: float = math.inf) -> float:
        """How long it took, with the answers that came after the end. `most`: requests."""
        loop = asyncio.get_running_loop()
        self._open, self._left, began = self._connections, most, time.perf_counter()
        self.until = began + seconds
        for _ in range(self._connections):
            await loop.create_connection(lambda: _Line(self), "127.0.0.1", self._port)
        await self._over.wait()
        if self._trouble:
            raise RuntimeError(self._trouble.decode()[:2000])
        return time.perf_counter() - began


def numbers() -> Iterator[int]:
    """One for all runs of a server: a repeat would be cheaper than what is measured."""
    return count(1)
