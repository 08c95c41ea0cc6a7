"""A full report that is killed on its way leaves all of its facts or none; the retry completes it.

Once PostgreSQL's own process dies at each row that the append writes, and once the line is cut
after each message of either side. Everything waits for the same retries, so each step has a
provider and a writer of its own, and many go at once.
"""

import asyncio
import itertools
import shutil
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import asyncpg
import pytest

from adapters.postgres.credential import open_registry
from api.demo.full_report import FULL
from tests.acceptance.cut_proxy import through
from tests.acceptance.cut_short import CutShort
from tests.acceptance.doom import Doom
from tests.acceptance.world import a_world, pretty

AT_ONCE = 8
MOST = 200
SERVICE = {
    "name": "Larkfield Court",
    "service_type": "supported_living",
    "cqc_location_id": "1-000000101",
}
HOUSE = {"ref": "house-2", "name": "House 2", "kind": "house"}


@pytest.fixture
def short_folder():
    """A socket's path is at most 107 bytes long."""
    folder = Path(tempfile.mkdtemp(prefix="cut-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
async def doom(urls):
    async with asyncpg.create_pool(urls.owner, min_size=0, max_size=AT_ONCE) as pool:
        doom = Doom(pool)
        await doom.install()
        yield doom


@dataclass
class Ready:
    """Everything is there but the report. `before`: what was kept until then."""

    world: object
    caller: object
    before: tuple[int, ...]

    async def report(self):
        return await self.caller.report(FULL, Idempotency_Key="the-full-one")


async def ready(stack, doom, urls, keyring):
    registry = await open_registry(urls.owner)
    stack.push_async_callback(registry.close)
    world = await stack.enter_async_context(a_world(urls, registry, keyring))
    caller = await world.caller()
    opened = await caller.post("/v1/services", SERVICE)
    assert opened.status_code == 201, pretty(opened)
    house = await caller.post(f"/v1/services/{opened.json()['id']}/units", HOUSE)
    assert house.status_code == 201, pretty(house)
    return Ready(world, caller, await doom.kept(world.provider))


async def completed(doom, one):
    """What the report has added, once it has been sent again without trouble."""
    again = await one.report()
    assert again.status_code == 201, pretty(again)
    assert again.json()["issues"] == []
    after = await doom.kept(one.world.provider)
    return tuple(new - old for new, old in zip(after, one.before, strict=True))


async def killed_at(row, doom, urls, keyring):
    """Whether it met its end at this row, whether anything was kept then, and what was at last."""
    async with AsyncExitStack() as stack:
        one = await ready(stack, doom, urls, keyring)
        await doom.choose(one.world.provider, row)
        first = await one.report()
        then = await doom.kept(one.world.provider)
        await doom.spare(one.world.provider)
        assert first.status_code in {201, 503}, pretty(first)
        return first.status_code == 503, then != one.before, await completed(doom, one)


async def cut_after(messages, asks, doom, urls, keyring, folder):
    """Whether the answer was lost, and what was added then and at last."""
    own = folder / f"{asks:d}{messages}"
    own.mkdir()
    async with AsyncExitStack() as stack:
        writer, proxy = await stack.enter_async_context(through(urls.writer, own, CutShort))
        one = await ready(stack, doom, replace(urls, writer=writer), keyring)
        proxy.arm(asks=asks, after=messages)
        first = await one.report()
        proxy.disarm()
        then = await doom.kept(one.world.provider)
        assert first.status_code in {201, 503}, pretty(first)
        added = tuple(new - old for new, old in zip(then, one.before, strict=True))
        return first.status_code == 503, added, await completed(doom, one)


async def every(step):
    """`step(n)` for n = 0, 1, 2, …, many at once, until one is not disturbed; that one is last."""
    found = []
    for start in range(0, MOST, AT_ONCE):
        found += await asyncio.gather(*(step(n) for n in range(start, start + AT_ONCE)))
        if not found[-1][0]:
            return list(itertools.takewhile(lambda one: one[0], found)), found[-1]
    raise AssertionError("It never got through.")


async def test_a_report_killed_at_any_row_is_there_whole_or_not_at_all(doom, urls, keyring):
    killed, (_, kept, whole) = await every(lambda n: killed_at(n + 1, doom, urls, keyring))

    assert kept
    assert whole[0] == whole[-1] == 5  # the report, people, actions, wishes, the council told
    assert len(killed) >= sum(whole[:-1])
    assert killed == [(True, False, whole)] * len(killed)


@pytest.mark.parametrize("asks", [True, False], ids=["asking", "answering"])
async def test_a_report_cut_off_after_any_message_is_there_whole_or_not_at_all(
    doom, urls, keyring, short_folder, asks
):
    cut, (_, added, whole) = await every(
        lambda n: cut_after(n, asks, doom, urls, keyring, short_folder)
    )
    nothing = (0,) * len(whole)

    assert added == whole
    assert len(cut) >= 3
    assert all(then in {nothing, whole} for _, then, _ in cut)
    assert all(at_last == whole for _, _, at_last in cut)
    assert cut[0][1] == (nothing if asks else whole)
