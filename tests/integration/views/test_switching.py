"""A new version is built beside the one that is shown, and takes its place in one moment."""

import asyncio
from dataclasses import replace

import asyncpg
import pytest

from projections.escalation import PROJECTION as ESCALATION
from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from projections.register import PROJECTION as REGISTER
from projections.runner.declaration import Change, Column, Reads
from projections.runner.dropping import drop_old
from projections.runner.fingerprint import fingerprint
from projections.runner.rebuild import rebuild
from projections.runner.status import status
from projections.runner.versions import known
from tests.examples import INCIDENT, identity
from tests.incidents import classified, reported
from tests.integration.views.counting import COUNTED, TABLE
from tests.integration.views.database import PROJECTOR
from tests.integration.views.test_workers import until_folded, working
from tests.told import recorded_at


def _coloured(event):
    return [Change("counted", (event["stream_id"],), {"events": 1, "colour": "blue"})]


WIDER = replace(
    COUNTED,
    tables=(replace(TABLE, columns=(*TABLE.columns, Column("colour", "text"))),),
    reads=(Reads("incident.reported.v1", _coloured), *COUNTED.reads[1:]),
)
"""What the next release makes of it."""


@pytest.fixture
def database(fresh):
    return fresh


async def versions(database):
    async with database.pools[PROJECTOR].acquire() as connection:
        return {each.version: str(each.status) for each in await known(connection, "counted")}


async def rebuilt(database, projection):
    return await rebuild(database.pools[PROJECTOR], projection)


async def until(condition):
    async with asyncio.timeout(30):
        while not await condition():
            await asyncio.sleep(0.02)


@pytest.fixture
async def provider(database):
    provider = await database.provider()
    for number in range(20):
        await database.append(provider, identity(number), reported(), classified())
    await database.fold(COUNTED, provider)
    return provider


async def test_a_rebuild_reports_how_it_met_the_version_before(database, provider):
    done = await rebuilt(database, COUNTED)

    assert done.version == 2
    [compared] = done.compared
    assert (compared.provider, compared.table, compared.position) == (provider, "counted", 40)
    assert (compared.rows_live, compared.rows_rebuilt, compared.same) == (20, 20, True)
    assert await versions(database) == {1: "retired", 2: "live"}


async def test_a_rebuild_tells_where_the_version_before_was_wrong(database, provider):
    await database.owner.execute("UPDATE heed.counted_v1 SET last = 99 WHERE events = 2")

    done = await rebuilt(database, COUNTED)

    assert [each.same for each in done.compared] == [False]
    assert (await database.rows(provider, "counted"))[0]["last"] != 99


async def test_the_version_before_is_kept_until_it_is_dropped(database, provider):
    await rebuilt(database, COUNTED)
    await rebuilt(database, COUNTED)
    async with database.pools[PROJECTOR].acquire() as connection:
        assert await connection.fetchval("SELECT to_regclass('heed.counted_v1') IS NOT NULL")

        assert await drop_old(connection, "counted") == [2, 1]

        for table in ("counted_v1", "counted_v2"):
            assert await connection.fetchval("SELECT to_regclass($1)", f"heed.{table}") is None
    assert await versions(database) == {3: "live"}
    assert await database.owner.fetchval("SELECT count(*) FROM heed.projection_checkpoint") == 1
    assert len(await database.rows(provider, "counted")) == 20


async def test_the_shown_version_goes_on_while_the_next_is_built(database, provider):
    stop = asyncio.Event()

    async def report():
        number = 100
        while not stop.is_set():
            await database.append(provider, identity(number), reported())
            number += 1

    async with working(database, COUNTED), asyncio.TaskGroup() as group:
        group.create_task(report())
        await asyncio.sleep(0.1)
        done = await rebuilt(database, COUNTED)
        await asyncio.sleep(0.1)
        stop.set()
    async with working(database, COUNTED):
        await until_folded(database, provider, "counted")

    assert all(each.same for each in done.compared)
    rows, [at] = (
        await database.rows(provider, "counted"),
        await database.rows(provider, "counted_position"),
    )
    assert sum(row["events"] for row in rows) == at["position"] > 40


async def test_nobody_ever_reads_an_empty_or_a_mixed_view(database, provider):
    """Readers read all the time, rows first and then the position that they reflect."""
    stop, seen = asyncio.Event(), []

    async def read():
        while not stop.is_set():
            async with database.reading(provider) as connection:
                events = await connection.fetchval("SELECT sum(events) FROM heed.counted")
                position = await connection.fetchval("SELECT position FROM heed.counted_position")
                seen.append((events, position))

    async with asyncio.TaskGroup() as group:
        group.create_task(read())
        group.create_task(read())
        for _ in range(4):
            await rebuilt(database, COUNTED)
        stop.set()

    assert set(seen) == {(40, 40)}


async def test_code_that_changed_is_built_and_switched_to_by_the_worker(database, provider):
    async with working(database, WIDER):
        await until(lambda: switched_to(database, 2))

    assert {row["colour"] for row in await database.rows(provider, "counted")} == {"blue"}
    assert await versions(database) == {1: "retired", 2: "live"}


async def switched_to(database, version):
    return (await versions(database)).get(version) == "live"


async def test_code_that_did_not_change_is_not_built_again(database, provider):
    async with working(database, COUNTED):
        await database.append(provider, INCIDENT, reported())
        await until_folded(database, provider, "counted")

    assert await versions(database) == {1: "live"}


async def test_code_that_changed_never_writes_to_the_tables_of_the_code_before(database, provider):
    await database.append(provider, identity(500), reported())

    assert await database.fold(WIDER, provider) == 40

    assert len(await database.rows(provider, "counted")) == 20
    assert await versions(database) == {1: "live", 2: "building"}


async def test_a_version_being_built_is_in_the_status(database, provider):
    await database.fold(WIDER, provider)

    async with database.reading(provider) as connection:
        found = await status(connection, provider, recorded_at(40))

    assert [(each.version, each.status, each.position) for each in found] == [
        (1, "live", 40),
        (2, "building", 40),
    ]


async def test_code_that_comes_back_takes_up_the_version_it_left(database, provider):
    async with working(database, WIDER):
        await until(lambda: switched_to(database, 2))
    await database.append(provider, identity(500), reported(), classified())

    async with working(database, COUNTED):
        await until(lambda: switched_to(database, 1))
        await until_folded(database, provider, "counted")

    assert await versions(database) == {1: "live", 2: "retired"}
    assert len(await database.rows(provider, "counted")) == 21


@pytest.mark.usefixtures("provider")
async def test_a_rebuild_that_was_broken_off_is_taken_up_again(database):
    async with database.owner.transaction():
        await database.owner.execute("LOCK TABLE heed.counted IN ACCESS SHARE MODE")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(rebuilt(database, COUNTED), 1)
    assert await versions(database) == {1: "live", 2: "building"}

    done = await rebuilt(database, COUNTED)

    assert done.version == 2
    assert await versions(database) == {1: "retired", 2: "live"}


@pytest.mark.parametrize("projection", [COUNTED, REGISTER], ids=lambda each: each.name)
async def test_two_that_rebuild_at_once_build_one_version(database, provider, projection):
    await database.fold(projection, provider)

    done = await asyncio.gather(rebuilt(database, projection), rebuilt(database, projection))

    assert await database.live(projection.name) == 2
    assert sorted(each is None for each in done) == [False, True]


async def test_a_rebuild_makes_do_with_one_connection(database, provider):
    async with asyncpg.create_pool(database.urls[PROJECTOR], min_size=1, max_size=1) as pool:
        done = await asyncio.wait_for(rebuild(pool, COUNTED), 20)

    assert [each.same for each in done.compared] == [True]
    assert len(await database.rows(provider, "counted")) == 20


async def test_a_release_that_changed_every_view_builds_them_beside_those_that_are_shown(
    database, provider
):
    """With the few connections that a worker has."""
    every = (REGISTER, ESCALATION, OPEN_LOOPS)
    for projection in every:
        await database.fold(projection, provider)
    changed = [with_another_column(projection) for projection in every]

    async with (
        asyncpg.create_pool(database.urls[PROJECTOR], min_size=1, max_size=4) as pool,
        working(database, *changed, COUNTED, pool=pool),
    ):
        await database.append(provider, identity(500), reported())
        await until_folded(database, provider, "counted")
        for projection in every:
            await until_folded(database, provider, projection.name)
            assert await database.live(projection.name) == 2


def with_another_column(projection):
    first, *others = projection.tables
    wider = replace(first, columns=(*first.columns, Column("colour", "text")))
    return replace(projection, tables=(wider, *others))


async def test_what_is_prepared_twice_is_there_once(database):
    provider = await database.provider()

    await asyncio.gather(*(database.fold(REGISTER, provider) for _ in range(3)))

    assert await database.live("register") == 1


@pytest.mark.usefixtures("provider")
async def test_the_application_may_read_a_view_and_not_write_it(database):
    async with database.pools["heed_app"].acquire() as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("DELETE FROM heed.counted")
        assert await connection.fetchval("SELECT count(*) FROM heed.counted") == 0


@pytest.mark.usefixtures("provider")
async def test_a_fingerprint_is_kept_with_the_version(database):
    async with database.pools[PROJECTOR].acquire() as connection:
        [version] = await known(connection, "counted")

    assert version.fingerprint == fingerprint(COUNTED)
