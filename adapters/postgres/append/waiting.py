"""Requests that wait for the next flush, and which of them may share one.

Two requests of one flush never touch the same thing: stream, key, reference, alias or class key.
The later one waits for the next flush, where it sees what the first has done. A caller that goes
away takes its request out of the queue, never out of a flush that has begun.

What waits is bounded by number and by weight, so that a flood ends in "come back later" and not
in a process without memory.
"""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.log import Append, Outcome, Overloaded, Unavailable, Unsure

MOST_BYTES_WAITING = 256 << 20
Touched = tuple[UUID, Any]


def touched(append: Append) -> frozenset[Touched]:
    """What an append writes, each with its provider."""
    provider = append.provider
    marks: set[Touched] = {(provider, event.stream) for event in append.events}
    marks.add((provider, (append.key.integration, append.key.key)))
    marks.update((provider, (key.kind, key.owner)) for key in append.keys)
    marks.update((provider, alias.blind) for alias in append.aliases)
    if append.origin is not None:
        marks.add((provider, (append.origin.source, append.origin.ref)))
    return frozenset(marks)


def weighed(append: Append) -> int:
    """Roughly the bytes it takes, in memory and on the line."""
    facts = sum(len(event.facts) for event in append.events)
    return facts + sum(len(body.sealed) for event in append.events for body in event.bodies)


@dataclass(slots=True, eq=False)
class Waiting:
    """One request and the answer it waits for.

    `in_doubt`: it was sent on a line that broke, and may be kept or still be on its way.
    """

    append: Append
    answer: asyncio.Future[Outcome]
    weight: int = field(init=False)
    writes: frozenset[Touched] = field(init=False)
    reads: frozenset[Touched] = field(init=False)
    in_doubt: bool = False

    def __post_init__(self) -> None:
        self.weight = weighed(self.append)
        self.writes = touched(self.append)
        seen = {(self.append.provider, stream) for stream in self.append.seen}
        self.reads = frozenset(seen) - self.writes

    def give(self, outcome: Outcome) -> None:
        if not self.answer.done():
            self.answer.set_result(outcome)

    def fail(self, problem: BaseException) -> None:
        if not self.answer.done():
            self.answer.set_exception(Unsure() if self.in_doubt else problem)


class Queue:
    """First come, first served; `limit` waiters at most."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: deque[Waiting] = deque()
        self._weight = 0
        self._filled = asyncio.Event()
        self._emptied = asyncio.Event()
        self._emptied.set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, append: Append) -> Waiting:
        """Raises Overloaded where too much waits already, Unavailable where nobody serves them."""
        if self._closed:
            raise Unavailable
        if len(self._waiting) >= self._limit or self._weight > MOST_BYTES_WAITING:
            raise Overloaded
        waiting = Waiting(append, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._weight += waiting.weight
        self._filled.set()
        self._emptied.clear()
        return waiting

    async def filled(self) -> None:
        """Return when somebody waits, after those that are ready in this turn have joined."""
        while not self._waiting:
            self._emptied.set()
            self._filled.clear()
            await self._filled.wait()
            await asyncio.sleep(0)

    async def emptied(self) -> None:
        """Return when nobody waits and the last flush has returned."""
        await self._emptied.wait()

    def take(self, most: int, most_bytes: int) -> list[Waiting]:
        """The next flush, in order of arrival: at most `most`, none touching what another does.

        It ends with the one that brings it to `most_bytes`.
        """
        taken: list[Waiting] = []
        weight = 0
        writes, reads, left = set[Touched](), set[Touched](), deque[Waiting]()
        while self._waiting and len(taken) < most and weight < most_bytes:
            one = self._waiting.popleft()
            if one.answer.cancelled():
                self._weight -= one.weight
                continue
            apart = writes.isdisjoint(one.writes) and writes.isdisjoint(one.reads)
            if apart and reads.isdisjoint(one.writes):
                taken.append(one)
                weight += one.weight
            else:
                left.append(one)
            # One that waits holds its place: nothing behind it may overtake it on what it touches.
            writes |= one.writes
            reads |= one.reads
        self._weight -= weight
        left.extend(self._waiting)
        self._waiting = left
        return taken

    def close(self, problem: type[Exception]) -> None:
        """Nobody will serve those that wait, nor those that come."""
        self._closed = True
        while self._waiting:
            self._waiting.popleft().fail(problem())
        self._emptied.set()
