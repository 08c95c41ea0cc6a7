"""What was done about a theme: from its incidents to what did not work, in one answer."""

import pytest

from api.themes.response.holding import READ
from tests.acceptance.improving import (
    ACTION,
    MANAGER,
    NOMINATED,
    SERVICE,
    agreed,
    found,
    opened,
    recorded,
    reported,
    said,
)
from tests.acceptance.test_themes_decided import begun, held, judged
from tests.acceptance.theming import the_theme, three_delays
from tests.acceptance.watched import folded, watched


@pytest.fixture
async def service(lead):
    return recorded(await lead.post("/v1/services", SERVICE))


@pytest.fixture
async def incidents(lead, service):
    return await three_delays(lead, service)


async def response(world, lead, theme, **asked):
    await folded(world, READ)
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return (await lead.get(f"/v1/themes/{theme['id']}/response?{query}")).json()


async def test_that_nothing_was_decided_yet_is_an_answer(world, lead, incidents):
    await watched(world)
    theme = await the_theme(lead)

    told = await response(world, lead, theme)

    assert told["decision"] == {"state": "nothing_decided_yet", "judgements": [], "reviews": []}
    assert (told["actions_state"], told["actions"]) == ("nothing_agreed_yet", [])
    assert [one["incident"] for one in told["members"]] == [one["id"] for one in incidents]
    assert told["readings"] == [
        "It shows in 3 incidents.",
        "Nothing was decided yet.",
        "No action was agreed yet.",
    ]


async def test_what_was_found_of_a_merged_incident_is_found_of_the_one_it_went_on_in(
    world, lead, service, incidents
):
    twin = await reported(lead, "CS-TWIN", service={"id": service["id"]})
    action = await agreed(lead, await found(lead, await opened(lead, twin)))
    body = {"into": incidents[0]["id"], "reason": "The same night, told by the roster too."}
    recorded(await said(lead.acting_for(MANAGER), twin, "merges", body))
    await watched(world)

    told = await response(world, lead, await the_theme(lead, rule="delayed_escalation"))

    assert [one["action"] for one in told["actions"]] == [action["id"]]


async def test_a_theme_leads_to_what_was_decided_done_and_did_not_work(world, lead, incidents):
    await watched(world)
    theme = await the_theme(lead)
    recorded(await judged(lead, theme, "confirmations", {"reason": "We see it too."}))
    await held(lead, theme, "2026-02-02", decides=True)
    investigation = await found(lead, await opened(lead, incidents[0]))
    one = await agreed(lead, investigation)
    two = recorded(await lead.post("/v1/actions", {**ACTION, "themes": [theme["id"]]}))
    cancelled = {"reason": "The rota made it pointless."}
    recorded(await said(lead.acting_for(NOMINATED), two, "cancellations", cancelled))

    told = await response(world, lead, theme)

    assert told["decision"]["state"] == "decided"
    [review] = told["decision"]["reviews"]
    assert review["as_known_at"] == "2026-02-02T17:00:00Z"
    assert [each["text"] for each in review["decisions"]] == ["Nothing new."]
    by_id = {each["action"]: each for each in told["actions"]}
    assert set(by_id) == {one["id"], two["id"]}
    assert by_id[two["id"]]["for_the_theme"] is True
    assert by_id[one["id"]]["findings"][0]["factor"] == "boundaries"
    assert by_id[one["id"]]["word"] is None
    [failed] = told["did_not_work"]
    assert (failed["action"], failed["what"]) == (two["id"], "cancelled")
    assert failed["reason"] == cancelled["reason"]
    assert (failed["title"], failed["at"]["precision"]) == (ACTION["title"], None)
    assert failed["at"]["at"] is not None
    assert told["readings"][2].endswith("1 cancelled since).")
    assert (await response(world, lead, theme, as_of="2026-01-25T00:00:00Z"))["decision"][
        "reviews"
    ] == []


async def test_nothing_is_told_that_lies_beyond_the_position_of_the_answer(world, lead, incidents):
    await watched(world)
    theme = await the_theme(lead)
    await folded(world, READ)
    agreed_since = recorded(await lead.post("/v1/actions", {**ACTION, "themes": [theme["id"]]}))
    known = (await lead.get(f"/v1/themes/{theme['id']}")).json()

    early = (await lead.get(f"/v1/views/themes?as_of={known['recorded_at']}")).json()
    told = await response(world, lead, theme)

    assert [one["actions"] for one in early["data"]] == [[]]
    assert [one["action"] for one in told["actions"]] == [agreed_since["id"]]


async def test_a_theme_that_the_views_do_not_know_yet_is_asked_for_again(world, lead, incidents):
    await folded(world, READ)
    theme = await begun(lead, incidents[0])

    early = await lead.get(f"/v1/themes/{theme['id']}/response", Prefer="wait=0")
    told = await response(world, lead, theme)

    assert (early.status_code, early.json()["type"]) == (503, "/problems/read-model-behind")
    assert told["state"] == theme["state"]


async def test_what_was_not_known_yet_is_not_told(world, lead, incidents):
    await watched(world)
    theme = await the_theme(lead)
    then = theme["recorded_at"]
    recorded(await judged(lead, theme, "confirmations", {}))

    told = await response(world, lead, theme, known_at=then)
    early = await lead.get(f"/v1/themes/{theme['id']}/response?known_at=2026-01-01T00:00:00Z")

    assert (told["state"], told["decision"]["state"]) == ("proposed", "nothing_decided_yet")
    assert told["known_at"] == then
    assert early.status_code == 404


async def test_one_call_tells_every_theme_of_the_year_and_names_nobody(world, lead, incidents):
    await watched(world)
    await folded(world, READ)

    told = (await lead.get("/v1/views/themes?months=12")).json()

    [theme] = told["data"]
    assert (theme["rule"], theme["incidents"]) == ("delayed_escalation", 3)
    assert told["complete"] is True
    assert told["position"].startswith("e1.")
    assert "per_" not in str(told)


async def test_whoever_may_not_see_an_incident_is_not_told_of_what_came_of_it(
    world, lead, incidents
):
    await watched(world)
    theme = await the_theme(lead)
    investigation = await found(lead, await opened(lead, incidents[0]))
    await agreed(lead, investigation)
    hidden = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    recorded(await said(lead, incidents[0], "restrictions", hidden))

    told = await response(world, lead.acting_for("support_worker/w21"), theme)

    assert told["incidents"] == 2
    assert told["actions"] == []
    assert len((await response(world, lead.acting_for(MANAGER), theme))["actions"]) == 1
