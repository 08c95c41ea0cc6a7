"""How Heed says how it is: alive, ready, behind; and what each of its problems means."""

import asyncio

import pytest

from api.about.problems import every_problem
from api.clock import utc_now
from api.problem.catalogue import CATALOGUE
from api.scope import Scope
from api.views.lateness import LATELY, Lateness
from api.work import PROJECTIONS, working
from tests.integration.api_reading.asking import (
    REGISTER,
    after,
    read,
    refused,
    reported,
)


async def folded_everywhere(lead, seen):
    """Waits until every view has come to what was written."""
    async with asyncio.timeout(60):
        while True:
            status = await read(lead, "/v1/status")
            found = [one["position"] for one in status["projections"]]
            if found and set(found) == {seen["receipt"]["position"]}:
                return
            await asyncio.sleep(0.05)


async def test_the_status_shows_how_far_each_view_is_behind(urls, lead):
    async with working(urls.projector):
        seen = await reported(lead, "CS-1")
        await folded_everywhere(lead, seen)
    written = [await reported(lead, f"CS-{number}") for number in (2, 3)]

    status = await read(lead, "/v1/status")

    assert status["head"] == written[-1]["receipt"]["position"]
    assert [one["name"] for one in status["projections"]] == sorted(
        one.name.replace("_", "-") for one in PROJECTIONS
    )
    for one in status["projections"]:
        assert (one["version"], one["status"], one["parked"]) == (1, "live", 0)
        assert one["position"] == seen["receipt"]["position"]
        assert one["lag_events"] == 2
        assert one["lag_seconds"] >= 0


async def test_the_status_needs_its_scope(world):
    caller = await world.caller(scopes=(Scope.INCIDENTS_READ,))

    answer = await caller.get("/v1/status")

    assert refused(answer) == (403, "forbidden")
    assert answer.json()["missing_scope"] == Scope.STATUS_READ


async def test_views_that_lag_make_it_degraded_and_still_ready(urls, world, lead):
    async with working(urls.projector):
        await read(lead, REGISTER, **after(await reported(lead, "CS-1")))
    assert (await world.client.get("/readyz")).json() == {"status": "ready"}

    written = await reported(lead, "CS-2")
    await lead.get(REGISTER, **{**after(written), "Prefer": "wait=0"})

    answer = await world.client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "degraded"})


async def test_it_is_not_ready_while_it_ends_or_for_a_database_of_another_version(world):
    app = world.edge._app
    assert (await world.client.get("/readyz")).status_code == 200

    app.state.migrated = False
    assert refused(await world.client.get("/readyz")) == (503, "unavailable")

    app.state.migrated = True
    app.state.draining.begin()
    assert refused(await world.client.get("/readyz")) == (503, "unavailable")
    assert (await world.client.get("/livez")).json() == {"status": "alive"}


async def test_it_is_not_ready_without_its_database(world):
    await world.pool.close()

    assert refused(await world.client.get("/readyz")) == (503, "unavailable")
    assert (await world.client.get("/livez")).status_code == 200


def test_a_view_that_was_behind_is_forgotten_after_a_minute():
    lateness, now = Lateness(), utc_now()
    assert not lateness.is_recent(now)

    lateness.met(now)

    assert lateness.is_recent(now)
    assert not lateness.is_recent(now + LATELY)


@pytest.mark.parametrize("code", sorted(every_problem()))
def test_every_problem_has_words_of_its_own(code):
    kind = every_problem()[code]

    assert kind.title
    assert kind.detail.endswith((".", "..."))


async def test_the_type_of_a_problem_leads_to_what_it_means(world, lead):
    problem = (await lead.get(f"{REGISTER}?sort=age")).json()
    page = (await world.client.get(problem["type"])).json()

    assert page == {
        "type": "/problems/unknown-parameter",
        "title": problem["title"],
        "detail": problem["detail"],
        "status": 422,
        "retryable": False,
        "retry_after": None,
    }


async def test_every_rule_and_every_problem_has_a_page(world):
    assert {"already-closed", "signed-off-by-lead", *CATALOGUE} <= set(every_problem())
    for code, kind in every_problem().items():
        page = await world.client.get(f"/problems/{code}")
        assert (page.status_code, page.json()["status"]) == (200, kind.status)

    assert refused(await world.client.get("/problems/no-such-thing")) == (404, "not-found")


async def test_the_contract_is_served_to_everybody(world):
    answer = await world.client.get("/openapi.json")

    assert answer.json()["openapi"] == "3.1.0"
    assert "/v1/views/open-loops" in answer.json()["paths"]
