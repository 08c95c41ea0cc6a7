"""A theme is found by rule, from what was told, and let go of when its ground is gone."""

import asyncio
from itertools import permutations
from uuid import uuid5

import pytest

from api.scope import Scope
from api.watching.running import watching
from api.watching.watcher import Pace
from api.work import working
from domain.identifier import read
from projections.open_loops.projection import PROJECTION as LOOPS
from tests.acceptance.improving import (
    LEAD,
    MANAGER,
    SERVICE,
    found,
    opened,
    recorded,
    reported,
    said,
)
from tests.acceptance.theming import DAYS, DELAYS, delayed, listed, the_theme, three_delays
from tests.acceptance.watched import folded, watched

SOON = Pace(poll_seconds=0.05, rest_seconds=0.01)
ENDS = ("", "/events", "/response")
IN_ERROR = {"because": "test", "reason": "It was a drill."}


@pytest.fixture
async def service(lead):
    return recorded(await lead.post("/v1/services", SERVICE))


async def test_three_delays_without_an_investigation_are_one_theme(world, lead, service):
    incidents = await three_delays(lead, service)

    await watched(world)
    await watched(world)

    theme = await the_theme(lead)
    assert (theme["rule"]["name"], theme["state"]) == ("delayed_escalation", "proposed")
    assert (theme["service"], theme["incidents"]) == (service["id"], 3)
    assert [one["incident"] for one in theme["members"]] == [one["id"] for one in incidents]
    assert [one["hours"] for one in theme["members"]] == [30, 41, 47]
    assert (theme["why"]["threshold"], theme["why"]["window_days"]) == (3, 90)
    assert theme["why"]["over_hours"] == 24


async def test_delays_spread_beyond_the_window_are_none(world, lead, service):
    await three_delays(lead, service, ("2025-10-03", "2025-12-20", "2026-01-22"))

    await watched(world)

    assert await listed(lead) == []


async def test_a_theme_with_one_entered_in_error_is_withdrawn_and_says_why(world, lead, service):
    [first, *_] = await three_delays(lead, service)
    await watched(world)

    recorded(await said(lead.acting_for(LEAD), first, "entered-in-error", IN_ERROR))
    await watched(world)

    theme = await the_theme(lead)
    assert (theme["state"], theme["incidents"]) == ("withdrawn", 0)
    assert [one["cause"] for one in theme["left"]] == [
        "entered_in_error",
        "ground_gone",
        "ground_gone",
    ]
    history = (await lead.get(f"/v1/themes/{theme['id']}/events")).json()["data"]
    assert [one["type"] for one in history] == ["theme.proposed.v1", "theme.withdrawn.v1"]
    assert {one["actor"]["role"] for one in history} == {"heed"}


async def test_good_practice_is_in_no_theme(world, lead, service):
    for day in DAYS:
        await delayed(lead, service, day, 30, kind="good_practice")

    await watched(world)

    assert await listed(lead) == []


async def test_a_later_delay_joins_the_theme_that_stands(world, lead, service):
    await three_delays(lead, service)
    await watched(world)

    await delayed(lead, service, "2026-02-10", 26)
    await watched(world)

    assert (await the_theme(lead))["incidents"] == 4


@pytest.mark.parametrize("order", list(permutations(range(3)))[1:4])
async def test_whichever_was_told_first_the_theme_is_the_same(world, lead, service, order):
    for place in order:
        await delayed(lead, service, DAYS[place], DELAYS[place])
        await watched(world)

    theme = await the_theme(lead)
    assert [one["hours"] for one in theme["members"]] == [30, 41, 47]


async def test_one_boundary_found_and_two_suggested_are_three_incidents(world, lead, service):
    here = {"service": {"id": service["id"]}}
    first, *_ = [
        await reported(lead, "CS-1", **here),
        await reported(lead, "CS-2", **here, suggested_factors=["boundaries"]),
        await reported(lead, "CS-3", **here, suggested_factors=["boundaries"]),
    ]
    investigation = await opened(lead, first)
    await found(lead, investigation)
    await found(lead, investigation)

    await watched(world)

    theme = await the_theme(lead, rule="repeated_boundary_concerns")
    assert theme["incidents"] == 3


async def test_what_was_found_before_a_merging_counts_where_the_incident_goes_on(
    world, lead, service
):
    here = {"service": {"id": service["id"]}}
    first, into = [await reported(lead, ref, **here) for ref in ("CS-1", "CS-2")]
    for ref in ("CS-3", "CS-4"):
        await reported(lead, ref, **here, suggested_factors=["boundaries"])
    await found(lead, await opened(lead, first))
    body = {"into": into["id"], "reason": "The same evening, told twice."}
    recorded(await said(lead.acting_for(MANAGER), first, "merges", body))

    await watched(world)

    theme = await the_theme(lead, rule="repeated_boundary_concerns")
    assert into["id"] in [one["incident"] for one in theme["members"]]
    assert theme["incidents"] == 3


async def test_what_a_provider_sets_otherwise_is_found_otherwise(world, lead, service):
    await three_delays(lead, service)
    value = {"delay_hours": 35, "clean_reviews": 2, "rules": {}}
    recorded(
        await lead.acting_for(LEAD).post(
            "/v1/policies", {"policy": "theme_rules", "value": value}, If_Match="*"
        )
    )

    await watched(world)

    assert await listed(lead) == []


async def test_what_people_dismissed_does_not_come_back_by_itself(world, lead, service):
    await three_delays(lead, service)
    await watched(world)
    theme = await the_theme(lead)
    reason = {"reason": "Three bank holidays, and the rota has changed since."}
    dismissed = await lead.acting_for(LEAD).post(
        f"/v1/themes/{theme['id']}/dismissals", reason, If_Match="*"
    )

    await delayed(lead, service, "2026-02-10", 26)
    await watched(world)

    assert recorded(dismissed)["state"] == "dismissed"
    assert [one["state"] for one in await listed(lead)] == ["dismissed"]


async def test_two_references_linked_to_one_adult_are_one_adult(world, lead, service):
    here = {"service": {"id": service["id"]}}
    for place, ref in enumerate(("client-1", "client-1", "client-2")):
        people = [{"ref": ref, "is": ["adult_at_risk"]}]
        await reported(lead, f"CS-{place}", **here, people=people)
    await watched(world)
    before = await listed(lead)

    found_people = [
        (await lead.post("/v1/people/searches", {"ref": ref})).json()["data"][0]["id"]
        for ref in ("client-1", "client-2")
    ]
    link = {
        "same_as": found_people[1],
        "basis": "same_nhs_number",
        "reason": "The same NHS number.",
    }
    recorded(
        await lead.acting_for(LEAD).post(
            f"/v1/people/{found_people[0]}/links", link, If_Match='"0"'
        )
    )
    await watched(world)

    assert before == []
    theme = await the_theme(lead, rule="repeats_of_an_adult")
    assert (theme["incidents"], theme["subject"]) == (3, None)


async def test_that_one_adult_comes_up_again_is_for_whoever_may_read_repeats(world, lead, service):
    people = [{"ref": "client-1", "is": ["adult_at_risk"]}]
    for place in range(3):
        await reported(lead, f"CS-{place}", service={"id": service["id"]}, people=people)
    await watched(world)
    await folded(world, [LOOPS])
    theme = await the_theme(lead, rule="repeats_of_an_adult")
    others = set(Scope) - {Scope.REPEATS_READ}
    without = await world.caller(name="others", scopes=tuple(others))
    address = f"/v1/themes/{theme['id']}"

    async def met(caller):
        ends = (await caller.get("/v1/views/open-loops?loop=theme_decision&tally=true")).json()
        agenda = (await caller.get("/v1/agendas/team_meeting")).json()["sections"]
        return [
            *[(await caller.get(f"{address}{end}")).status_code == 200 for end in ENDS],
            bool(await listed(caller)),
            bool((await caller.get("/v1/views/themes")).json()["data"]),
            bool(ends["data"]),
            bool(ends["tally"]),
            theme["id"] in str(agenda),
        ]

    assert await met(lead) == [True] * 8
    assert await met(without) == [False] * 8
    confirmed = await without.acting_for(LEAD).post(f"{address}/confirmations", {}, If_Match="*")
    assert confirmed.status_code == 404


async def test_nobody_works_out_which_adult_a_theme_is_about(world, lead, service):
    people = [{"ref": "client-1", "is": ["adult_at_risk"]}]
    for place in range(3):
        await reported(lead, f"CS-{place}", service={"id": service["id"]}, people=people)
    await watched(world)
    theme = await the_theme(lead, rule="repeats_of_an_adult")
    [adult] = (await lead.post("/v1/people/searches", {"ref": "client-1"})).json()["data"]

    [proposed] = (await lead.get(f"/v1/themes/{theme['id']}/events")).json()["data"]

    person = read("per", adult["id"])
    guessed = uuid5(world.provider, f"theme/adult/{person}")
    where = f"theme/repeats_of_an_adult/1/{read('svc', service['id'])}/{guessed}/0"
    assert "subject" not in proposed["facts"]
    assert read("thm", theme["id"]) != uuid5(world.provider, where)


async def test_where_the_measure_of_the_delay_signals_one_delay_is_enough(world, lead, service):
    measure = {
        "name": "Hours until the organisation knows",
        "kind": "derived",
        "question": {"name": "hours_first_noticed_to_aware", "version": 1},
        "service": service["id"],
        "measured_in": "hours",
        "chart": "xmr",
        "improvement": "decrease",
        "cadence": "month",
    }
    recorded(await lead.post("/v1/measures", measure))
    usual = (10, 12, 9, 11, 10, 12, 11, 9, 10, 11, 12, 10)
    for place, hours in enumerate(usual):
        await delayed(lead, service, f"2024-{place + 1:02}-10", hours)
    await delayed(lead, service, "2025-01-10", 90)

    await watched(world)

    theme = await the_theme(lead, rule="delayed_escalation")
    assert [one["hours"] for one in theme["members"]] == [90]
    [ground] = theme["why"]["grounds"]
    assert (ground["kind"], ground["from"], ground["until"]) == (
        "signal",
        "2025-01-01",
        "2025-01-31",
    )


async def test_a_running_worker_finds_it_by_itself(world, lead, service):
    async with (
        working(world.urls.projector),
        watching(world.urls, world.keyring, clock=world.heed.clock, pace=SOON),
        asyncio.timeout(60),
    ):
        await three_delays(lead, service)
        while not await listed(lead):
            await asyncio.sleep(0.05)

    assert (await the_theme(lead))["incidents"] == 3
