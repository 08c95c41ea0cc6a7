"""Many callers share one call to PostgreSQL, and none of them notices the others."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import asyncpg
import pytest

from adapters.postgres.append import batcher as batching_module
from adapters.postgres.append import waiting as waiting_module
from adapters.postgres.append.batcher import batching
from domain.log import Code, Overloaded, Unavailable
from tests.integration.store.appends import append, body, case_key, event, key, nothing, origin


async def together(batcher, *appends):
    """Answers or failures, in order, of appends that are asked for in one moment."""
    return await asyncio.gather(*map(batcher.append, appends), return_exceptions=True)


async def positions(owner, provider):
    found = "SELECT position FROM heed.event WHERE tenant_id = $1 ORDER BY position"
    return [row["position"] for row in await owner.fetch(found, provider)]


@pytest.fixture
async def others(registry):
    """Two more providers."""
    providers = uuid4(), uuid4()
    for provider in providers:
        await registry.open_provider(provider)
    return providers


async def test_callers_of_one_moment_share_one_flush(batcher, provider, others):
    appends = [append(one) for one in (provider, *others) for _ in range(20)]

    outcomes = await together(batcher, *appends)

    assert batcher.flushes == 1
    assert [outcome.pointer.position for outcome in outcomes] == [*range(1, 21)] * 3


async def test_bad_requests_spoil_nobody_else(batcher, provider, others, owner):
    taken = append(others[1])
    await batcher.append(taken)
    twice = replace(event(), id=taken.events[0].id)
    good = [append(one) for one in (provider, *others) for _ in range(5)]
    bad = [
        append(provider, event(facts="{not json")),
        append(provider, event(facts='{"nul": "\0"}')),
        append(others[0], event(facts="\ud800")),
        append(others[0], replace(event(), type=None)),
        append(others[1], twice),
        append(provider, origin=replace(origin(uuid4()), version=2**40)),
    ]

    outcomes = await together(batcher, *good[:7], *bad, *good[7:])

    assert {outcome.code for outcome in (*outcomes[:7], *outcomes[13:])} == {Code.STORED}
    assert all(isinstance(problem, Exception) for problem in outcomes[7:13])
    assert not any(isinstance(each, (Overloaded, Unavailable)) for each in outcomes)
    assert await positions(owner, provider) == [1, 2, 3, 4, 5]
    assert await positions(owner, others[0]) == [1, 2, 3, 4, 5]
    assert await positions(owner, others[1]) == [1, 2, 3, 4, 5, 6]


async def test_an_unknown_provider_and_losers_spoil_nobody_else(batcher, provider, others):
    incident = uuid4()
    first = append(provider, event(incident))
    await batcher.append(first)

    outcomes = await together(
        batcher,
        append(provider),
        append(uuid4()),
        append(others[0], event(), event()),
        append(provider, event(incident)),
        first,
        append(provider, key=key(first.key.key, "another request")),
        append(provider),
        nothing(others[1], uuid4(), 0),
        append(others[0]),
    )

    assert [outcome.code for outcome in outcomes] == [
        Code.STORED,
        Code.NO_PROVIDER,
        Code.STORED,
        Code.CONFLICT,
        Code.REPLAYED,
        Code.KEY_REUSED,
        Code.STORED,
        Code.STORED,
        Code.STORED,
    ]
    last = [outcome.pointer.position for outcome in outcomes if outcome.code is Code.STORED]
    assert last == [2, 2, 3, 1, 3]


async def test_copies_of_one_request_are_one_fact(batcher, provider, owner):
    used = case_key()
    sent = append(provider, event(bodies=[body(used)]), keys=(used,))

    outcomes = await together(batcher, *[sent] * 16)

    assert sorted(outcome.code for outcome in outcomes) == [Code.STORED] + [Code.REPLAYED] * 15
    assert len({outcome.pointer for outcome in outcomes}) == 1
    assert await positions(owner, provider) == [1]


async def test_of_two_that_decided_on_the_same_state_one_decides_again(batcher, provider):
    incident, used = uuid4(), case_key()
    rivals = [append(provider, event(incident)), append(provider, event(incident))]
    makers = [append(provider, keys=(used,)), append(provider, keys=(case_key(used.owner),))]

    outcomes = await together(batcher, *rivals, *makers)

    assert [outcome.code for outcome in outcomes] == [Code.STORED, Code.CONFLICT] * 2


async def test_a_caller_that_goes_away_early_leaves_nothing(batcher, provider, owner):
    async with asyncio.TaskGroup() as tasks:
        gone = tasks.create_task(batcher.append(append(provider)))
        await asyncio.sleep(0)
        gone.cancel()

    await batcher.append(append(provider))

    assert await positions(owner, provider) == [1]


async def test_a_caller_that_goes_away_late_has_its_fact_kept(batcher, provider, owner):
    sent = append(provider)
    async with owner.transaction():
        await owner.execute(
            "SELECT FROM heed.tenant_head WHERE tenant_id = $1 FOR UPDATE", provider
        )
        async with asyncio.TaskGroup() as tasks:
            gone = tasks.create_task(batcher.append(sent))
            neighbour = tasks.create_task(batcher.append(append(provider)))
            await waits_for_the_head(owner)
            gone.cancel()
            await asyncio.sleep(0)
            await owner.execute("COMMIT; BEGIN")

    assert neighbour.result().code is Code.STORED
    assert (await batcher.append(sent)).code is Code.REPLAYED


async def waits_for_the_head(owner):
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    while not await owner.fetchval(waiting):
        await asyncio.sleep(0.01)


async def test_a_full_queue_says_come_back_later(urls, provider):
    async with batching(urls.writer, most_waiting=10) as batcher:
        outcomes = await together(batcher, *(append(provider) for _ in range(15)))

    assert [type(each) for each in outcomes[10:]] == [Overloaded] * 5
    assert {outcome.code for outcome in outcomes[:10]} == {Code.STORED}


async def test_a_queue_is_full_by_weight_too(batcher, provider, monkeypatch):
    monkeypatch.setattr(waiting_module, "MOST_BYTES_WAITING", 1000)
    heavy = [append(provider, event(facts='"' + "x" * 600 + '"')) for _ in range(3)]

    outcomes = await together(batcher, *heavy)

    assert [outcome.code for outcome in outcomes[:2]] == [Code.STORED] * 2
    assert isinstance(outcomes[2], Overloaded)
    assert (await batcher.append(heavy[2])).code is Code.STORED


async def test_heavy_requests_go_in_several_flushes(batcher, provider, monkeypatch):
    monkeypatch.setattr(batching_module, "MOST_BYTES_IN_FLUSH", 1000)
    heavy = [append(provider, event(facts='"' + "x" * 600 + '"')) for _ in range(6)]

    outcomes = await together(batcher, *heavy)

    assert [outcome.pointer.position for outcome in outcomes] == [1, 2, 3, 4, 5, 6]
    assert batcher.flushes == 3


async def test_whoever_waits_when_the_process_ends_is_served(urls, provider, owner):
    async with asyncio.TaskGroup() as callers, batching(urls.writer) as batcher:
        sent = [callers.create_task(batcher.append(append(provider))) for _ in range(600)]
        await asyncio.sleep(0)

    assert {task.result().code for task in sent} == {Code.STORED}
    with pytest.raises(Unavailable):
        await batcher.append(append(provider))


async def test_a_connection_of_the_writer_names_nobody_afterwards(batcher, provider):
    await batcher.append(append(provider))
    await batcher.append(nothing(provider, uuid4(), 0))
    line = batcher._sender._line._connection

    assert await line.fetchval("SELECT current_setting('heed.tenants', true)") == ""
    assert await line.fetchval("SELECT count(*) FROM heed.event") == 0


async def test_the_writer_cannot_be_made_to_see_an_old_state(batcher, provider, owner, urls):
    """A server whose default is another isolation does not change how the append works."""
    await owner.execute("ALTER ROLE heed_writer SET default_transaction_isolation = serializable")
    try:
        connection = await asyncpg.connect(urls.writer)
        await connection.close()
        await batcher.append(append(provider))
        line = batcher._sender._line._connection
        assert await line.fetchval("SHOW transaction_isolation") == "read committed"
    finally:
        await owner.execute("ALTER ROLE heed_writer RESET default_transaction_isolation")
