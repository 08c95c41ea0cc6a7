"""What is watched of Heed's own counts: said once, with its real cause, whatever else goes on."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from api.watching.charts.watch import CHARTS_WATCH, chart_watch
from api.watching.running import watching
from api.watching.watch import Watch
from api.work import working
from projections.watched.projection import PROJECTION as WATCHED
from tests.acceptance.as_it_happened import Then
from tests.acceptance.improving import SERVICE, TRAINER, agreed, opened, recorded, said
from tests.acceptance.improving import found as found_by
from tests.acceptance.test_signals import listed, measured
from tests.acceptance.test_watching import SOON
from tests.acceptance.watched import watched
from tests.acceptance.world import a_world
from tests.signalling import QUIET, month

BETWEEN = {
    "kind": "derived",
    "name": "Days from one incident to the next",
    "measured_in": "days",
    "chart": "g",
    "improvement": "increase",
    "cadence": "event",
    "question": {"name": "days_between_incidents", "version": 1},
}
AUDITED = {
    "kind": "derived",
    "name": "Criteria met",
    "measured_in": "percent",
    "chart": "p",
    "improvement": "increase",
    "cadence": "month",
    "question": {"name": "audit_criteria_met", "version": 1},
}
FIRST = datetime(2024, 1, 1, 9, tzinfo=UTC)
GAPS = (10, 14, 8, 12, 9, 15, 11, 10, 13, 12)


@pytest.fixture
def clock():
    return Then(FIRST)


@pytest.fixture
async def world(urls, registry, keyring, clock):
    async with a_world(urls, registry, keyring, clock) as world:
        yield world


async def noticed(lead, service, at):
    body = {"source_ref": f"CS-{at:%Y-%m-%d}", "kind": "near_miss", "service": service}
    return recorded(await lead.report(body | {"first_noticed": {"at": at.isoformat()}}))


@pytest.fixture
async def long_gap(world, lead, clock):
    """Nothing for sixty days, where nothing happened for ten or so before; and that was said.
    The service, and the day since.
    """
    service = {"id": recorded(await lead.post("/v1/services", SERVICE))["id"]}
    recorded(await lead.post("/v1/measures", BETWEEN | {"service": service["id"]}))
    await noticed(lead, service, FIRST)
    for gap in GAPS:
        clock.now += timedelta(days=gap)
        await noticed(lead, service, clock.now)
    since = clock.now
    clock.now += timedelta(days=60)
    await watched(world, (CHARTS_WATCH,))
    return service, since


def rules(told):
    return [(one["ground"]["rule"], one["stage"], one["cause"]) for one in told["data"]]


async def test_a_long_gap_is_said_once_though_the_next_event_ends_it(world, lead, clock, long_gap):
    service, _ = long_gap
    before = rules(await listed(lead))
    await noticed(lead, service, clock.now)

    await watched(world, (CHARTS_WATCH,))

    after = rules(await listed(lead))
    assert [rule for rule, _, _ in before] == ["open_gap"]
    assert after == before


async def test_a_source_that_falls_silent_takes_no_ground(world, lead, clock, long_gap):
    clock.now += timedelta(days=200)
    await watched(world, (CHARTS_WATCH,))

    assert rules(await listed(lead)) == [("open_gap", "unanswered", None)]


async def test_an_event_told_late_takes_the_ground_of_the_gap_it_lies_in(world, lead, long_gap):
    service, since = long_gap
    late = await noticed(lead, service, since + timedelta(days=20))

    await watched(world, (CHARTS_WATCH,))

    [fallen] = (await listed(lead, state="withdrawn"))["data"]
    told = (await lead.get(f"/v1/signals/{fallen['id']}")).json()["withdrawn"]
    events = (await lead.get(f"/v1/incidents/{late['id']}/events")).json()["data"]
    assert told["cause"] == "late_facts"
    assert told["event"] == events[0]["id"]


async def test_an_action_verified_while_it_goes_wrong_is_told_of_once(world, lead, clock):
    service = {"id": recorded(await lead.post("/v1/services", SERVICE))["id"]}
    worse = {"improvement": "decrease", "service": service["id"]}
    measure = recorded(await lead.post("/v1/measures", BETWEEN | worse))
    investigation = await found_by(lead, await opened(lead))
    action = await agreed(lead, investigation, measures=[measure["id"]], due_on="2024-09-30")
    await noticed(lead, service, FIRST)
    for gap in GAPS:
        clock.now += timedelta(days=gap)
        await noticed(lead, service, clock.now)
    clock.now += timedelta(days=60)
    await watched(world, (CHARTS_WATCH,))
    recorded(await said(lead.acting_for(TRAINER), action, "completions", {}))
    recorded(await said(lead.acting_for("trainer/t02"), action, "verifications", {}))

    await watched(world, (CHARTS_WATCH,))
    clock.now += timedelta(days=1)
    await watched(world, (CHARTS_WATCH,))

    told = (await listed(lead))["data"]
    assert sorted(one["subject"]["kind"] for one in told) == ["chart", "slipped"]
    assert [one["actions"] for one in told] == [[action["id"]]] * 2
    assert {one["ground"]["rule"] for one in told} == {"open_gap"}


async def audited(lead, service, day, passed):
    plan = {
        "service": service["id"],
        "tool": "care_plans",
        "tool_version": "1",
        "criteria": [{"criterion": "preferences"}],
        "sample_method": "random",
    }
    audit = recorded(await lead.post("/v1/audits", plan))
    results = [{"criterion": "preferences", "passed": passed, "of": 20}]
    body = {"sample_size": 20, "results": results, "at": day}
    recorded(await said(lead, audit, "results", body))
    return audit


async def test_an_incident_that_is_not_counted_is_no_cause(world, lead, clock):
    service = {"id": recorded(await lead.post("/v1/services", SERVICE))["id"]}
    recorded(await lead.post("/v1/measures", AUDITED | {"service": service["id"]}))
    clock.now = datetime(2025, 2, 20, 9, tzinfo=UTC)
    for number in range(1, 13):
        await audited(lead, service, f"{month(number)}-10", 12 + number % 3)
    await audited(lead, service, "2025-01-10", 20)
    await watched(world, (CHARTS_WATCH,))
    raised = rules(await listed(lead))

    late = await audited(lead, service, "2025-01-20", 6)
    await noticed(lead, service, clock.now)
    await watched(world, (CHARTS_WATCH,))

    [fallen] = (await listed(lead))["data"]
    told = (await lead.get(f"/v1/signals/{fallen['id']}")).json()["withdrawn"]
    events = (await lead.get(f"/v1/audits/{late['id']}/events")).json()["data"]
    assert raised == [("beyond_limit", "unanswered", None)]
    assert (told["cause"], told["event"]) == ("late_facts", events[-1]["id"])


async def test_a_month_that_is_over_is_looked_at_the_same_night(world, lead, clock):
    clock.now = datetime(2025, 1, 20, 9, tzinfo=UTC)
    await measured(lead, *QUIET, 30)
    watch, found = chart_watch(), []
    for at in ((1, 31, 12, 0), (2, 1, 0, 2), (2, 1, 0, 6)):
        clock.now = datetime(2025, *at, tzinfo=UTC)
        await watched(world, (watch,))
        found.append(len((await listed(lead))["data"]))

    assert found == [0, 0, 1]


async def test_a_new_day_is_looked_at_again_once_it_has_surely_begun(world, clock):
    clock.now = datetime(2025, 2, 1, 0, 2, tzinfo=UTC)
    looked = []

    async def look(looking):
        looked.append(looking.now)
        clock.now = datetime(2025, 2, 1, 0, 6, tzinfo=UTC)

    watch = Watch("noting", (WATCHED,), look)
    async with (
        working(world.urls.projector),
        watching(world.urls, world.keyring, clock=clock, watches=(watch,), pace=SOON),
    ):
        async with asyncio.timeout(30):
            while len(looked) < 2:
                await asyncio.sleep(0.02)

    assert [f"{one:%H:%M}" for one in looked[:2]] == ["00:02", "00:06"]
