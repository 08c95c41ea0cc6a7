"""What was recorded stays: no role changes the log, and the writer has to keep in line.

One change alone is let through: heed_eraser disposes of facts and salt, and of nothing else.
"""

from collections.abc import Iterator
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
import pytest

from adapters.postgres.reading import for_provider
from tests.integration.store.appends import alias, append, body, case_key, event, origin

RIGHTS = """
    SELECT grantee, table_name, string_agg(DISTINCT what, ' ' ORDER BY what) AS rights
      FROM (SELECT grantee, table_name, privilege_type AS what
              FROM information_schema.role_table_grants WHERE table_schema = 'heed'
             UNION
            SELECT grantee, table_name, privilege_type || '(' || column_name || ')'
              FROM information_schema.column_privileges AS c
             WHERE table_schema = 'heed'
               AND NOT has_table_privilege(grantee, 'heed.' || table_name, privilege_type)) AS g
     WHERE grantee IN ('heed_app', 'heed_writer', 'heed_eraser', 'PUBLIC')
  GROUP BY grantee, table_name
"""
APP = {
    "tenant_head": "SELECT",
    "keyring": "SELECT",
    "event": "SELECT",
    "idempotency": "SELECT",
    "origin": "SELECT",
    "alias": "SELECT",
    "vault_key": "SELECT",
    "body": "SELECT",
    "access": "INSERT",
    "credential": "SELECT",
    "credential_provider": "SELECT",
    "projection": "SELECT",
    "projection_checkpoint": "SELECT",
    "projection_parked": "SELECT",
    "tracking": "SELECT",
}
WRITER = {
    "tenant_head": "SELECT UPDATE(position) UPDATE(recorded_at)",
    "event": "INSERT SELECT",
    "idempotency": "INSERT SELECT UPDATE(replays)",
    "origin": "INSERT SELECT UPDATE(content) UPDATE(members) UPDATE(version)",
    "alias": "INSERT SELECT",
    "vault_key": "INSERT SELECT",
    "body": "INSERT SELECT",
    "tracking": "INSERT SELECT UPDATE(position)",
}
ERASER = {"event": "SELECT UPDATE(facts) UPDATE(salt)"}

COPY = """
    INSERT INTO heed.event
    SELECT tenant_id, $2, gen_random_uuid(), 1, gen_random_uuid(), type, actor, recorded_at, salt,
           facts, sealed
      FROM heed.event WHERE tenant_id = $1 AND position = 1
"""
CHANGES = {
    "facts": "'{}'",
    "salt": "decode(repeat('00', 32), 'hex')",
    "actor": "'somebody else'",
    "type": "'another'",
    "recorded_at": "now()",
    "sealed": "'[{}]'",
    "position": "position + 100",
    "version": "version + 100",
    "stream_id": "gen_random_uuid()",
    "event_id": "gen_random_uuid()",
    "tenant_id": "gen_random_uuid()",
}
DISPOSE = "UPDATE heed.event SET facts = NULL, salt = NULL WHERE tenant_id = $1 AND position = 1"
DENIED = asyncpg.InsufficientPrivilegeError
KEPT = asyncpg.IntegrityConstraintViolationError


@pytest.fixture
async def recorded(batcher, provider):
    """Two events, a body, a name and a reference at one provider."""
    used, incident = case_key(), uuid4()
    await batcher.append(
        append(
            provider,
            event(incident, bodies=[body(used)]),
            event(),
            keys=(used,),
            aliases=(alias(),),
            origin=origin(incident),
        )
    )
    return provider


@asynccontextmanager
async def acting(url, provider, *, role="", replica=False):
    """In a transaction that is rolled back, with the provider named in both ways."""
    connection = await asyncpg.connect(url)
    transaction = connection.transaction()
    await transaction.start()
    if replica:
        await connection.execute("SET LOCAL session_replication_role = replica")
    if role:
        await connection.execute(f"SET LOCAL ROLE {role}")
    await connection.execute(
        "SELECT set_config('heed.tenant', $1, true), set_config('heed.tenants', $2, true)",
        str(provider),
        f"{{{provider}}}",
    )
    yield connection
    await transaction.rollback()
    await connection.close()


async def refused(connection, kind, statement, *arguments):
    with pytest.raises(kind):
        async with connection.transaction():
            await connection.execute(statement, *arguments)


def changes() -> Iterator[str]:
    yield from (f"UPDATE heed.event SET {column} = {value}" for column, value in CHANGES.items())
    yield "UPDATE heed.event SET facts = NULL, salt = NULL, actor = 'x' WHERE position = 1"
    yield "DELETE FROM heed.event"
    yield "TRUNCATE heed.event"


async def test_every_role_has_the_rights_it_needs_and_no_others(owner):
    rights = {"heed_app": {}, "heed_writer": {}, "heed_eraser": {}}
    for row in await owner.fetch(RIGHTS):
        rights[row["grantee"]][row["table_name"]] = row["rights"]

    assert rights == {"heed_app": APP, "heed_writer": WRITER, "heed_eraser": ERASER}


async def test_no_login_role_is_above_the_walls(owner):
    found = await owner.fetch(
        "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR"
        " rolreplication OR rolinherit AS strong FROM pg_roles WHERE rolname LIKE 'heed\\_%'"
    )

    assert {row["rolname"]: row["strong"] for row in found} == dict.fromkeys(
        ("heed_app", "heed_writer", "heed_projector", "heed_eraser"), False
    )
    functions = await owner.fetch(
        "SELECT proname FROM pg_proc WHERE pronamespace = 'heed'::regnamespace"
        " AND (prosecdef OR has_function_privilege('public', oid, 'EXECUTE'))"
    )
    assert functions == []


@pytest.mark.parametrize("role", ["app", "writer", "projector"])
async def test_no_login_role_changes_the_log(urls, recorded, role):
    async with acting(getattr(urls, role), recorded) as connection:
        assert await connection.fetchval("SELECT count(*) FROM heed.event") == 2
        for statement in changes():
            await refused(connection, DENIED, statement)
        await refused(connection, DENIED, "SET LOCAL session_replication_role = replica")
        await refused(connection, DENIED, "SET LOCAL ROLE heed_eraser")
        await refused(connection, DENIED, "ALTER TABLE heed.event DISABLE TRIGGER event_is_kept")


@pytest.mark.parametrize("replica", [False, True])
async def test_not_even_a_superuser_changes_the_log_by_mistake(urls, recorded, replica):
    async with acting(urls.owner, recorded, replica=replica) as connection:
        for statement in changes():
            await refused(connection, KEPT, statement)
        await refused(connection, KEPT, DISPOSE, recorded)
        await refused(connection, KEPT, "TRUNCATE heed.event, heed.body CASCADE")


async def test_the_reader_writes_nothing_but_that_it_looked(urls, recorded):
    async with acting(urls.app, recorded) as connection:
        await refused(connection, DENIED, COPY, recorded, 3)
        await refused(connection, DENIED, "INSERT INTO heed.tenant_head VALUES (gen_random_uuid())")
        for table in APP:
            await refused(connection, DENIED, f"DELETE FROM heed.{table}")
            await refused(connection, DENIED, f"TRUNCATE heed.{table}")
        for function in ("append_one", "append_many", "verdicts"):
            allowed = "SELECT bool_or(has_function_privilege(oid, 'EXECUTE')) FROM pg_proc"
            assert not await connection.fetchval(f"{allowed} WHERE proname = $1", function)


async def test_the_record_of_looks_cannot_be_read_by_who_looks(urls, recorded):
    look = (
        "INSERT INTO heed.access"
        " VALUES ($1::uuid, gen_random_uuid(), now(), 'a', 'p', ARRAY[$1::uuid])"
    )
    async with acting(urls.app, recorded) as connection:
        await connection.execute(look, recorded)
        await refused(connection, DENIED, look, uuid4())
        await refused(connection, DENIED, "SELECT * FROM heed.access")
        await refused(connection, DENIED, f"{look} RETURNING access_id", recorded)
    async with acting(urls.writer, recorded) as connection:
        await refused(connection, DENIED, "SELECT * FROM heed.access")
        await refused(connection, DENIED, "SELECT * FROM heed.credential")


async def test_the_writer_finds_no_place_without_moving_the_head(urls, recorded):
    async with acting(urls.writer, recorded) as connection:
        await refused(connection, DENIED, COPY, recorded, 3)
        await refused(connection, asyncpg.UniqueViolationError, COPY, recorded, 2)
        await refused(connection, asyncpg.CheckViolationError, COPY, recorded, 0)
        move = "UPDATE heed.tenant_head SET position = 3 WHERE tenant_id = $1"
        await connection.execute(move, recorded)
        await connection.execute(COPY, recorded, 3)
        await refused(connection, DENIED, COPY, recorded, 4)


async def test_the_writer_writes_for_nobody_who_is_not_in_its_flush(urls, recorded, registry):
    other = uuid4()
    await registry.open_provider(other)
    async with acting(urls.writer, other) as connection:
        for table in WRITER:
            found = f"SELECT count(*) FROM heed.{table} WHERE tenant_id = $1"
            assert await connection.fetchval(found, recorded) == 0
        alias_of = "INSERT INTO heed.alias VALUES ($1, 'x', gen_random_uuid())"
        await refused(connection, DENIED, alias_of, recorded)
        move = "UPDATE heed.tenant_head SET position = position + 1 WHERE tenant_id = $1"
        assert await connection.execute(move, recorded) == "UPDATE 0"
        await refused(connection, DENIED, "UPDATE heed.tenant_head SET tenant_id = $1", recorded)


async def test_the_eraser_disposes_of_facts_and_of_nothing_else(urls, recorded):
    async with acting(urls.owner, recorded, role="heed_eraser") as connection:
        kept = "SELECT to_jsonb(e) - 'facts' - 'salt' FROM heed.event e WHERE position = 1"
        before = await connection.fetchval(kept)
        for statement in changes():
            await refused(connection, (DENIED, KEPT, asyncpg.CheckViolationError), statement)
        await refused(connection, KEPT, "UPDATE heed.event SET facts = '{}', salt = salt")
        await refused(
            connection,
            (KEPT, asyncpg.CheckViolationError),
            "UPDATE heed.event SET facts = NULL WHERE position = 1",
        )
        await refused(connection, DENIED, "SELECT * FROM heed.body")

        assert await connection.execute(DISPOSE, recorded) == "UPDATE 1"

        assert await connection.fetchval(kept) == before
        again = "UPDATE heed.event SET facts = '{}', salt = sha256('') WHERE position = 1"
        await refused(connection, KEPT, again)
        elsewhere = "SELECT set_config('heed.tenant', gen_random_uuid()::text, true)"
        await connection.execute(elsewhere)
        assert await connection.execute(DISPOSE, recorded) == "UPDATE 0"


async def test_what_was_disposed_of_is_read_as_such(log, pool, recorded, owner):
    async with owner.transaction():
        await owner.execute("SET LOCAL ROLE heed_eraser")
        await owner.execute("SELECT set_config('heed.tenant', $1, true)", str(recorded))
        await owner.execute(DISPOSE, recorded)

    first, second = await log.after(recorded, 0, 10)

    assert (first.facts, first.salt) == (None, None)
    assert len(first.sealed) == 1
    assert second.facts is not None
    async with for_provider(pool, recorded) as connection:
        assert await connection.fetchval("SELECT count(*) FROM heed.event") == 2
