"""Group reads: whatever has to know something when the line is free shares one look.

As with appends, no timer: a look begins when the one before it has returned, so a single caller
never waits and many callers share one exchange with PostgreSQL. Each is asked for its own provider,
which the database holds apart; one whose arguments PostgreSQL refuses does not spoil the others.

Source: `heed.recall` in `0009_recall.sql`; `append/batcher.py` (the same for writing).
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from adapters.postgres.reading import Pool, reachable
from adapters.postgres.trouble import FAILURES
from domain.log import KnownOrigin, NewKey, Recalled, Unavailable

RECALL = "SELECT * FROM heed.recall($1, $2, $3, $4, $5)"
MOST_IN_LOOK = 64
PERSON = "person"


@dataclass(frozen=True, slots=True, eq=False)
class Wanting:
    """One question and the answer it waits for."""

    provider: UUID
    source: str
    ref: str
    blinds: Sequence[bytes]
    answer: asyncio.Future[Recalled]

    def give(self, row: asyncpg.Record) -> None:
        if not self.answer.done():
            self.answer.set_result(_recalled(self.blinds, row))

    def fail(self, problem: BaseException) -> None:
        if not self.answer.done():
            self.answer.set_exception(problem)


class Recalling:
    """Looks things up for whoever asks at the same time. `pool` is of heed_app."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._waiting: list[Wanting] = []
        self._looking: asyncio.Task[None] | None = None

    async def recall(
        self, provider: UUID, source: str, ref: str, blinds: Sequence[bytes]
    ) -> Recalled:
        """Raises Unavailable where PostgreSQL is not to be reached."""
        loop = asyncio.get_running_loop()
        wanting = Wanting(provider, source, ref, blinds, loop.create_future())
        self._waiting.append(wanting)
        if self._looking is None or self._looking.done():
            self._looking = loop.create_task(self._look())
        return await wanting.answer

    async def _look(self) -> None:
        """Until nobody waits."""
        look: list[Wanting] = []
        try:
            while self._waiting:
                look, self._waiting = self._waiting[:MOST_IN_LOOK], self._waiting[MOST_IN_LOOK:]
                await self._answer(look)
        finally:  # the process ends: nobody would answer those that wait
            for wanting in (*look, *self._waiting):
                wanting.fail(Unavailable())
            self._waiting = []

    async def _answer(self, look: Sequence[Wanting]) -> None:
        try:
            async with reachable(self._pool) as connection:
                rows = await connection.fetch(RECALL, *_columns(look))
        except Unavailable:
            for wanting in look:
                wanting.fail(Unavailable())
        except FAILURES as problem:
            if len(look) == 1:
                look[0].fail(problem)
            else:
                for wanting in look:
                    await self._answer([wanting])
        else:
            for wanting, row in zip(look, rows, strict=True):
                wanting.give(row)


def _columns(look: Sequence[Wanting]) -> tuple[list[Any], ...]:
    """The arguments of `heed.recall`, in their order."""
    return (
        [one.provider for one in look],
        [one.source for one in look],
        [one.ref for one in look],
        [len(one.blinds) for one in look],
        [blind for one in look for blind in one.blinds],
    )


def _recalled(blinds: Sequence[bytes], row: asyncpg.Record) -> Recalled:
    stream, version, content, members, persons, keys, epochs, wrapped = row
    origin = None if stream is None else KnownOrigin(stream, version, content, members)
    people: dict[bytes, UUID] = {}
    held: dict[UUID, NewKey] = {}
    for nth, person in enumerate(persons or ()):
        if person is not None:
            people[blinds[nth]] = person
            if keys[nth] is not None:
                held[person] = NewKey(keys[nth], PERSON, person, epochs[nth], wrapped[nth])
    return Recalled(origin, people, held)
