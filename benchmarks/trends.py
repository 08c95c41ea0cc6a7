"""What a trend costs in a log of five million events, beside the same question put to the events.

Two questions: how much quicker is the endpoint, over HTTP and with all it says besides, than one
statement over the raw events of the same provider in the same run? And does it stay as quick when
the log is ten times as long? Both answers are compared before anything is measured.
"""

import json
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Any, Final
from uuid import UUID

import asyncpg

from api.clock import utc_now
from api.demo.client import DemoClient
from api.identity import uuid7
from api.providing import KeyWanted, make_key
from api.scope import CredentialKind
from benchmarks.arrivals import get
from benchmarks.client import Drive
from benchmarks.ground import Ground, providers, registry_of
from benchmarks.posting import HEED, Served, a_free_port, heed_environment, serving
from benchmarks.sample import Goal, Sample, sampled
from benchmarks.suite import Duel, Pair, Size, against
from benchmarks.trend_log import EVENTS_EACH, SERVICES, laid_down
from domain.identifier import shown

EVENTS: Final = (500_000, 5_000_000)
SHORT: Final = (1_000, 3_000)
FIRST, LAST = "2023-11-01", "2025-09-30"
_PERIODS: Final = ("2023-11", "2025-09")

# One service, or all; a risk type or a suggested factor; by the month of first noticing.
_RAW: Final = """
    SELECT said.period, said.value, count(DISTINCT said.stream_id) AS n
      FROM (
    SELECT reported.stream_id,
           to_char((reported.facts -> 'first_noticed' ->> 'at')::timestamptz
                   AT TIME ZONE 'Europe/London', 'YYYY-MM') AS period,
           each.value
      FROM heed.event AS reported
CROSS JOIN LATERAL (
    SELECT risk ->> 'type' AS value
      FROM json_array_elements(reported.facts -> 'risks') AS risk
     WHERE $3 = 'type'
     UNION ALL
    SELECT factor
      FROM json_array_elements_text(reported.facts -> 'suggested_factors') AS factor
     WHERE $3 = 'suggested_factor') AS each
     WHERE reported.tenant_id = $1
       AND reported.type = 'incident.reported.v1'
       AND ($2::text IS NULL OR reported.facts ->> 'service' = $2)
       AND NOT EXISTS (
           SELECT 1
             FROM heed.event AS gone
            WHERE gone.tenant_id = reported.tenant_id
              AND gone.stream_id = reported.stream_id
              AND gone.type IN ('incident.entered_in_error.v1', 'incident.merged.v1'))) AS said
     WHERE said.period BETWEEN $4 AND $5
  GROUP BY 1, 2
"""


def pace(sample: Sample) -> float:
    """Answers a second, one after the other, by the median."""
    return 1_000 / (sample.p50_ms or 1.0)


def median(sample: Sample) -> float:
    return sample.p50_ms or 0.0


QUICKER: Final = Goal(pace, 50)
LASTING: Final = Goal(median, 1.3, at_least=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `service` None: of the whole provider."""

    name: str
    dimension: str
    service: UUID | None

    @property
    def path(self) -> str:
        place = "" if self.service is None else f"&service={shown('svc', self.service)}"
        return f"/v1/views/trends?dimension={self.dimension}&from={FIRST}&to={LAST}{place}"


QUESTIONS: Final = (
    Asked("types of one service", "type", SERVICES[3]),
    Asked("types of all services", "type", None),
    Asked("factors of one service", "suggested_factor", SERVICES[5]),
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A provider's log, and an API process over it."""

    ground: Ground
    database: str
    events: int
    provider: UUID
    served: Served
    token: str

    async def endpoint(self, asked: Asked, seconds: float) -> Sample:
        sent = get(asked.path, self.token)
        drive = Drive(self.served.port, lambda _: sent, repeat(0), 200, connections=1)
        client, server = time.process_time(), self.served.cpu()
        postgres = self.ground.postgres_cpu()
        took = await drive.run(seconds)
        client = time.process_time() - client
        server += self.ground.postgres_cpu() - postgres
        return sampled(drive.latencies, took, client, self.served.cpu() - server)

    async def raw(self, asked: Asked) -> Sample:
        connection = await asyncpg.connect(self.ground.owner(self.database))
        server, began = self.ground.postgres_cpu(), time.perf_counter()
        try:
            await self._counted(connection, asked)
        finally:
            await connection.close()
        took = time.perf_counter() - began
        return sampled([took], took, 0.0, self.ground.postgres_cpu() - server)

    async def check(self, asked: Asked) -> None:
        """Raises RuntimeError where the two do not answer alike."""
        connection = await asyncpg.connect(self.ground.owner(self.database))
        counted = await self._counted(connection, asked)
        await connection.close()
        async with DemoClient(f"http://127.0.0.1:{self.served.port}", self.token) as client:
            said = (await client.get(asked.path)).body
        if counted != _told(said):
            raise RuntimeError(f"{asked.name}: {json.dumps(said)[:500]}")

    async def _counted(self, connection: Any, asked: Asked) -> Mapping[tuple[str, str], int]:
        service = None if asked.service is None else str(asked.service)
        rows = await connection.fetch(_RAW, self.provider, service, asked.dimension, *_PERIODS)
        return {(row["period"], row["value"]): row["n"] for row in rows}


def _told(said: Mapping[str, Any]) -> Mapping[tuple[str, str], int]:
    periods = [one["period"] for one in said["periods"]]
    return {
        (period, series["value"]): n
        for series in said["series"]
        for period, n in zip(periods, series["counts"], strict=True)
        if n
    }


@asynccontextmanager
async def _shelved(ground: Ground, database: str, events: int) -> AsyncGenerator[Shelf]:
    urls = await ground.migrated(database)
    [provider] = await providers(urls, 1)
    began = time.perf_counter()
    await laid_down(urls, provider, events // EVENTS_EACH)
    print(f"# {events:,} events laid down in {time.perf_counter() - began:.0f} s", flush=True)
    async with registry_of(urls) as registry:
        wanted = KeyWanted(CredentialKind.ADMIN, "bench")
        pepper = ground.keyring.derived.api_key_pepper()
        token = await make_key(
            registry, provider, wanted, key=uuid7(), pepper=pepper, now=utc_now()
        )
    port = a_free_port()
    environment = heed_environment(ground, urls, port)
    async with serving(ground, HEED, port, environment) as served:
        shelf = Shelf(ground, database, events, provider, served, str(token))
        for asked in QUESTIONS:
            await shelf.check(asked)
            await shelf.endpoint(asked, 0.3)
        yield shelf


def _quicker(shelf: Shelf, asked: Asked, seconds: float) -> Duel:
    async def play() -> Pair:
        return await shelf.endpoint(asked, seconds), await shelf.raw(asked)

    name = f"{asked.name}, {shelf.events:,} events"
    return Duel(name, "the same from raw events (pace)", QUICKER, play)


def _lasting(fewer: Shelf, more: Shelf, asked: Asked, seconds: float) -> Duel:
    return against(
        f"{asked.name}, {more.events:,} (median)",
        partial(more.endpoint, asked, seconds),
        f"the same at {fewer.events:,}",
        partial(fewer.endpoint, asked, seconds),
        LASTING,
    )


@asynccontextmanager
async def trends(ground: Ground, size: Size) -> AsyncGenerator[Sequence[Duel]]:
    fewer, more = SHORT if size.short else EVENTS
    async with AsyncExitStack() as stack:
        short = await stack.enter_async_context(_shelved(ground, "bench_trends_short", fewer))
        long = await stack.enter_async_context(_shelved(ground, "bench_trends_long", more))
        duels = [_quicker(long, asked, size.seconds) for asked in QUESTIONS]
        yield [*duels, *(_lasting(short, long, asked, size.seconds) for asked in QUESTIONS)]
