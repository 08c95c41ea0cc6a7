"""Whoever wrote can read what they wrote, and waits no longer than they allow."""

import asyncio
from contextlib import asynccontextmanager, suppress

import pytest

from projections.runner.positions import Positions
from tests.examples import INCIDENT
from tests.incidents import reported
from tests.integration.views.counting import COUNTED
from tests.integration.views.database import APP
from tests.integration.views.test_workers import working


@pytest.fixture
def database(fresh):
    return fresh


@asynccontextmanager
async def listening(database, **patience):
    positions = Positions(database.pools[APP], lambda: database.listening(APP), **patience)
    async with asyncio.TaskGroup() as group:
        task = group.create_task(positions.listen())
        try:
            yield positions
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@pytest.fixture
async def provider(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported())
    return provider


async def test_a_position_that_is_there_is_reached_at_once(database, provider):
    await database.fold(COUNTED, provider)
    async with listening(database) as positions:
        assert await positions.reached(provider, ["counted"], 1, 0.5)


async def test_a_position_that_does_not_come_is_not_reached(database, provider):
    async with listening(database) as positions:
        assert not await positions.reached(provider, ["counted"], 1, 0.2)


async def test_a_projection_that_is_not_there_is_not_reached(database, provider):
    await database.fold(COUNTED, provider)
    async with listening(database) as positions:
        assert not await positions.reached(provider, ["counted", "no_such_view"], 1, 0.2)


async def test_whoever_waits_is_woken_by_the_projector(database, provider):
    async with listening(database, poll_seconds=3600) as positions, working(database, COUNTED):
        position = await database.append(provider, INCIDENT, reported())
        assert await positions.reached(provider, ["counted"], position, 20)


async def test_whoever_waits_finds_out_without_being_woken(database, provider):
    async def nobody():
        raise OSError("no connection to listen on")

    positions = Positions(database.pools[APP], nobody, poll_seconds=0.05)
    async with working(database, COUNTED):
        position = await database.append(provider, INCIDENT, reported())
        assert await positions.reached(provider, ["counted"], position, 20)


async def test_a_building_version_does_not_count(database, provider):
    await database.fold(COUNTED, provider)
    await database.owner.execute("UPDATE heed.projection SET status = 'building'")
    async with listening(database) as positions:
        assert not await positions.reached(provider, ["counted"], 1, 0.2)
