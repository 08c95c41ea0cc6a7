"""What the reading suite reads from: a provider's long log, its views, and an API process over it.

The views are made as an operator makes them, by a rebuild of each projection beside its live
version; how fast that went is kept. One incident has a long story of its own.
"""

import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any, Final
from uuid import UUID

import asyncpg

from adapters.postgres.credential import Registry
from adapters.postgres.reading import open_pool
from api.clock import utc_now
from api.demo.client import DemoClient
from api.demo.command import CARE_SYSTEMS
from api.identity import uuid7
from api.providing import KeyWanted, make_key
from api.scope import CredentialKind
from api.work import PROJECTIONS
from benchmarks.copies import copied, head, told
from benchmarks.ground import Ground, registry_of
from benchmarks.posting import (
    HEED,
    Served,
    a_free_port,
    heed_environment,
    opened_provider,
    serving,
)
from benchmarks.sample import Sample
from projections.runner.claim import Unit
from projections.runner.declaration import Projection
from projections.runner.dropping import drop_old
from projections.runner.rebuild import rebuild
from projections.runner.step import fold_all_ahead
from projections.runner.versions import prepare

LONG_STORY: Final = 200
"""Events of the one incident that is read by itself."""

MANAGER: Final = "registered_manager/m1"
AT: Final = "2026-03-02T09:00:00Z"
FACTS: Final[Sequence[tuple[str, Mapping[str, Any]]]] = (
    ("immediate-actions", {"safe_now": "yes", "text": "Staff were asked to stay close."}),
    ("external-reports", {"body": "council_safeguarding", "channel": "phone", "at": AT}),
    ("wishes", {"asked": "asked_and_expressed", "asked_of": "adult", "text": "To be asked."}),
    ("support-offers", {
        "to": "adult", "support": "advocacy", "answer": "accepted", "by": "deputy_manager",
        "at": AT,
    }),
    ("feedback", {
        "recipient": "adult", "outcome": "given", "by": "registered_manager", "at": AT,
    }),
)  # fmt: skip
"""What is recorded again and again, as in a case that goes on for months."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """`events`: the length of the log. `rebuilt`: by projection, how its rebuild went."""

    events: int
    database: str
    provider: UUID
    served: Served
    token: str
    incident: str
    rebuilt: Mapping[str, Sample]


async def _key(ground: Ground, registry: Registry, provider: UUID, wanted: KeyWanted) -> str:
    pepper = ground.keyring.derived.api_key_pepper()
    return str(
        await make_key(registry, provider, wanted, key=uuid7(), pepper=pepper, now=utc_now())
    )


async def _long_story(base_url: str, token: str) -> str:
    """The name of an incident with LONG_STORY events."""
    async with DemoClient(base_url, token) as client:
        report = {"source_ref": "long-story", "what_happened": "A resident was found on the floor."}
        made = (await client.post("/v1/incidents", report)).body
        path, version = f"/v1/incidents/{made['id']}", made["version"]
        for nth, (fact, body) in enumerate(islice(cycle(FACTS), LONG_STORY - version)):
            said = await client.post(
                f"{path}/{fact}", body, key=f"long/{nth}", actor=MANAGER, version=version
            )
            version = said.body["version"]
    if version != LONG_STORY:
        raise RuntimeError(f"The long story has {version} events.")
    return str(made["id"])


async def _rebuilt(ground: Ground, pool: Any, projection: Projection, unit: UUID) -> Sample:
    """One whole rebuild: filled, indexed, compared with the live version and switched to."""
    async with pool.acquire() as connection, pool.acquire() as other:
        version = await prepare(connection, projection)
        live = await fold_all_ahead(connection, other, Unit(projection, version.version, unit))
    client, server, began = time.process_time(), ground.postgres_cpu(), time.perf_counter()
    done = await rebuild(pool, projection)
    took = time.perf_counter() - began
    client, server = time.process_time() - client, ground.postgres_cpu() - server
    if live is None or done is None or not all(one.same for one in done.compared):
        raise RuntimeError(f"The rebuilt {projection.name} is not the one that was there.")
    async with pool.acquire() as connection:
        await drop_old(connection, projection.name)
    events = live.position
    return Sample(events, took, client / events * 1e6, server / events * 1e6)


async def _views(ground: Ground, projector_url: str, provider: UUID) -> dict[str, Sample]:
    pool = await open_pool(projector_url, size=4, name="heed rebuild")
    rebuilt = dict[str, Sample]()
    for projection in PROJECTIONS:
        one = rebuilt[projection.name] = await _rebuilt(ground, pool, projection, provider)
        print(
            f"# {projection.name} of {one.operations:,} events: rebuilt in {one.seconds:.1f} s, "
            f"{one.rate:,.0f}/s, CPU {one.client_us:.0f}+{one.server_us:.0f} us an event",
            flush=True,
        )
    await pool.close()
    return rebuilt


async def _tidied(owner_url: str) -> None:
    """As autovacuum leaves it: statistics, and pages known to be visible to all."""
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


@asynccontextmanager
async def shelved(ground: Ground, database: str, events: int) -> AsyncGenerator[Shelf]:
    urls = await ground.migrated(database)
    provider = await opened_provider(urls)
    async with registry_of(urls) as registry:
        kind = CredentialKind.CARE_SYSTEM
        tokens = {
            name: await _key(ground, registry, provider, KeyWanted(kind, name))
            for name in CARE_SYSTEMS
        }
        admin = await _key(ground, registry, provider, KeyWanted(CredentialKind.ADMIN, "bench"))
    port = a_free_port()
    environment = heed_environment(ground, urls, port)
    async with serving(ground, HEED, port, environment) as served:
        base_url = f"http://127.0.0.1:{port}"
        await told(base_url, tokens, admin)
        stories = await head(urls.owner or "", provider)
        incident = await _long_story(base_url, admin)
        length = await copied(urls.owner or "", provider, events, stories)
        rebuilt = await _views(ground, urls.projector, provider)
        await _tidied(urls.owner or "")
        yield Shelf(length, database, provider, served, admin, incident, rebuilt)
