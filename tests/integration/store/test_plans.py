"""Plans made on a new, empty database stay good: nothing reads a whole table, or more and more.

Statistics come late (autovacuum), while a plan is made at once and kept by its connection. What
PostgreSQL counts tells both: scans of whole tables, and rows touched by the same work.
"""

import asyncio
from uuid import uuid4

import asyncpg

from adapters.postgres.append.batcher import batching
from adapters.postgres.log import PostgresLog
from adapters.postgres.reading import open_pool
from adapters.postgres.vault_tables import VaultTables
from adapters.vault.keys import KeyKind
from domain.log import Code
from tests.integration.store.appends import (
    LATER,
    alias,
    append,
    body,
    case_key,
    event,
    nothing,
    origin,
)

COUNTED = """
    SELECT relname, seq_scan, seq_tup_read + coalesce(idx_tup_fetch, 0) AS rows
      FROM pg_stat_user_tables
     WHERE schemaname = 'heed'
"""
STILL_HERE = """
    SELECT count(*)
      FROM pg_stat_activity
     WHERE datname = current_database() AND usename IN ('heed_app', 'heed_writer')
"""
ROUNDS = 8
"""More than the five after which PostgreSQL considers a plan for good."""


async def everything(log, tables, provider):
    """Every kind of append and of reading, once."""
    incident, key, name = uuid4(), case_key(), alias()
    told = event(incident, bodies=[body(key), body(key)])
    named = origin(incident, ref=str(incident))
    first = append(provider, told, keys=(key,), aliases=(name,), origin=named, seen={uuid4(): 0})
    grown = origin(incident, 2, ref=str(incident))
    appends = (
        first,
        first,
        append(provider, event(incident, 2), origin=grown),
        append(provider, event(incident, 2), seen={uuid4(): 0}),
        append(provider, event(incident, 2)),
        nothing(provider, incident, 2),
    )
    codes = [(await log.append(each)).code for each in appends]
    assert codes == [
        Code.STORED, Code.REPLAYED, Code.STORED, Code.CONFLICT, Code.CONFLICT, Code.STORED
    ]  # fmt: skip
    flush = [log.append(append(provider, event(bodies=[body(key)]))) for _ in range(20)]
    assert {outcome.code for outcome in await asyncio.gather(*flush)} == {Code.STORED}

    await log.replay(provider, first.key)
    await log.load(provider, incident, version=1)
    await log.load_many(provider, [incident, told.stream])
    await log.after(provider, await log.head(provider) - 3, 3)
    await log.at(provider, 1)
    await log.origins(provider, "carewise", [str(incident)])
    await log.aliases(provider, [name.blind])
    await log.recall(provider, "carewise", str(incident), [name.blind])
    ids = [each.id for each in told.bodies]
    await tables.find(provider, [(KeyKind.CASE, key.owner)])
    await tables.placed(provider, ids)
    await tables.unseal(provider, ids, access=uuid4(), actor="a", purpose="p", at=LATER)


async def counted(owner: asyncpg.Connection) -> dict[str, tuple[int, int]]:
    """Per table: whole scans, and rows touched. A connection is counted when it has ended."""
    while await owner.fetchval(STILL_HERE):
        await asyncio.sleep(0.02)
    return {row["relname"]: (row["seq_scan"], row["rows"]) for row in await owner.fetch(COUNTED)}


async def worked(urls, provider, owner) -> dict[str, int]:
    """The rows of each table that the same work touches, on connections of its own."""
    before = await counted(owner)
    pool = await open_pool(urls.app, size=1)
    async with batching(urls.writer) as batcher:
        log = PostgresLog(pool, batcher)
        for _ in range(ROUNDS):
            await everything(log, VaultTables(pool), provider)
    await pool.close()
    after = await counted(owner)
    return {table: rows - before[table][1] for table, (_, rows) in after.items()}


async def grown(urls, provider) -> None:
    """As after a large import: with many streams, keys, names and bodies."""
    async with batching(urls.writer) as batcher:
        for _ in range(20):
            keys = tuple(case_key() for _ in range(100))
            events = [event(bodies=[body(key)]) for key in keys]
            names = tuple(alias() for _ in range(100))
            outcome = await batcher.append(append(provider, *events, keys=keys, aliases=names))
            assert outcome.code is Code.STORED


async def test_the_same_work_touches_as_few_rows_in_a_long_log(urls, provider, owner):
    early = await worked(urls, provider, owner)
    await grown(urls, provider)

    late = await worked(urls, provider, owner)

    assert {table: rows for table, rows in late.items() if rows > early[table] + 20} == {}
    assert {table for table, (scans, _) in (await counted(owner)).items() if scans} == set()
