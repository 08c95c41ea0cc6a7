"""After many commands: is what is served what the log says, at every version, and in every view?

Three things are one: the answer that was given when the fact was recorded, the answer to
`?version=`, and the events of the log folded up to there. And a view that was kept up while it
happened is, row for row, the one that is rebuilt from the log.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import asyncpg

from adapters.postgres.reading import open_pool
from api.actions.resource import ACTION
from api.audits.resource import AUDIT
from api.governance_reviews.resource import GOVERNANCE_REVIEW
from api.heed import Heed
from api.incidents.resource import INCIDENT
from api.investigations.resource import INVESTIGATION
from api.lessons.resource import LESSON
from api.measures.resource import MEASURE
from api.principal import Principal
from api.reader import Reader
from api.scope import CredentialKind, Scope
from api.services.resource import SERVICE
from api.wiring import Urls
from api.work import PROJECTIONS
from domain.identifier import shown
from domain.log import Recorded
from projections.runner.claim import Unit
from projections.runner.rebuild import rebuild
from projections.runner.step import fold_all
from projections.runner.versions import Status, known, with_status
from tests.acceptance.lives.driver import Driver, of_itself

RESOURCES: Final = {
    "incident": (INCIDENT, "incidents"),
    "investigation": (INVESTIGATION, "investigations"),
    "action": (ACTION, "actions"),
    "audit": (AUDIT, "audits"),
    "lesson": (LESSON, "lessons"),
    "measure": (MEASURE, "measures"),
    "governance_review": (GOVERNANCE_REVIEW, "governance-reviews"),
    "service": (SERVICE, "services"),
}
PARKED: Final = "SELECT name, position, error FROM heed.projection_parked WHERE tenant_id = $1"


async def whole_log(driver: Driver) -> Sequence[Recorded]:
    """Every event of the provider, in order."""
    return await heed_of(driver).log.after(driver.world.provider, 0, 1_000_000)


def heed_of(driver: Driver) -> Heed:
    heed: Heed = driver.world.edge._app.state.heed
    return heed


def one_after_another(rows: Sequence[Recorded]) -> None:
    """Positions without a gap, versions of each stream too, and time that never goes back."""
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert [row.recorded_at for row in rows] == sorted(row.recorded_at for row in rows)
    for stream in streams(rows).values():
        assert [row.version for row in stream] == list(range(1, len(stream) + 1))


def streams(rows: Sequence[Recorded]) -> dict[UUID, list[Recorded]]:
    found: dict[UUID, list[Recorded]] = defaultdict(list)
    for row in rows:
        found[row.stream].append(row)
    return found


async def folded(driver: Driver, resource: Any, rows: Sequence[Recorded]) -> dict[str, Any]:
    """The answer that these events alone make, for a reader who may see everything."""
    caller, provider = driver.caller, driver.world.provider
    principal = Principal(
        credential=caller.credential,
        kind=CredentialKind.ADMIN,
        source="caresys",
        integration=caller.credential,
        scopes=frozenset(Scope),
        providers=(provider,),
    )
    reader = Reader(heed_of(driver), principal, provider, frozenset())
    standing = await resource.standing(reader, rows)
    said: dict[str, Any] = resource.answer(reader, standing).model_dump(mode="json", by_alias=True)
    return said


async def served_is_folded(driver: Driver, rows: Sequence[Recorded]) -> int:
    """How many versions were looked at; each is the same in all three ways of asking."""
    looked_at = 0
    for stream, history in streams(rows).items():
        resource, collection = RESOURCES.get(history[0].type.partition(".")[0], (None, ""))
        if resource is None:
            continue
        path = f"/v1/{collection}/{shown(resource.prefix, stream)}"
        for version in range(1, len(history) + 1):
            answer = await driver.caller.get(f"{path}?version={version}")
            assert answer.status_code == 200, answer.text
            said, where = of_itself(answer.json()), f"{path} at {version}"
            assert said == of_itself(await folded(driver, resource, history[:version])), where
            then = driver.served.get((path, version), {})
            differ = {n: (one, said.get(n)) for n, one in then.items() if said.get(n) != one}
            assert not differ, f"{where}: {differ}"
            looked_at += 1
    return looked_at


async def _rows(connection: asyncpg.Connection, provider: UUID, table: str) -> list[str]:
    await connection.execute("SELECT set_config('heed.tenant', $1, true)", str(provider))
    found = await connection.fetch(f"SELECT * FROM heed.{table}")
    return sorted(repr(sorted(dict(row).items())) for row in found)


async def rebuilt_is_live(driver: Driver, urls: Urls) -> int:
    """How many rows there are in all views; every one of them is in the rebuilt ones too."""
    provider, counted = driver.world.provider, 0
    pool = await open_pool(urls.projector, size=5, name="rebuilding")
    for projection in PROJECTIONS:
        async with pool.acquire() as connection:
            live = with_status(await known(connection, projection.name), Status.LIVE)
            assert live is not None
            await fold_all(connection, Unit(projection, live.version, provider))
        rebuilt = await rebuild(pool, projection)
        assert rebuilt is not None
        assert all(each.same for each in rebuilt.compared), rebuilt.compared
        async with pool.acquire() as connection, connection.transaction():
            for table in projection.tables:
                kept = await _rows(connection, provider, f"{table.name}_v{live.version}")
                again = await _rows(connection, provider, f"{table.name}_v{rebuilt.version}")
                assert kept == again, table.name
                counted += len(kept)
    await asyncio.wait_for(pool.close(), 30)
    owner = driver.world.registry._connection
    assert await owner.fetch(PARKED, provider) == []
    return counted
