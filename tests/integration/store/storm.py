"""One process full of writers who all want the same few streams, and who are told no a lot.

Run in a process of its own (`raging`), as there are several in earnest. Every answer is kept, with
the request that it was given to, for `storm_judged.py` to compare with the log.
"""

import asyncio
import hashlib
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from adapters.postgres.append.batcher import batching
from adapters.postgres.log import PostgresLog
from adapters.postgres.reading import open_pool
from domain.log import (
    Append,
    Code,
    Key,
    Log,
    NewAlias,
    Origin,
    Outcome,
    Overloaded,
    Unavailable,
    Unsure,
)
from tests.integration.store.appends import (
    NOON,
    alias,
    append,
    body,
    case_key,
    event,
    key,
    origin,
)

SHARED_NAMES = 500
"""Few enough that two processes use the same keys, references and aliases."""


@dataclass(frozen=True, slots=True)
class Weather:
    """`streams`: the contested ones, per provider. `writers`: one alone sends plain requests, for
    which there is an append of its own.
    """

    app: str
    writer: str
    streams: Mapping[UUID, Sequence[UUID]]
    seconds: float
    writers: int
    seed: int


@dataclass(frozen=True, slots=True)
class Told:
    """`outcome` is None where the caller heard nothing that binds: it went away, or nobody knew."""

    append: Append
    outcome: Outcome | None


@dataclass(slots=True)
class Storm:
    weather: Weather
    log: Log
    chance: random.Random
    told: list[Told] = field(default_factory=list)
    believed: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    sent: dict[UUID, list[Append]] = field(default_factory=lambda: defaultdict(list))

    async def writer(self) -> None:
        """One request after another, each a new one, an old one, or an old one's key."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + self.weather.seconds
        while loop.time() < ends:
            wanted = self.wanted(self.chance.choice(list(self.weather.streams)))
            outcome = await self.answer(wanted)
            self.told.append(Told(wanted, outcome))
            if outcome is not None:
                await self.learn(wanted, outcome)

    def wanted(self, provider: UUID) -> Append:
        dice, old = self.chance.random(), self.sent[provider][-30:]
        if old and dice < 0.1:
            return self.chance.choice(old)
        if old and dice < 0.13:
            return self.decided(provider, replace(self.chance.choice(old).key, request=self.any()))
        name = f"shared-{self.chance.randrange(SHARED_NAMES)}" if dice < 0.3 else uuid4().hex
        new = self.decided(provider, key(name, request=uuid4().hex))
        self.sent[provider].append(new)
        return new

    def decided(self, provider: UUID, under: Key) -> Append:
        alone = self.weather.writers == 1
        return self.plain(provider, under) if alone else self.varied(provider, under)

    def plain(self, provider: UUID, under: Key) -> Append:
        """Usually the next event of a stream, sometimes one that is not its turn."""
        stream = self.chance.choice(self.weather.streams[provider])
        version = self.believed[stream] + self.chance.choice((1, 1, 1, 2))
        named = self.origin(stream) if self.chance.random() < 0.3 else None
        return append(provider, event(stream, version), key=under, origin=named, now=self.now())

    def now(self) -> datetime:
        """Forward on the whole, and sometimes back."""
        return NOON + timedelta(milliseconds=len(self.told) + self.chance.randint(-500, 500))

    def varied(self, provider: UUID, under: Key) -> Append:
        """Of up to four streams some are only read; one request in five has seen them wrongly."""
        chance = self.chance
        contested = self.weather.streams[provider]
        streams = [*chance.sample(contested, chance.randint(1, 3)), uuid4()]
        seen = {stream: self.believed[stream] for stream in streams}
        if chance.random() < 0.2:
            seen[chance.choice(streams)] += 1
        new = case_key()
        told = [
            event(stream, seen[stream] + nth, bodies=[body(new)] * (chance.random() < 0.3))
            for stream in chance.sample(streams, chance.randint(1, len(streams)))
            for nth in range(1, chance.choice((1, 1, 2, 12)) + 1)
        ]
        sealed = any(each.bodies for each in told)
        return append(
            provider,
            *told,
            key=under,
            seen=seen,
            keys=(new,) if sealed else (),
            aliases=(self.alias(),) if chance.random() < 0.1 else (),
            origin=self.origin(told[0].stream) if chance.random() < 0.3 else None,
            now=self.now(),
        )

    def any(self) -> bytes:
        return hashlib.sha256(self.chance.randbytes(8)).digest()

    def alias(self) -> NewAlias:
        number = self.chance.randrange(SHARED_NAMES)
        return alias(number.to_bytes(16), UUID(int=self.chance.randrange(2)))

    def origin(self, stream: UUID) -> Origin:
        reference = f"INC-{self.chance.randrange(SHARED_NAMES)}"
        return origin(stream, self.chance.randint(1, 4), ref=reference)

    async def answer(self, wanted: Append) -> Outcome | None:
        """Now and then the caller goes away, or asks for the first answer instead."""
        dice = self.chance.random()
        try:
            if dice < 0.03:
                async with asyncio.timeout(self.chance.random() * 0.02):
                    return await self.log.append(wanted)
            if dice < 0.06:
                return await self.log.replay(wanted.provider, wanted.key)
            return await self.log.append(wanted)
        except (TimeoutError, Overloaded, Unavailable, Unsure):
            return None

    async def learn(self, wanted: Append, outcome: Outcome) -> None:
        """Whoever was too late looks again; others only see their own."""
        if outcome.code is Code.STORED:
            for each in wanted.events:
                self.believed[each.stream] = max(each.version, self.believed[each.stream])
        elif outcome.code is Code.CONFLICT:
            try:
                found = await self.log.load_many(wanted.provider, list(wanted.seen))
            except Unavailable:
                return
            for stream, rows in found.items():
                self.believed[stream] = max(rows[-1].version, self.believed[stream])


async def _raging(weather: Weather) -> list[Told]:
    pool = await open_pool(weather.app)
    async with batching(weather.writer) as batcher:
        storm = Storm(weather, PostgresLog(pool, batcher), random.Random(weather.seed))
        async with asyncio.TaskGroup() as writers:
            for _ in range(weather.writers):
                writers.create_task(storm.writer())
    await asyncio.wait_for(pool.close(), 30)
    return storm.told


def raging(weather: Weather) -> list[Told]:
    """To be called in a process of its own."""
    return asyncio.run(_raging(weather))
