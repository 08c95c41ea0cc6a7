"""Is the log's order the order of commits? Fifty writers, one reader that only ever looks ahead.

A reader that asks for `position > last` must miss nothing, whatever commits late. Three batchers
stand for three processes of the API; the writers fight over forty streams, so half of them lose.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from adapters.postgres.append.batcher import Batcher, batching
from adapters.postgres.log import PostgresLog
from adapters.postgres.reading import open_pool
from api.identity import uuid7
from benchmarks.ground import Ground, providers
from benchmarks.requests import an_append
from benchmarks.suite import Size
from domain.log import Append, Code, NewEvent

WRITERS = 50
STREAMS = 40
PAGE = 5_000


@dataclass(slots=True)
class Tail:
    """What the reader saw, in the order it saw it."""

    seen: list[int] = field(default_factory=list)
    over: bool = False

    async def follow(self, log: PostgresLog, provider: UUID) -> None:
        while True:
            over = self.over  # read before the page: what was written by then is in it
            last = self.seen[-1] if self.seen else 0
            page = await log.after(provider, last, PAGE)
            self.seen += [row.position for row in page]
            if not page:
                if over:
                    return
                await asyncio.sleep(0.001)


@dataclass(slots=True)
class Order:
    """What was found. `missed`: events that are in the log and that the reader never saw."""

    stored: int
    overtaken: int
    missed: int
    unordered: int
    gaps: int
    lost: int
    broken_streams: int

    @property
    def fine(self) -> bool:
        return not any(
            (self.missed, self.unordered, self.gaps, self.lost, self.broken_streams)
        ) and bool(self.stored)

    def line(self) -> str:
        return (
            f"order    {WRITERS} writers, 3 processes' batchers: {self.stored:,} appends stored, "
            f"{self.overtaken:,} overtaken; missed {self.missed}, out of order {self.unordered}, "
            f"gaps {self.gaps}, acknowledged but absent {self.lost}, streams with a hole "
            f"{self.broken_streams}  goal 0: {'met' if self.fine else 'MISSED'}"
        )


def _next(nth: int, provider: UUID, stream: UUID, seen: int, events: int) -> Append:
    """One or three events on a stream that stood at `seen`."""
    pattern = an_append(nth, provider)
    [first] = pattern.events
    made = tuple(
        NewEvent(
            uuid7(), stream, seen + n, first.type, first.actor, first.salt, first.facts
        )
        for n in range(1, events + 1)
    )  # fmt: skip
    return Append(
        provider=provider,
        key=pattern.key,
        status=201,
        answers=stream,
        answers_version=seen + events,
        seen={stream: seen},
        events=made,
        now=pattern.now,
    )


async def _written(
    batchers: Sequence[Batcher], provider: UUID, seconds: float
) -> tuple[list[int], int]:
    """The last position of every append that was acknowledged, and how many were overtaken."""
    versions = {uuid7(): 0 for _ in range(STREAMS)}
    acknowledged: list[int] = []
    overtaken, until = 0, time.perf_counter() + seconds

    async def writer(nth: int) -> None:
        nonlocal overtaken
        while time.perf_counter() < until:
            stream = random.choice(list(versions))
            events = random.choice((1, 1, 3))
            append = _next(nth, provider, stream, versions[stream], events)
            outcome = await batchers[nth % len(batchers)].append(append)
            if outcome.code is Code.STORED and outcome.pointer is not None:
                acknowledged.append(outcome.pointer.position)
                versions[stream] = max(versions[stream], append.answers_version)
            elif outcome.code is Code.CONFLICT:
                overtaken += 1
            else:
                raise RuntimeError(f"An answer that nobody asked for: {outcome.code}")

    async with asyncio.TaskGroup() as tasks:
        for nth in range(WRITERS):
            tasks.create_task(writer(nth))
    return acknowledged, overtaken


async def order(ground: Ground, size: Size) -> Order:
    urls = await ground.migrated("bench_order")
    [provider] = await providers(urls, 1)
    pool = await open_pool(urls.app)
    async with (
        batching(urls.writer) as one,
        batching(urls.writer) as two,
        batching(urls.writer) as three,
    ):
        log, tail = PostgresLog(pool, one), Tail()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(tail.follow(log, provider))
            stored, overtaken = await _written((one, two, three), provider, size.seconds * 3)
            tail.over = True
        result = await _judged(log, provider, tail, stored, overtaken)
    await pool.close()
    return result


async def _judged(
    log: PostgresLog, provider: UUID, tail: Tail, stored: list[int], overtaken: int
) -> Order:
    rows = []
    while page := await log.after(provider, rows[-1].position if rows else 0, PAGE):
        rows += page
    positions = [row.position for row in rows]
    versions: dict[UUID, list[int]] = {}
    for row in rows:
        versions.setdefault(row.stream, []).append(row.version)
    seen = tail.seen
    return Order(
        stored=len(stored),
        overtaken=overtaken,
        missed=len(set(positions) - set(seen)),
        unordered=sum(one >= other for one, other in pairwise(seen)),
        gaps=len(set(range(1, len(positions) + 1)) ^ set(positions)),
        lost=len(set(stored) - set(positions)),
        broken_streams=sum(v != list(range(1, len(v) + 1)) for v in versions.values()),
    )
