"""What Heed counts by itself signals too, and a fact that takes the ground of it is named."""

from datetime import UTC, datetime

import pytest

from api.watching.charts.watch import CHARTS_WATCH
from projections.open_loops.projection import PROJECTION as LOOPS
from projections.watched.projection import PROJECTION as WATCHED
from tests.acceptance.as_it_happened import Then
from tests.acceptance.improving import LEAD, MANAGER, SERVICE, recorded, said
from tests.acceptance.test_signals import listed
from tests.acceptance.watched import folded, watched
from tests.acceptance.world import a_world
from tests.signalling import month

LATE = "as_of=2025-06-01T09:00:00Z"
"""When whoever was to answer it is late."""
COUNTED = {
    "kind": "derived",
    "name": "Incidents in a month",
    "measured_in": "incidents",
    "chart": "c",
    "improvement": "decrease",
    "cadence": "month",
    "question": {"name": "incidents", "version": 1},
}


async def happened(lead, service, period, number):
    at = f"{period}-{number + 10}T10:00:00+00:00"
    body = {
        "source_ref": f"CS-{period}-{number}",
        "kind": "near_miss",
        "service": {"id": service["id"]},
        "occurred": {"from": at, "to": at},
        "first_noticed": {"at": at, "by": "staff"},
    }
    return recorded(await lead.report(body))


@pytest.fixture
async def world(urls, registry, keyring):
    """In the middle of February 2025: January is the newest month that is over."""
    clock = Then(datetime(2025, 2, 20, 9, tzinfo=UTC))
    async with a_world(urls, registry, keyring, clock) as world:
        yield world


@pytest.fixture
async def bad_month(world, lead):
    """One incident a month, two every other, and nine in January 2025."""
    service = recorded(await lead.post("/v1/services", SERVICE))
    recorded(await lead.post("/v1/measures", COUNTED | {"service": service["id"]}))
    for number in range(1, 13):
        for place in range(1 + number % 2):
            await happened(lead, service, month(number), place)
    return [await happened(lead, service, month(13), place) for place in range(9)]


async def test_a_bad_month_is_a_signal_until_it_was_none(world, lead, bad_month):
    await watched(world, (CHARTS_WATCH,))
    raised = (await listed(lead))["data"]
    for incident in bad_month[:7]:
        body = {"because": "duplicate", "reason": "Sent by two systems."}
        recorded(await said(lead.acting_for(LEAD), incident, "entered-in-error", body))

    await watched(world, (CHARTS_WATCH,))
    await watched(world, (CHARTS_WATCH,))

    [one] = (await listed(lead.acting_for(MANAGER)))["data"]
    assert [(it["ground"]["rule"], it["ground"]["first_period"]) for it in raised] == [
        ("beyond_limit", "2025-01")
    ]
    assert (one["id"], one["cause"]) == (raised[0]["id"], "entered_in_error")


async def everywhere(caller, signal):
    """Where a caller may meet it: in one, its history, the list, loose ends and agendas."""
    address = f"/v1/signals/{signal['id']}"
    agenda = (await caller.get(f"/v1/agendas/governance_review?{LATE}")).json()["sections"]
    tally = (await caller.get(f"/v1/views/open-loops?tally=true&{LATE}")).json()["tally"]
    loops = (await caller.get(f"/v1/views/open-loops?loop=signal&{LATE}")).json()["data"]
    return {
        "one": (await caller.get(address)).status_code == 200,
        "history": (await caller.get(f"{address}/events")).status_code == 200,
        "list": bool((await listed(caller))["data"]),
        "loop": bool(loops),
        "tally": "signal" in [one["loop"] for one in tally],
        "agenda": signal["id"] in str(agenda),
    }


async def restricted(lead, incident, *persons):
    hidden = {"exclude": list(persons), "reason": "names_a_member_of_staff"}
    address = f"/v1/incidents/{incident['id']}/restrictions"
    recorded(await lead.post(address, hidden, If_Match="*"))


async def test_a_signal_tells_nobody_what_their_own_chart_hides(world, lead, bad_month):
    await watched(world, (CHARTS_WATCH,))
    [signal] = (await listed(lead))["data"]
    manager, colleague = lead.acting_for(MANAGER), lead.acting_for("team_leader/t07")

    await restricted(lead, bad_month[0], "m01")
    at_once = await manager.get(f"/v1/signals/{signal['id']}")
    await watched(world, (CHARTS_WATCH,))
    await folded(world, [LOOPS])

    assert at_once.status_code == 404
    assert set((await everywhere(manager, signal)).values()) == {False}
    assert set((await everywhere(colleague, signal)).values()) == {True}
    assert set((await everywhere(lead, signal)).values()) == {True}


async def test_what_a_measure_does_not_count_hides_none_of_its_signals(world, lead, bad_month):
    await watched(world, (CHARTS_WATCH,))
    [signal] = (await listed(lead))["data"]
    later = await happened(lead, {"id": signal["service"]}, "2025-02", 1)
    elsewhere = await lead.report({"source_ref": "CS-else", "kind": "near_miss"})

    for incident in (later, recorded(elsewhere)):
        await restricted(lead, incident, "m01")
    await watched(world, (CHARTS_WATCH,))
    await folded(world, [LOOPS])

    assert set((await everywhere(lead.acting_for(MANAGER), signal)).values()) == {True}


@pytest.mark.parametrize(("period", "stage"), [("2025-01", "answered"), ("2024-12", "unanswered")])
@pytest.mark.usefixtures("bad_month")
async def test_what_is_said_of_its_month_answers_the_signal(world, lead, period, stage):
    await watched(world, (CHARTS_WATCH,))
    [raised] = (await listed(lead))["data"]
    said_of = {"id": raised["subject"]["id"], "version": 1}
    body = {"period": period, "signal": "above_upper_limit", "explanation": "Winter came early."}

    recorded(await said(lead.acting_for(MANAGER), said_of, "signal-acknowledgements", body))
    await watched(world, (CHARTS_WATCH,))

    [one] = (await listed(lead))["data"]
    assert (one["id"], one["stage"]) == (raised["id"], stage)


@pytest.mark.usefixtures("bad_month")
async def test_what_was_said_before_anybody_looked_is_carried_over(world, lead):
    await folded(world, (WATCHED,))
    [measure] = (await lead.get("/v1/measures")).json()["data"]
    body = {"period": "2025-01", "signal": "above_upper_limit", "explanation": "Winter came."}
    recorded(await said(lead.acting_for(MANAGER), measure, "signal-acknowledgements", body))

    await watched(world, (CHARTS_WATCH,))

    [one] = (await listed(lead))["data"]
    assert (one["stage"], one["answers"], one["decision"]) == ("answered", 1, None)
