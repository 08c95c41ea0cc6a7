"""`heed migrate` on every PostgreSQL that is here, as an owner who is no superuser."""

import asyncio
import sys
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from adapters.postgres.append.batcher import batching
from adapters.postgres.credential import open_registry
from adapters.postgres.log import PostgresLog
from adapters.postgres.migrate import ROLES, is_at_head, migrate
from adapters.postgres.reading import open_pool
from adapters.postgres.url import as_role
from domain.log import Code
from tests.conftest import PASSWORDS
from tests.integration.store.appends import append, body, case_key, event, origin
from tests.integration.store.places import HERE, Place

ROOT = Path(__file__).parents[3]
MADE = r"""
    SELECT rolname, rolcanlogin, rolsuper, rolinherit, rolbypassrls
      FROM pg_roles WHERE rolname LIKE 'heed\_%' ORDER BY rolname
"""
UNFORCED = """
    SELECT c.relname
      FROM pg_class AS c
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
     WHERE c.relnamespace = 'heed'::regnamespace AND c.relkind = 'r'
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
"""


async def works(owner: str) -> bool:
    """Every role does its part: a provider is opened, an append of every kind kept and read."""
    registry = await open_registry(owner)
    provider, incident, key = uuid4(), uuid4(), case_key()
    await registry.open_provider(provider)
    await registry.close()
    urls = {role: as_role(owner, role, PASSWORDS[role]) for role in ROLES}
    pool = await open_pool(urls["heed_app"])
    async with batching(urls["heed_writer"]) as batcher:
        log = PostgresLog(pool, batcher)
        first = event(incident, bodies=[body(key)])
        appends = (
            append(provider, first, keys=(key,), origin=origin(incident)),
            append(provider, event(incident, 2), origin=origin(incident, 2)),
        )
        codes = [(await log.append(each)).code for each in appends]
        repeat = await log.replay(provider, appends[0].key)
        rows = await log.load(provider, incident)
    await asyncio.wait_for(pool.close(), 30)
    assert repeat is not None
    assert repeat.code is Code.REPLAYED
    return codes == [Code.STORED] * 2 and [row.position for row in rows] == [1, 2]


async def asked(url: str, statement: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(statement)
    finally:
        await connection.close()


async def test_an_owner_who_is_no_superuser_can_migrate(place: Place) -> None:
    owner = await place.database()
    assert not await is_at_head(owner)

    await migrate(owner, PASSWORDS)

    assert await is_at_head(owner)
    assert await is_at_head(as_role(owner, "heed_app", PASSWORDS["heed_app"]))
    assert await works(owner)


async def test_addresses_are_taken_as_people_write_them(place: Place) -> None:
    owner = await place.database()
    written = owner.replace("postgresql://", "postgresql+asyncpg://") + "&sslmode=disable"

    await migrate(written, PASSWORDS)

    assert await is_at_head(owner)


async def test_no_role_makes_objects_that_could_pass_for_ours(place: Place) -> None:
    owner = await place.database()
    await migrate(owner, PASSWORDS)

    for role in ROLES:
        for statement in ("CREATE TEMP TABLE event (n int)", "CREATE TABLE public.event (n int)"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await asked(as_role(owner, role, PASSWORDS[role]), statement)


async def test_migrating_twice_changes_nothing(place: Place) -> None:
    owner = await place.database()
    await migrate(owner, PASSWORDS)
    assert await works(owner)

    await migrate(owner, PASSWORDS)

    assert await works(owner)


async def test_several_processes_may_migrate_at_once(place: Place) -> None:
    owner = await place.database()

    await asyncio.gather(*(migrate(owner, PASSWORDS) for _ in range(4)))

    assert await works(owner)


async def test_a_second_database_shares_the_roles(place: Place) -> None:
    first, second = await place.database(), await place.database()
    await migrate(first, PASSWORDS)
    await migrate(second, PASSWORDS)

    assert await works(first)
    assert await works(second)


async def a_process(owner: str) -> str:
    """Migrate it again and again in a process of its own: roles are the server's, so all of them
    give the same roles their passwords, each time. What it said of a failure.
    """
    again = "for _ in range(3): asyncio.run(migrate(sys.argv[1], PASSWORDS))"
    said = f"import asyncio, sys; from {migrate.__module__} import migrate; "
    said += f"PASSWORDS = {PASSWORDS!r}\n{again}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", said, owner, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    _, failure = await process.communicate()
    return failure.decode()


async def test_several_databases_of_one_server_may_be_migrated_at_once(place: Place) -> None:
    owners = [await place.database() for _ in range(3)]

    failures = await asyncio.gather(*map(a_process, owners))

    assert failures == ["", "", ""]
    for owner in owners:
        assert await works(owner)


async def test_roles_can_log_in_and_nothing_more(place: Place) -> None:
    owner = await place.database()
    await migrate(owner, PASSWORDS)

    made = [tuple(row) for row in await asked(owner, MADE)]

    #        name              can log in, superuser, inherits, bypasses row security
    assert made == [
        ("heed_app", True, False, False, False),
        ("heed_eraser", False, False, False, False),
        ("heed_projector", True, False, False, False),
        ("heed_writer", True, False, False, False),
    ]


async def test_every_table_of_a_provider_has_forced_row_security(place: Place) -> None:
    owner = await place.database()
    await migrate(owner, PASSWORDS)

    assert await asked(owner, UNFORCED) == []


async def test_a_new_password_replaces_the_old_one(place: Place) -> None:
    owner = await place.database()
    await migrate(owner, PASSWORDS)
    await migrate(owner, PASSWORDS | {"heed_app": "a 'new' one: é %"})

    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(as_role(owner, "heed_app", PASSWORDS["heed_app"]))
    await asked(as_role(owner, "heed_app", "a 'new' one: é %"), "SELECT 1")
    await migrate(owner, PASSWORDS)


async def test_the_version_that_ran_is_told(place: Place) -> None:
    [row] = await asked(place.server.url("postgres"), "SHOW server_version")

    print(f"migrated on PostgreSQL {row[0]}")  # noqa: T201 - `pytest -rP` tells which were tried
    assert int(row[0].split(".")[0]) in HERE
