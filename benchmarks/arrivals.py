"""Requests that arrive when they arrive: a Poisson stream of GETs, whatever the answers do.

Several kinds of request are mixed in one stream, so that what one of them waits for, all of them
wait for. A request that finds no free connection waits for one, and its latency counts from when
it was due: a client that only asks again once it was answered would leave the worst moments out.

Source: G. Tene, "How NOT to Measure Latency" (coordinated omission).
"""

import asyncio
import random
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.client import length

CONNECTIONS: Final = 24
EXPECTED: Final = b" 200 "


def get(path: str, token: str = "") -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: heed"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True, slots=True)
class Due:
    """One request: its kind, its bytes, and when it was to be sent."""

    kind: str
    sent: bytes
    at: float


@dataclass(slots=True)
class Heard:
    """What came back, by kind: latencies in seconds."""

    latencies: dict[str, list[float]]
    trouble: bytes = b""


class _Line(asyncio.Protocol):
    """One connection: a request, its answer, and the next one that is due."""

    def __init__(self, stream: "_Stream") -> None:
        self._stream = stream
        self._transport: Any = None
        self._heard = b""
        self._asked: Due | None = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport
        self._stream.free.append(self)

    def ask(self, due: Due) -> None:
        self._heard, self._asked = b"", due
        self._transport.write(due.sent)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        head, complete, body = self._heard.partition(b"\r\n\r\n")
        if complete and len(body) >= length(head) and self._asked is not None:
            asked, self._asked = self._asked, None
            self._stream.answered(self, asked, head + body)

    def close(self) -> None:
        self._transport.close()


@dataclass(slots=True)
class _Stream:
    """Those that are due and those that may ask."""

    heard: Heard
    free: deque[_Line] = field(default_factory=deque["_Line"])
    """The one that has rested longest asks next: a server ends a connection that rests for long."""
    waiting: deque[Due] = field(default_factory=deque["Due"])
    open: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    def due(self, due: Due) -> None:
        self.open += 1
        self.idle.clear()
        self.waiting.append(due)
        self._go_on()

    def answered(self, line: _Line, asked: Due, answer: bytes) -> None:
        self.heard.latencies[asked.kind].append(time.perf_counter() - asked.at)
        if EXPECTED not in answer.partition(b"\r\n")[0]:
            self.heard.trouble = answer
        self.open -= 1
        if not self.open:
            self.idle.set()
        self.free.append(line)
        self._go_on()

    def _go_on(self) -> None:
        while self.waiting and self.free:
            self.free.popleft().ask(self.waiting.popleft())


async def arriving(
    port: int, kinds: Mapping[str, bytes], each_second: float, seconds: float
) -> Heard:
    """So many of each kind a second, in random order, for so long. Raises RuntimeError where an
    answer was not the one expected.
    """
    loop, stream = asyncio.get_running_loop(), _Stream(Heard({kind: [] for kind in kinds}))
    lines = [
        (await loop.create_connection(lambda: _Line(stream), "127.0.0.1", port))[1]
        for _ in range(CONNECTIONS)
    ]
    await _sent(stream, list(kinds.items()), each_second, seconds)
    await stream.idle.wait()
    for line in lines:
        line.close()
    if stream.heard.trouble:
        raise RuntimeError(stream.heard.trouble.decode()[:2000])
    return stream.heard


async def _sent(
    stream: _Stream, kinds: Sequence[tuple[str, bytes]], each_second: float, seconds: float
) -> None:
    at = began = time.perf_counter()
    while at < began + seconds:
        for kind, sent in random.sample(kinds, len(kinds)):
            at += random.expovariate(each_second * len(kinds))
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            stream.due(Due(kind, sent, at))
