"""Workers find what is behind by themselves, share it, and never fold an event twice."""

import asyncio
import random
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import asyncpg
import pytest

from projections.escalation import PROJECTION as ESCALATION
from projections.register import PROJECTION as REGISTER
from projections.runner.claim import Unit
from projections.runner.status import status, status_of_all
from projections.runner.step import step
from projections.runner.versions import prepare
from projections.runner.worker import Pace, Worker
from tests.examples import INCIDENT, identity
from tests.incidents import classified, reported
from tests.integration.views.counting import COUNTED
from tests.integration.views.database import PROJECTOR
from tests.learning import opened
from tests.told import recorded_at

SOON = Pace(batch=3, poll_seconds=0.05)
NEVER = Pace(poll_seconds=3600)


@pytest.fixture
def database(fresh):
    return fresh


@asynccontextmanager
async def working(database, *projections, pace=SOON, connect=None, pool=None):
    worker = Worker(
        pool or database.pools[PROJECTOR],
        connect or (lambda: database.listening(PROJECTOR)),
        projections,
        pace,
    )
    async with asyncio.TaskGroup() as group:
        task = group.create_task(worker.run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def until_folded(database, provider, name):
    async with asyncio.timeout(30):
        while not await database.caught_up(provider, [name]):
            await asyncio.sleep(0.01)


async def test_two_workers_and_many_providers_fold_every_event_once(database):
    providers = [await database.provider() for _ in range(5)]
    chance = random.Random(7)
    async with working(database, COUNTED), working(database, COUNTED):
        for number in range(150):
            stream = identity(chance.randint(1, 20))
            event = reported() if number % 2 else classified()
            await database.append(chance.choice(providers), stream, event)
        for provider in providers:
            await until_folded(database, provider, "counted")

    for provider in providers:
        rows = await database.rows(provider, "counted")
        head = (await database.rows(provider, "counted_position"))[0]["position"]
        assert sum(row["events"] for row in rows) == head
        assert all(row["first"] == row["least"] for row in rows)
        assert all(row["last"] == row["greatest"] for row in rows)


async def test_two_runners_never_hold_the_same_work(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported())
    pool = database.pools[PROJECTOR]
    async with pool.acquire() as one, pool.acquire() as other:
        version = await prepare(one, COUNTED)
        unit = Unit(COUNTED, version.version, provider)
        await step(one, unit)
        async with one.transaction():
            assert await step(one, unit) is not None
            assert await step(other, unit) is None


async def test_a_hint_from_the_log_wakes_a_worker_at_once(database):
    provider = await database.provider()
    async with working(database, COUNTED, pace=NEVER):
        await asyncio.sleep(0.3)
        await database.append(provider, INCIDENT, reported())
        await until_folded(database, provider, "counted")


async def test_without_any_hint_looking_again_is_enough(database):
    async def nobody():
        raise OSError("no connection to listen on")

    provider = await database.provider()
    async with working(database, COUNTED, connect=nobody):
        await asyncio.sleep(0.2)
        await database.append(provider, INCIDENT, reported())
        await until_folded(database, provider, "counted")


async def test_a_worker_listens_again_after_its_connection_was_lost(database):
    connections = []

    async def connect():
        connections.append(await database.listening(PROJECTOR))
        return connections[-1]

    provider = await database.provider()
    async with working(database, COUNTED, pace=NEVER, connect=connect):
        await asyncio.sleep(0.3)
        await database.owner.execute(
            "SELECT pg_terminate_backend($1)", connections[0].get_server_pid()
        )
        await database.append(provider, INCIDENT, reported())
        await until_folded(database, provider, "counted")

    assert len(connections) >= 2


async def test_a_provider_opened_later_is_found(database):
    async with working(database, REGISTER, ESCALATION):
        await asyncio.sleep(0.1)
        provider = await database.provider()
        await database.append(provider, INCIDENT, reported())
        await until_folded(database, provider, "register")
        await until_folded(database, provider, "escalation")


async def test_what_goes_wrong_with_one_projection_does_not_stop_another(database):
    provider = await database.provider()
    await database.fold(ESCALATION, provider)
    await database.owner.execute("ALTER TABLE heed.escalation_v1 RENAME TO lost")
    async with working(database, ESCALATION, REGISTER):
        await database.append(provider, INCIDENT, reported())
        await until_folded(database, provider, "register")
        await database.owner.execute("ALTER TABLE heed.lost RENAME TO escalation_v1")
        await until_folded(database, provider, "escalation")


async def test_the_status_says_how_far_behind_a_view_is(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported(), classified())
    await database.fold(COUNTED, provider)
    await database.append(provider, identity(80), opened(), opened(), opened())
    now = recorded_at(3) + timedelta(minutes=5)

    async with database.reading(provider) as connection:
        [progress] = await status(connection, provider, now)

    assert (progress.name, progress.version, progress.status) == ("counted", 1, "live")
    assert (progress.position, progress.head, progress.lag_events) == (2, 5, 3)
    assert (progress.lag_seconds, progress.parked) == (300.0, 0)


async def test_a_view_that_is_up_to_date_has_no_lag(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported())
    await database.fold(COUNTED, provider)

    async with database.reading(provider) as connection:
        [progress] = await status(connection, provider, recorded_at(900))

    assert (progress.lag_events, progress.lag_seconds) == (0, 0.0)


async def test_the_operator_sees_every_provider(database):
    providers = {await database.provider(), await database.provider()}
    for provider in providers:
        await database.append(provider, INCIDENT, reported())
        await database.fold(COUNTED, provider)

    async with database.pools[PROJECTOR].acquire() as connection:
        found = await status_of_all(connection, recorded_at(2))

    assert {(each.provider, each.position) for each in found} == {(each, 1) for each in providers}


async def test_a_connection_lost_in_the_middle_of_a_batch_takes_all_of_it_back(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, *(classified() for _ in range(20)))
    await database.fold(COUNTED, provider, size=5)
    await database.append(provider, INCIDENT, *(classified() for _ in range(20)))
    pool = database.pools[PROJECTOR]
    connection = await asyncpg.connect(database.urls[PROJECTOR])
    async with pool.acquire() as other:
        version = await prepare(other, COUNTED)
    unit = Unit(COUNTED, version.version, provider)
    with suppress(Exception):
        async with connection.transaction():
            await step(connection, unit)
            await database.owner.execute(
                "SELECT pg_terminate_backend($1)", connection.get_server_pid()
            )
    connection.terminate()

    assert (await database.rows(provider, "counted"))[0]["events"] == 20
    await database.fold(COUNTED, provider)
    assert (await database.rows(provider, "counted"))[0]["events"] == 40
