"""Services of one type beside each other: each by its activity, none ranked, none guessed."""

from typing import Any

import pytest

from projections.trends.projection import PROJECTION as TRENDS
from tests.acceptance.watched import folded
from tests.acceptance.world import Caller, World, pretty

MANAGER = "registered_manager/m01"
VIEW = "/v1/views/funnel?service_type=care_home_without_nursing&from=2025-01-01&to=2025-02-28"


@pytest.fixture
async def manager(world: World) -> Caller:
    return (await world.caller()).acting_for(MANAGER)


async def home(manager: Caller, number: int, *, days: float | None = 1000, incidents: int = 0):
    """A care home with so many bed days in January and in February 2025."""
    body = {
        "name": f"Invented House {number}",
        "service_type": "care_home_without_nursing",
        "cqc_location_id": f"1-{number:09}",
        "opened_on": "2020-01-01",
    }
    answer = await manager.post("/v1/services", body)
    assert answer.status_code == 201, pretty(answer)
    service = answer.json()["id"]
    for first, last in (("2025-01-01", "2025-01-31"), ("2025-02-01", "2025-02-28")):
        if days is not None:
            await given(manager, service, first, last, days)
    for place in range(incidents):
        report = {
            "source_ref": f"F-{number}-{place}",
            "kind": "near_miss",
            "first_noticed": {"at": "2025-01-20"},
            "service": {"id": service},
        }
        answer = await manager.report(report)
        assert answer.status_code == 201, pretty(answer)
    return service


async def given(manager: Caller, service: str, first: str, last: str, days: float) -> None:
    body = {"kind": "occupied_bed_days", "period": {"from": first, "to": last}, "amount": days}
    answer = await manager.post(f"/v1/services/{service}/activity", body)
    assert answer.status_code == 201, pretty(answer)


async def seen(world: World, manager: Caller, path: str = VIEW) -> dict[str, Any]:
    await folded(world, [TRENDS])
    answer = await manager.get(path)
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


async def test_with_few_services_none_is_called_different(world, manager):
    quiet = await home(manager, 1, incidents=1)
    busy = await home(manager, 2, incidents=9)

    funnel = await seen(world, manager)

    assert funnel["too_few_services"]
    assert "too few services to compare" in funnel["reading"]
    rates = {one["service"]: (one["rate"], one["place"]) for one in funnel["services"]}
    assert rates == {quiet: (0.5, None), busy: (4.5, None)}
    assert funnel["centre"] == 2.5


async def test_among_ten_services_one_far_outside_is_named(world, manager):
    for number in range(9):
        await home(manager, number, incidents=1)
    far = await home(manager, 9, incidents=15)

    funnel = await seen(world, manager)

    outside = {one["service"] for one in funnel["services"] if one["place"] != "within"}
    assert outside == {far}


async def test_a_service_without_known_activity_has_no_rate_and_says_why(world, manager):
    unknown = await home(manager, 1, days=None, incidents=2)
    await home(manager, 2, incidents=1)

    funnel = await seen(world, manager)

    assert funnel["without_rate"] == [{"service": unknown, "incidents": 2, "why": "not_recorded"}]
    assert len(funnel["services"]) == 1


async def test_which_services_are_compared_has_to_be_said(world, manager):
    await folded(world, [TRENDS])

    assert (await manager.get("/v1/views/funnel")).status_code == 422
