"""Whatever happens to the line, what a caller is told of its append is true."""

import asyncio
from contextlib import asynccontextmanager
from uuid import uuid4

import asyncpg
import pytest

from adapters.postgres.append import batcher as batching_module
from adapters.postgres.append import line as line_module
from adapters.postgres.append import sending as sending_module
from adapters.postgres.append.batcher import batching
from adapters.postgres.log import PostgresLog
from domain.log import Code, Overloaded, Unavailable, Unsure
from tests.integration.store.appends import append

WRITER = """
    SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND usename = 'heed_writer'
"""
WAITS_FOR = f"{WRITER} AND wait_event_type = $1"
WAITS_FOR_STANDBY = f"{WRITER} AND wait_event = 'SyncRep'"
HEADS = "SELECT FROM heed.tenant_head WHERE tenant_id = ANY ($1) FOR UPDATE"


@asynccontextmanager
async def held(urls, *providers):
    """Somebody else has locked these heads, and does not hurry."""
    somebody = await asyncpg.connect(urls.owner)
    async with somebody.transaction():
        await somebody.execute(HEADS, list(providers))
        yield somebody
    await somebody.close()


@asynccontextmanager
async def no_standby(owner):
    """Commits wait for a standby that is not there."""
    await owner.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    await owner.execute("SELECT pg_reload_conf()")
    while await owner.fetchval("SHOW synchronous_standby_names") != "nobody":
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        await owner.execute("ALTER SYSTEM RESET synchronous_standby_names")
        await owner.execute("SELECT pg_reload_conf()")


async def seen(owner, query, *arguments) -> int:
    """The writer's backend, once it is as asked."""
    while (pid := await owner.fetchval(query, *arguments)) is None:
        await asyncio.sleep(0.01)
    return pid


@pytest.fixture
def hasty(monkeypatch):
    """Patience is short."""
    monkeypatch.setattr(line_module, "SESSION", {**line_module.SESSION, "lock_timeout": "300ms"})
    monkeypatch.setattr(sending_module, "PAUSE_SECONDS", 0.0)


async def test_a_line_that_was_cut_while_idle_is_not_noticed(batcher, provider, owner):
    await batcher.append(append(provider))
    await owner.fetchval("SELECT pg_terminate_backend($1)", await owner.fetchval(WRITER))

    outcome = await batcher.append(append(provider))

    assert (outcome.code, outcome.pointer.position) == (Code.STORED, 2)


async def test_a_line_that_is_cut_at_work_is_not_noticed(batcher, provider, owner, urls, log):
    sent = append(provider)
    async with asyncio.TaskGroup() as tasks, held(urls, provider):
        asked = tasks.create_task(batcher.append(sent))
        pid = await seen(owner, WAITS_FOR, "Lock")
        await owner.fetchval("SELECT pg_terminate_backend($1)", pid)
        await seen(owner, f"{WAITS_FOR} AND pid <> {pid}", "Lock")

    assert (asked.result().code, asked.result().pointer.position) == (Code.STORED, 1)
    assert await log.head(provider) == 1


@pytest.mark.usefixtures("hasty")
async def test_a_server_that_is_away_is_told_as_away():
    async with batching("postgresql://heed_writer@/heed?host=/nowhere") as batcher:
        with pytest.raises(Unavailable):
            await batcher.append(append(uuid4()))


@pytest.mark.usefixtures("hasty")
async def test_a_held_head_delays_nobody_else(batcher, provider, registry, urls, log, monkeypatch):
    monkeypatch.setattr(batching_module, "HELD_SECONDS", 0.5)
    other = uuid4()
    await registry.open_provider(other)
    stuck = append(provider)
    async with held(urls, provider):
        answers = await asyncio.gather(
            *(batcher.append(each) for each in (append(other), stuck, append(other))),
            return_exceptions=True,
        )
        flushes = batcher.flushes
        with pytest.raises(Overloaded):
            await batcher.append(stuck)

    assert [answers[0].pointer.position, answers[2].pointer.position] == [1, 2]
    assert isinstance(answers[1], Overloaded)
    assert batcher.flushes == flushes
    assert await log.replay(provider, stuck.key) is None
    await asyncio.sleep(0.6)
    assert (await batcher.append(stuck)).code is Code.STORED


@pytest.mark.usefixtures("hasty")
async def test_a_held_head_is_told_to_its_own_callers(batcher, provider, urls):
    async with held(urls, provider):
        answers = await asyncio.gather(
            *(batcher.append(append(provider)) for _ in range(5)), return_exceptions=True
        )

    assert [type(answer) for answer in answers] == [Overloaded] * 5
    assert batcher.flushes == 1


async def test_an_append_that_an_operator_cancels_is_told_as_not_kept(
    batcher, provider, owner, urls, log
):
    sent = append(provider)
    async with held(urls, provider), asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(answer(batcher.append(sent)))
        await owner.fetchval("SELECT pg_cancel_backend($1)", await seen(owner, WAITS_FOR, "Lock"))

    assert asked.result() is Overloaded
    assert await log.replay(provider, sent.key) is None


async def answer(asked):
    """The code of the answer, or the kind of failure."""
    try:
        return (await asked).code
    except (Overloaded, Unavailable, Unsure) as told:
        return type(told)


async def test_a_cancelled_wait_for_a_standby_is_told_as_doubt(batcher, provider, owner, log):
    """PostgreSQL reports success, and a warning."""
    sent = append(provider)
    async with no_standby(owner), asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(answer(batcher.append(sent)))
        pid = await seen(owner, WAITS_FOR_STANDBY)
        await owner.fetchval("SELECT pg_cancel_backend($1)", pid)

    assert asked.result() is Unsure
    assert (await log.replay(provider, sent.key)).code is Code.REPLAYED


async def test_no_answer_in_time_is_told_as_doubt(batcher, provider, owner, log, monkeypatch):
    sent = append(provider)
    async with no_standby(owner):
        monkeypatch.setattr(line_module, "ANSWER_SECONDS", 0.3)
        assert await answer(batcher.append(sent)) is Unsure
        monkeypatch.undo()

    assert (await batcher.append(sent)).code is Code.REPLAYED
    assert await log.head(provider) == 1


@pytest.mark.usefixtures("hasty")
async def test_what_may_still_be_kept_is_never_told_as_not_kept(batcher, provider, owner, log):
    """Our side of the line breaks while the server waits for its standby and holds the head."""
    sent = append(provider)
    async with no_standby(owner), asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(answer(batcher.append(sent)))
        await seen(owner, WAITS_FOR_STANDBY)
        batcher._sender._line._connection._transport.abort()
        await asked

    assert asked.result() is Unsure
    while (again := await answer(log.replay(provider, sent.key))) is Overloaded:
        await asyncio.sleep(0.05)
    assert again is Code.REPLAYED


async def test_a_repeat_is_not_answered_before_the_standby_has_it(
    pool, batcher, provider, owner, urls, monkeypatch
):
    sent = append(provider)
    await batcher.append(sent)
    async with no_standby(owner):
        monkeypatch.setattr(line_module, "ANSWER_SECONDS", 0.3)
        assert await answer(PostgresLog(pool, batcher).replay(provider, sent.key)) is Unsure


@pytest.mark.usefixtures("hasty")
async def test_readers_hear_that_the_server_is_away(pool, provider, batcher, owner):
    log = PostgresLog(pool, batcher)
    await log.head(provider)
    async with held_away(owner):
        with pytest.raises(Unavailable):
            await log.head(provider)

    assert await log.head(provider) == 0


@asynccontextmanager
async def held_away(owner):
    """heed_app is sent away, and may not come back for a while."""
    await owner.execute("ALTER ROLE heed_app NOLOGIN")
    await owner.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'heed_app'"
    )
    try:
        yield
    finally:
        await owner.execute("ALTER ROLE heed_app LOGIN")
