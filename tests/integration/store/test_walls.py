"""Row security on its own: with another provider named, or nobody, every statement finds nothing.

The ids in the statements are the other provider's, so that nothing but the policies stands in the
way; the walls in the code are tested in `tests/acceptance/test_walls.py`.
"""

import inspect
import re
from pathlib import Path
from types import ModuleType
from uuid import UUID, uuid4

import asyncpg
import pytest

from adapters.postgres import credential as credential_module
from adapters.postgres import log as log_module
from adapters.postgres import reading as reading_module
from adapters.postgres import vault_tables as vault_module
from adapters.postgres.credential import Credential, presented
from adapters.postgres.log import PostgresLog
from adapters.postgres.reading import for_provider, open_pool
from adapters.postgres.vault_tables import VaultTables
from adapters.vault.keys import KeyKind
from tests.integration.store.appends import NOON, alias, append, body, case_key, event, origin

ROOT = Path(__file__).parents[3]
RELATIONS = """
    SELECT c.relname AS name, has_table_privilege('heed_app', c.oid, 'SELECT') AS readable
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT attisdropped
     WHERE c.relnamespace = 'heed'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p')
"""
UNFORCED = """
    SELECT relname FROM pg_class
     WHERE relnamespace = 'heed'::regnamespace AND relkind IN ('r', 'p')
       AND NOT (relrowsecurity AND relforcerowsecurity)
"""


@pytest.fixture
async def other(registry):
    other = uuid4()
    await registry.open_provider(other)
    return other


class Story:
    """Something of everything at one provider, and every way to ask for it."""

    def __init__(self, provider: UUID, log: PostgresLog, tables: VaultTables) -> None:
        self.provider, self.log, self.tables = provider, log, tables
        self.incident, self.key, self.name = uuid4(), case_key(), alias()
        self.told = event(self.incident, bodies=[body(self.key)])
        self.append = append(
            provider,
            self.told,
            keys=(self.key,),
            aliases=(self.name,),
            origin=origin(self.incident),
        )

    async def answers(self) -> list[object]:
        provider, ids = self.provider, [self.told.bodies[0].id]
        return [
            await self.log.replay(provider, self.append.key),
            await self.log.load(provider, self.incident),
            await self.log.load_many(provider, [self.incident]),
            await self.log.after(provider, 0, 100),
            await self.log.at(provider, 1),
            await self.log.origins(provider, "carewise", ["INC-1"]),
            await self.log.aliases(provider, [self.name.blind]),
            await self.log.named(provider, [self.name.person]),
            await self.tables.find(provider, [(KeyKind.CASE, self.key.owner)]),
            await self.tables.placed(provider, ids),
        ]

    async def unsealed(self) -> object:
        ids = [self.told.bodies[0].id]
        look = {"access": uuid4(), "actor": "a", "purpose": "p", "at": NOON}
        return await self.tables.unseal(self.provider, ids, **look)


def statements(*modules: ModuleType) -> set[str]:
    """Every statement that these modules have a name for."""
    named = [value for module in modules for _, value in inspect.getmembers(module)]
    return {text for text in named if isinstance(text, str) and re.search(r"\bheed\.\w+", text)}


def sees(name: str) -> str:
    """What names the provider, but always this one, whoever is asked for."""
    return f"SELECT set_config('heed.tenant', '{name}', true), $1::text"


@pytest.fixture
async def asked(urls):
    """What was asked through `pool`, statement by statement."""
    return set()


@pytest.fixture
async def pool(urls, asked):
    async def listened(connection):
        connection.add_query_logger(lambda told: asked.add(told.query))

    pool = await asyncpg.create_pool(urls.app, min_size=0, max_size=2, init=listened)
    yield pool
    await pool.close()


async def test_every_statement_finds_nothing_of_another_provider(
    pool, batcher, provider, other, asked, monkeypatch
):
    story = Story(provider, PostgresLog(pool, batcher), VaultTables(pool))
    await batcher.append(story.append)
    assert all(await story.answers())
    assert await story.unsealed()

    for named in (str(other), ""):
        monkeypatch.setattr(reading_module, "FOR_PROVIDER", sees(named))
        assert not any(await story.answers())
        with pytest.raises(LookupError):
            await story.log.head(provider)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await story.unsealed()

    product = statements(log_module, vault_module) - {reading_module.EVENT}
    assert product - asked - {reading_module.FOR_PROVIDER} - {sees("")} == set()


async def test_no_table_shows_another_provider_s_rows_or_any_to_nobody(
    pool, batcher, provider, other, owner
):
    story = Story(provider, PostgresLog(pool, batcher), VaultTables(pool))
    await batcher.append(story.append)
    async with for_provider(pool, provider) as connection:
        assert await connection.fetchval("SELECT count(*) FROM heed.event") == 1

    for relation in await owner.fetch(RELATIONS):
        if not relation["readable"]:
            continue
        count = f"SELECT count(*) FROM heed.{relation['name']}"
        async with for_provider(pool, other) as connection:
            assert await connection.fetchval(f"{count} WHERE tenant_id <> $1", other) == 0
            assert await connection.fetchval(f"{count} WHERE tenant_id = $1", provider) == 0
        async with pool.acquire() as connection:
            assert await connection.fetchval(count) == 0, relation["name"]


async def test_every_table_of_a_provider_is_under_row_security_even_for_its_owner(owner):
    names = {row["relname"] for row in await owner.fetch(UNFORCED)}

    # Which projections there are, and which keyring is the database's: nothing of anybody.
    assert names == {"projection", "keyring"}


async def test_a_connection_names_nobody_after_it_was_used(urls, provider):
    pool = await open_pool(urls.app, size=1)
    async with for_provider(pool, provider):
        pass
    async with pool.acquire() as connection:
        async with connection.transaction():
            await connection.execute(reading_module.FOR_PROVIDER, str(provider))
        assert await connection.fetchval("SELECT current_setting('heed.tenant', true)") == ""
        assert await connection.fetchval("SELECT heed.tenant()") is None
    await pool.close()


def test_nobody_is_ever_named_for_longer_than_a_transaction():
    """Nor is a role taken on: a pool would hand either to the next request."""
    lasting = re.compile(
        r"\bSET\s+(SESSION\s+)?(heed\.|ROLE\b|SESSION\s+AUTHORIZATION)"
        r"|set_config\s*\((?:[^()]|\([^()]*\))*,\s*(?!true\b)\w+\s*\)",
        re.IGNORECASE,
    )
    packages = ("adapters", "api", "projections")
    files = [
        file
        for one in packages
        for file in (ROOT / one).rglob("*")
        if file.suffix in {".py", ".sql"}
    ]

    found = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in files
        for match in lasting.finditer(file.read_text(encoding="utf-8"))
    ]

    assert found == []
    assert lasting.search("SELECT set_config('heed.tenant', $1, false)")
    assert lasting.search("set heed.tenant = 'x'")
    assert lasting.search("SET ROLE heed_eraser")


async def test_a_key_is_seen_by_whoever_presents_it_and_cannot_be_listed(
    pool, registry, provider, asked
):
    mine, theirs = (a_credential(provider) for _ in range(2))
    await registry.make(mine)
    await registry.make(theirs)

    assert await presented(pool, mine.id) == mine
    assert await presented(pool, uuid4()) is None
    async with pool.acquire() as connection, connection.transaction():
        for table in ("credential", "credential_provider"):
            assert await connection.fetch(f"SELECT * FROM heed.{table}") == []
        await connection.execute(credential_module.PRESENT, str(mine.id))
        for table in ("credential", "credential_provider"):
            rows = await connection.fetch(f"SELECT * FROM heed.{table}")
            assert [row["credential_id"] for row in rows] == [mine.id]


def a_credential(provider: UUID) -> Credential:
    return Credential(
        id=uuid4(),
        secret_hash=b"h" * 32,
        kind="intake",
        name="an invented system",
        integration=uuid4(),
        scopes=("incidents:write",),
        created_at=NOON,
        expires_at=NOON.replace(year=2027),
        revoked_at=None,
        providers=(provider,),
    )
