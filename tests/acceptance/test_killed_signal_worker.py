"""A worker that is killed fifty times finds what one finds that was never disturbed.

Both are told the same, in the same order: figures, corrections, limits made anew, rare events long
after they happened, an action that is verified while its measure goes wrong; and Heed counts by
itself besides. Which signals there are, which of them were withdrawn and why, does not depend on
who was looking when.
"""

import asyncio
import contextlib
import json
import random
import sys
from datetime import date, timedelta

import asyncpg
import pytest

from adapters.postgres.credential import open_registry
from adapters.postgres.url import plain_url
from api.watching.charts.watch import chart_watch
from api.watching.looks import Looks
from api.watching.watcher import Pace, Watcher
from api.wiring import Urls
from api.work import working
from tests.acceptance.improving import (
    NOMINATED,
    SERVICE,
    TRAINER,
    agreed,
    opened,
    path,
    recorded,
    said,
)
from tests.acceptance.improving import found as found_by
from tests.acceptance.test_measures import YES
from tests.acceptance.watched import watched
from tests.acceptance.world import World, a_keyring, a_world, pretty
from tests.signalling import month

KILLS = 50
MEASURES = 2
RARE = 2
"""A reported measure of rare events."""
COUNTED = 3
"""A derived one."""
VERIFIED = "verifications"
BETWEEN = {
    "measured_in": "days",
    "chart": "g",
    "improvement": "increase",
    "cadence": "event",
}
SOON = Pace(poll_seconds=0.02, rest_seconds=0.0)


@pytest.fixture(scope="module")
def keyring(tmp_path_factory):
    """Of this module, so that another process can open it too."""
    return a_keyring(folder(tmp_path_factory))


@pytest.fixture(scope="module")
def keyring_path(tmp_path_factory, keyring):
    return folder(tmp_path_factory) / "keyring.json"


def folder(tmp_path_factory):
    made = tmp_path_factory.getbasetemp() / "killed-signal-worker"
    made.mkdir(mode=0o700, exist_ok=True)
    return made


def history(measure):
    """What is told of one measure: each a fact and its body, the same for whoever is told."""
    chance = random.Random(measure)
    for number in range(1, 31):
        usual = chance.gauss(20 if number > 18 else 10, 3)
        figure = {"period": month(number), "value": f"{max(usual, 0):.2f}"}
        yield "measurements", figure
        if number > 12 and chance.random() < 0.4:
            period = month(chance.randint(number - 5, number))
            figure = {"period": period, "value": f"{chance.gauss(12, 8):.2f}"}
            yield "measurement-corrections", figure | {"reason": "Counted again."}
        if number == 19 and not measure:
            yield VERIFIED, {}
        if number == 22 + measure:
            yield "rebases", {"from_period": month(20), "reason": "A new way.", "answers": YES}


def rarely():
    """Days between events of two years ago: each is long over when it is told."""
    at, chance = date(2024, 1, 1), random.Random(7)
    for _ in range(11):
        gap = chance.randint(6, 16)
        at += timedelta(days=gap)
        yield "measurements", {"period": at.isoformat(), "value": str(gap)}


async def counted(lead):
    """What Heed counts by itself: a gap that is open since long ago."""
    service = recorded(await lead.post("/v1/services", SERVICE))["id"]
    for fact, body in rarely():
        at = f"{body['period']}T10:00:00+00:00"
        report = {"source_ref": f"{fact}/{at}", "kind": "near_miss", "service": {"id": service}}
        recorded(await lead.report(report | {"first_noticed": {"at": at}}))
    asked = {"kind": "derived", "question": {"name": "days_between_incidents", "version": 1}}
    return await begun(lead, COUNTED, **BETWEEN, **asked, service=service)


async def cited(lead, measure):
    """An action whose cure the measure is to show, done and not yet verified."""
    found_so = await found_by(lead, await opened(lead))
    action = await agreed(lead, found_so, measures=[measure.rpartition("/")[2]])
    return path(recorded(await said(lead.acting_for(TRAINER), action, "completions", {})))


async def tell(world: World, after=None):
    """Everything, of all measures in turn. `after`: awaited after each fact."""
    lead = (await world.caller()).acting_for(NOMINATED)
    told = {n: iter(history(n)) for n in range(MEASURES)} | {RARE: rarely()}
    paths = {n: await begun(lead, n, **BETWEEN if n == RARE else {}) for n in told}
    paths[COUNTED] = await counted(lead)
    action = await cited(lead, paths[0])
    while told:
        for number, facts in list(told.items()):
            fact, body = next(facts, (None, None))
            if fact is None:
                del told[number]
                continue
            about = action if fact == VERIFIED else paths[number]
            answer = await lead.post(f"{about}/{fact}", body, If_Match="*")
            assert answer.status_code == 201, pretty(answer)
            if after is not None:
                await after()
    return {one.rpartition("/")[2]: number for number, one in paths.items()}


async def begun(lead, number, **more):
    body = {
        "kind": "reported",
        "name": f"Invented measure {number}",
        "measured_in": "number",
        "chart": "xmr",
        "improvement": "decrease",
        "cadence": "month",
    }
    answer = await lead.post("/v1/measures", body | more)
    assert answer.status_code == 201, pretty(answer)
    return f"/v1/measures/{answer.json()['id']}"


async def found(world: World, measures):
    """Each signal by what makes it one, and what became of it."""
    await watched(world, (chart_watch(),))
    lead = await world.caller(name="reader")
    data, cursor = [], ""
    while cursor is not None:
        page = (await lead.get(f"/v1/signals?limit=200{cursor}")).json()
        data += page["data"]
        cursor = page["next_cursor"] and f"&cursor={page['next_cursor']}"
    assert len({one["id"] for one in data}) == len(data)
    return sorted(
        (
            measures[one["subject"]["id"]],
            one["subject"]["kind"],
            one["subject"]["part"] is not None,
            *(one["ground"][name] or "" for name in ("rule", "direction", "segment")),
            one["ground"]["first_period"],
            one["ground"]["newest_period"],
            one["ground"]["occurrence"],
            one["cause"] or "",
        )
        for one in data
    )


@pytest.fixture(scope="module")
async def undisturbed(urls, keyring):
    """What one finds that looks again and again, from the first fact to the last."""
    registry = await open_registry(urls.owner)
    async with a_world(urls, registry, keyring) as world:
        told = 0

        async def look():
            nonlocal told
            told += 1
            if told % 7 == 0:
                await watched(world, (chart_watch(),))

        yield await found(world, await tell(world, look))
    await registry.close()


async def cut_short(world: World, done: asyncio.Event):
    """A worker that is stopped wherever it is, and another that has forgotten everything."""
    chance, times = random.Random(1), 0
    pool = await asyncpg.create_pool(plain_url(world.urls.projector), min_size=1, max_size=2)
    while times < KILLS or not done.is_set():
        watcher = Watcher(
            Looks(world.heed, (chart_watch(),)),
            pool,
            lambda: asyncpg.connect(plain_url(world.urls.projector)),
            SOON,
        )
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(chance.uniform(0.01, 0.4)):
                await watcher.run()
        times += 1
    await pool.close()


async def test_a_worker_that_is_cut_short_again_and_again_finds_the_same(
    urls, registry, keyring, undisturbed
):
    async with a_world(urls, registry, keyring) as world, working(urls.projector):
        done = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(cut_short(world, done))
            measures = await tell(world)
            done.set()
        assert await found(world, measures) == undisturbed
    assert {one[-1] for one in undisturbed} >= {"", "correction", "late_figure"}
    assert {one[:4] for one in undisturbed} >= {
        (0, "slipped", True, "beyond_limit"),
        (RARE, "chart", False, "open_gap"),
        (COUNTED, "chart", False, "open_gap"),
    }


async def killed(urls: Urls, keyring_path, times: int, done: asyncio.Event):
    """SIGKILL, at random, and another process."""
    chance = random.Random(2)
    told = {"keyring": str(keyring_path), "app": urls.app, "writer": urls.writer}
    line = json.dumps(told | {"projector": urls.projector}) + "\n"
    for _ in range(times):
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.acceptance.signal_worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(line.encode())
        assert await worker.stdout.readline() == b"ready\n"
        await asyncio.sleep(chance.uniform(0.0, 1.0))
        worker.kill()
        await worker.wait()
    done.set()


@pytest.mark.parametrize(
    "times", [2, pytest.param(KILLS, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])]
)
async def test_a_worker_that_is_killed_at_random_finds_the_same(
    urls, registry, keyring, keyring_path, undisturbed, times
):
    async with a_world(urls, registry, keyring) as world, working(urls.projector):
        done = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(killed(urls, keyring_path, times, done))
            measures = await tell(world)
            await done.wait()
        assert await found(world, measures) == undisturbed
