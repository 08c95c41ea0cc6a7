"""What Heed records by itself is recorded once, by Heed, whoever looks and however often."""

import asyncio

from api.watching.running import watching
from api.watching.watch import Looking, Watch
from api.watching.watcher import Pace
from api.work import working
from domain.actor import Actor
from domain.policy.setting import PolicySet
from projections.watched.projection import PROJECTION as WATCHED
from tests.acceptance.watched import watched

SOON = Pace(poll_seconds=0.05, rest_seconds=0.01)


def noting(*, failing=False):
    """A watch that notes something about the provider, once; and who it looked at."""
    looked = []

    async def look(looking: Looking) -> None:
        looked.append((looking.provider, looking.position))
        if failing:
            raise RuntimeError("This watch cannot look.")

        async def decide(attempt):
            await attempt.load(looking.provider)
            value = {"hours": 48}
            attempt.record(looking.provider, PolicySet(policy="classification", value=value))
            return looking.provider

        await looking.record("noted/once", decide)

    return Watch("noting", (WATCHED,), look), looked


async def noted(world):
    rows = await world.heed.log.load(world.provider, world.provider)
    return [row for row in rows if row.type == "provider.policy_set.v1"]


async def test_what_is_noticed_twice_is_recorded_once(world):
    watch, looked = noting()

    await watched(world, (watch,))
    await watched(world, (watch,))

    assert len(looked) == 3
    assert len(await noted(world)) == 1


async def test_heed_itself_recorded_it(world):
    watch, _ = noting()

    await watched(world, (watch,))

    [row] = await noted(world)
    assert Actor.read(row.actor) == Actor.system()


async def test_two_watchers_at_once_record_it_once(world):
    [one, looked], [other, _] = noting(), noting()

    async with (
        working(world.urls.projector),
        watching(world.urls, world.keyring, clock=world.heed.clock, watches=(one,), pace=SOON),
        watching(world.urls, world.keyring, clock=world.heed.clock, watches=(other,), pace=SOON),
    ):
        async with asyncio.timeout(30):
            while not await noted(world) or len(looked) < 2:
                await asyncio.sleep(0.02)

    assert len(await noted(world)) == 1


async def test_a_watch_that_fails_keeps_no_other_from_looking(world):
    [broken, tried], [good, _] = noting(failing=True), noting()

    async with (
        working(world.urls.projector),
        watching(
            world.urls, world.keyring, clock=world.heed.clock, watches=(broken, good), pace=SOON
        ),
    ):
        async with asyncio.timeout(30):
            while not await noted(world) or len(tried) < 3:
                await asyncio.sleep(0.02)

    assert len(await noted(world)) == 1
