"""What reading costs in a long log: the register, open loops, and one incident with 200 events.

Two questions. How late is the slowest of a hundred answers, beside that of `GET /livez`, when all
of them arrive together at one API process, as they would on a working day? And what does an answer
cost, in rows read and in CPU of the API and of PostgreSQL, in a log ten times as long?

Rows are PostgreSQL's own count (`pg_stat_database.tup_returned`), of the catalog's as well.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import repeat
from typing import Final

import asyncpg

from benchmarks.arrivals import arriving, get
from benchmarks.client import Drive
from benchmarks.ground import Ground
from benchmarks.sample import Goal, Sample, p99, rate, sampled, server_cpu
from benchmarks.shelf import LONG_STORY, Shelf, shelved
from benchmarks.suite import Duel, Pair, Size, against

EVENTS: Final = (100_000, 1_000_000)
SHORT: Final = (200, 600)
LIVE: Final = "GET /livez"
EACH_SECOND: Final = 12
"""Requests of each kind: what some hundred people who work with it ask for."""
LEAST_SECONDS: Final = 30.0
"""For a p99 that is more than one unlucky request."""
COUNTED: Final = 20
PATIENCE_SECONDS: Final = 60.0
FLUSHED_SECONDS: Final = 1.2
"""A PostgreSQL process tells its counts once a second at most, with what it does next."""

LATE: Final = Goal(p99, 5, at_least=False)
CPU: Final = Goal(server_cpu, 1.3, at_least=False)

_RETURNED: Final = """
    SELECT tup_returned
      FROM pg_stat_database
     WHERE datname = current_database()
"""


def rows_read(sample: Sample) -> float:
    return sample.notes["rows"]


ROWS: Final = Goal(rows_read, 1.3, at_least=False)
REBUILT: Final = Goal(rate, 0.5)


def requests(shelf: Shelf) -> dict[str, bytes]:
    return {
        "register": get("/v1/views/register", shelf.token),
        "open loops": get("/v1/views/open-loops", shelf.token),
        f"incident, {LONG_STORY} events": get(f"/v1/incidents/{shelf.incident}", shelf.token),
    }


@dataclass(frozen=True, slots=True)
class Reader:
    """One shelf and whoever reads from it."""

    ground: Ground
    shelf: Shelf

    async def warm(self, seconds: float) -> None:
        """Every connection that the API will use is open, and has its plans."""
        for sent in requests(self.shelf).values():
            await Drive(self.shelf.served.port, lambda _, it=sent: it, repeat(0), 200).run(seconds)

    async def mixed(self, seconds: float) -> Mapping[str, Sample]:
        """Everything at once, `/livez` among it; by kind."""
        kinds = {LIVE: get("/livez"), **requests(self.shelf)}
        served, client = self.shelf.served, time.process_time()
        server, postgres = served.cpu(), self.ground.postgres_cpu()
        heard = await arriving(served.port, kinds, EACH_SECOND, seconds)
        client = (time.process_time() - client) / len(kinds)
        server = (served.cpu() - server + self.ground.postgres_cpu() - postgres) / len(kinds)
        return {
            kind: sampled(latencies, seconds, client, server)
            for kind, latencies in heard.latencies.items()
        }

    async def alone(self, sent: bytes, seconds: float) -> Sample:
        """One kind, one after the other: CPU of the API and of PostgreSQL, latency, rows."""
        rows = await self.rows(sent)
        drive = Drive(self.shelf.served.port, lambda _: sent, repeat(0), 200, connections=1)
        client, served = time.process_time(), self.shelf.served
        server, postgres = served.cpu(), self.ground.postgres_cpu()
        took = await drive.run(seconds)
        client, server = time.process_time() - client, served.cpu() - server
        postgres = self.ground.postgres_cpu() - postgres
        count = len(drive.latencies)
        notes = {"rows": rows, "PostgreSQL us": postgres / count * 1e6}
        return replace(sampled(drive.latencies, took, client, server + postgres), notes=notes)

    async def rows(self, sent: bytes) -> float:
        """Rows that PostgreSQL reads for one answer."""
        await self._told(sent)
        before = await self._returned()
        await self._ask(sent, COUNTED - 1)
        await self._told(sent)
        return (await self._returned() - before) / COUNTED

    async def _told(self, sent: bytes) -> None:
        await asyncio.sleep(FLUSHED_SECONDS)
        await self._ask(sent, 1)
        await asyncio.sleep(FLUSHED_SECONDS / 4)

    async def _ask(self, sent: bytes, count: int) -> None:
        drive = Drive(self.shelf.served.port, lambda _: sent, repeat(0), 200, connections=1)
        await drive.run(PATIENCE_SECONDS, most=count)

    async def _returned(self) -> int:
        connection = await asyncpg.connect(self.ground.owner(self.shelf.database))
        try:
            return int(await connection.fetchval(_RETURNED))
        finally:
            await connection.close()


class Mixes:
    """One mixed run a round, told to each of its duels."""

    def __init__(self, reader: Reader, seconds: float, kinds: Sequence[str]) -> None:
        self._reader = reader
        self._seconds = seconds
        self._kinds = frozenset(kinds)
        self._wanted = frozenset[str]()
        self._last: Mapping[str, Sample] = {}

    async def of(self, kind: str) -> Pair:
        if kind not in self._wanted:
            self._last = await self._reader.mixed(self._seconds)
            self._wanted = self._kinds
        self._wanted -= {kind}
        return self._last[kind], self._last[LIVE]


def _late(reader: Reader, seconds: float) -> list[Duel]:
    kinds = list(requests(reader.shelf))
    mixes = Mixes(reader, seconds, kinds)
    events = f"{reader.shelf.events:,} events"
    return [
        Duel(f"GET {kind}, {events}", f"{LIVE} in the same load (p99)", LATE,
             partial(mixes.of, kind))
        for kind in kinds
    ]  # fmt: skip


def _lasting(fewer: Reader, more: Reader, seconds: float) -> list[Duel]:
    """Each kind in the long log, beside itself in the shorter one."""
    duels = list[Duel]()
    for kind, sent in requests(more.shelf).items():
        asked = requests(fewer.shelf)[kind]
        for what, goal in (("CPU", CPU), ("rows", ROWS)):
            duels.append(
                against(
                    f"{what} of {kind}, {more.shelf.events:,}", partial(more.alone, sent, seconds),
                    f"the same at {fewer.shelf.events:,}", partial(fewer.alone, asked, seconds),
                    goal,
                )
            )  # fmt: skip
    return duels


def _rebuilds(fewer: Shelf, more: Shelf) -> list[Duel]:
    """Measured once, when the shelves were filled; the same in every round."""

    def remembered(name: str) -> Duel:
        async def play() -> Pair:
            return more.rebuilt[name], fewer.rebuilt[name]

        ceiling = f"the same of {fewer.events:,} events"
        return Duel(f"rebuild of {name}, {more.events:,} events", ceiling, REBUILT, play)

    return [remembered(name) for name in more.rebuilt]


@asynccontextmanager
async def reading(ground: Ground, size: Size) -> AsyncGenerator[Sequence[Duel]]:
    fewer, more = SHORT if size.short else EVENTS
    seconds = size.seconds if size.short else max(LEAST_SECONDS, size.seconds)
    async with AsyncExitStack() as stack:
        short = await stack.enter_async_context(shelved(ground, "bench_reading_short", fewer))
        long = await stack.enter_async_context(shelved(ground, "bench_reading_long", more))
        readers = Reader(ground, short), Reader(ground, long)
        for reader in readers:
            await reader.warm(size.seconds)
        yield [
            *_late(readers[1], seconds),
            *_lasting(*readers, size.seconds),
            *_rebuilds(short, long),
        ]
