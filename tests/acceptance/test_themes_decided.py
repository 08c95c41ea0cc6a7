"""People decide on themes: confirmed, watched, escalated, looked at, retired; by hand as well."""

import pytest

from domain.identifier import read
from projections.open_loops.projection import PROJECTION
from tests.acceptance.improving import (
    ACTION,
    LEAD,
    MANAGER,
    SERVICE,
    found,
    opened,
    recorded,
    refused,
    reported,
    the_finding,
)
from tests.acceptance.test_governance import REVIEW
from tests.acceptance.theming import DAYS, delayed, listed, the_theme, three_delays
from tests.acceptance.watched import folded, watched

WHY = {"reason": "It comes back in every handover."}


@pytest.fixture
async def service(lead):
    return recorded(await lead.post("/v1/services", SERVICE))


async def judged(lead, theme, fact, body, **headers):
    caller, headers = lead.acting_for(LEAD), {"If_Match": "*", **headers}
    return await caller.post(f"/v1/themes/{theme['id']}/{fact}", body, **headers)


async def begun(lead, *incidents, **more):
    body = {
        "title": "Notes that nobody reads at weekends",
        "incidents": [one["id"] for one in incidents],
        **WHY,
        **more,
    }
    return recorded(await lead.acting_for(LEAD).post("/v1/themes", body))


async def held(lead, theme, day, *, decides=False):
    named = [{"subject": "theme", "id": theme["id"]}]
    decisions = [{"text": "Nothing new.", "answers": named}] if decides else []
    looked_at = {**REVIEW["looked_at"], "subjects": named}
    body = {**REVIEW, "held_on": day, "looked_at": looked_at, "decisions": decisions}
    return recorded(await lead.acting_for(MANAGER).post("/v1/governance-reviews", body))


async def loops(lead, **filters):
    asked = "&".join(f"{name}={value}" for name, value in filters.items())
    data = (await lead.get(f"/v1/views/open-loops?{asked}")).json()["data"]
    return [one for one in data if one["loop"].startswith("theme_")]


async def test_a_theme_that_nobody_decided_is_a_loose_end(world, lead, service):
    await three_delays(lead, service)
    await watched(world)
    theme = await the_theme(lead)
    await folded(world, [PROJECTION])
    [loop] = await loops(lead)

    assert (loop["loop"], loop["subject"]) == ("theme_decision", theme["id"])
    assert loop["next"]["href"] == f"/v1/themes/{theme['id']}/confirmations"
    assert loop["services"] == [service["id"]]


async def test_who_confirms_a_theme_names_what_they_saw(world, lead, service):
    await three_delays(lead, service)
    await watched(world)
    theme = await the_theme(lead)
    await delayed(lead, service, "2026-02-10", 26)
    await watched(world)

    stale = await judged(lead, theme, "confirmations", {}, If_Match=f'"{theme["version"]}"')
    nobody = await lead.post(f"/v1/themes/{theme['id']}/confirmations", {}, If_Match="*")

    assert stale.status_code == 412
    assert nobody.status_code == 400
    confirmed = recorded(await judged(lead, theme, "confirmations", WHY))
    assert confirmed["state"] == "confirmed"
    assert [one["decision"] for one in confirmed["judgements"]] == ["confirmed"]
    assert confirmed["judgements"][0]["reason"] == WHY["reason"]


async def test_a_theme_goes_the_whole_way(lead):
    incident = await reported(lead, occurred={"from": "2026-01-05"})
    theme = await begun(lead, incident, factor="communication")

    escalated = recorded(await judged(lead, theme, "escalations", {"to": "board"}))
    watching = recorded(await judged(lead, theme, "watches", {"until": "2026-06-01"}))
    early = await judged(lead, theme, "retirements", {"reason": "Quiet."})
    reviews = [await held(lead, theme, day) for day in ("2026-02-02", "2026-02-20")]
    body = {"reason": "Two clean reviews.", "reviews": [one["id"] for one in reviews]}
    retired = recorded(await judged(lead, theme, "retirements", body))

    assert escalated["judgements"][0]["to"] == "board"
    assert (watching["state"], watching["judgements"][1]["until"]) == ("watched", "2026-06-01")
    assert refused(early) == (409, "reviews-not-clean", ["/reviews"])
    assert (retired["state"], retired["begun_by"]["role"]) == ("retired", "safeguarding_lead")
    assert [one["held_on"] for one in retired["looked_at"]] == ["2026-02-02", "2026-02-20"]


async def test_a_theme_by_hand_names_an_incident_that_is_there(lead):
    body = {"title": "Notes", "incidents": [f"inc_{'0' * 26}"], **WHY}

    answer = await lead.acting_for(LEAD).post("/v1/themes", body)

    assert refused(answer) == (404, "not-found", ["/incidents/0"])


async def test_a_review_that_was_voided_leaves_no_look_behind(lead):
    theme = await begun(lead, await reported(lead))
    review = await held(lead, theme, "2026-02-02", decides=True)
    looked = (await lead.get(f"/v1/themes/{theme['id']}")).json()

    await lead.acting_for(MANAGER).post(
        f"/v1/governance-reviews/{review['id']}/voidings", {"reason": "Twice."}, If_Match="*"
    )

    assert looked["looked_at"] == [
        {"review": review["id"], "held_on": "2026-02-02", "decided": True}
    ]
    assert (await lead.get(f"/v1/themes/{theme['id']}")).json()["looked_at"] == []


async def test_a_finding_put_to_a_theme_brings_its_incidents(lead):
    theme = await begun(lead, await reported(lead, "CS-1"))
    other = await reported(lead, "CS-2")
    investigation = await found(lead, await opened(lead, other))
    body = the_finding(investigation)

    linked = recorded(await judged(lead, theme, "findings", body))
    again = await judged(lead, theme, "findings", body)

    assert linked["incidents"] == 2
    assert [one["finding"] for one in linked["findings"]] == [body["finding"]]
    assert refused(again)[:2] == (409, "finding-in-theme")


async def test_an_action_may_answer_a_theme_alone(lead):
    theme = await begun(lead, await reported(lead))

    action = recorded(await lead.post("/v1/actions", {**ACTION, "themes": [theme["id"]]}))

    assert action["themes"] == [theme["id"]]
    assert (await lead.get(f"/v1/themes/{theme['id']}")).json()["actions"] == [action["id"]]
    unknown = {**ACTION, "themes": [f"thm_{'0' * 26}"]}
    assert refused(await lead.post("/v1/actions", unknown))[0] == 404


async def test_whoever_may_not_see_an_incident_does_not_see_it_in_a_theme(
    world,
    lead,
    service,
):
    incidents = await three_delays(lead, service)
    await watched(world)
    theme = await the_theme(lead)
    worker = lead.acting_for("support_worker/w21")
    hidden = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    address = f"/v1/themes/{theme['id']}"

    recorded(
        await lead.post(f"/v1/incidents/{incidents[0]['id']}/restrictions", hidden, If_Match="*")
    )
    await watched(world)
    seen = (await worker.get(address)).json()
    history = (await worker.get(f"{address}/events")).text
    [entry] = await listed(worker)

    assert (seen["incidents"], entry["incidents"], entry["first_on"]) == (2, 2, None)
    [ground] = seen["why"]["grounds"]
    assert (ground["incidents"], ground["from"], ground["until"]) == (2, *DAYS[1:])
    assert DAYS[0] not in str(seen)
    assert [one["incident"] for one in seen["members"]] == [one["id"] for one in incidents[1:]]
    assert str(read("inc", incidents[0]["id"])) not in history
    assert (await lead.get(address)).json()["incidents"] == 3

    for one in incidents[1:]:
        recorded(await lead.post(f"/v1/incidents/{one['id']}/restrictions", hidden, If_Match="*"))
    await watched(world)

    assert (await worker.get(address)).status_code == 404
    assert await listed(worker) == []
    assert len(await listed(lead)) == 1


async def test_a_theme_that_no_review_looks_at_is_a_loose_end_again(world, lead, service):
    incident = await reported(lead, service={"id": service["id"]})
    theme = await begun(lead, incident, service=service["id"], at="2026-01-05T09:00:00+00:00")

    async def late_on(day):
        await folded(world, [PROJECTION])
        found = await loops(lead, as_of=f"{day}T09:00:00Z")
        return [(one["loop"], one["part"], one["since"][:10]) for one in found]

    before, after = await late_on("2026-02-04"), await late_on("2026-02-06")
    await held(lead, theme, "2026-02-10")

    assert before == []
    assert after == [("theme_review", "service", "2026-02-05")]
    assert await late_on("2026-03-12") == []
    assert await late_on("2026-03-14") == [("theme_review", "service", "2026-03-13")]


async def test_loose_ends_tell_nobody_of_a_theme_that_is_hidden(world, lead, service):
    incidents = await three_delays(lead, service)
    await watched(world)
    worker = lead.acting_for("support_worker/w21")
    hidden = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    await folded(world, [PROJECTION])
    seen = await loops(worker)
    agenda = (await worker.get("/v1/agendas/team_meeting")).json()["sections"]

    for one in incidents:
        recorded(await lead.post(f"/v1/incidents/{one['id']}/restrictions", hidden, If_Match="*"))
    await folded(world, [PROJECTION])

    assert [one["loop"] for one in seen] == ["theme_decision"]
    [section] = [one for one in agenda if one["section"] == "themes"]
    assert [one["loop"] for one in section["entries"]] == ["theme_decision"]
    assert await loops(worker) == []
    tallied = (await worker.get("/v1/views/open-loops?tally=true")).json()["tally"]
    assert "theme_decision" not in [one["loop"] for one in tallied]
    assert [one["loop"] for one in await loops(lead)] == ["theme_decision"]
