"""The agenda of the next meeting holds what people have to hear, ask and do."""

import pytest

from api.scope import Scope
from tests.acceptance.improving import (
    ACTION,
    LESSON,
    MANAGER,
    NOMINATED,
    SERVICE,
    WORKER,
    agreed,
    completed,
    found,
    opened,
    path,
    recorded,
    said,
    signed_off,
    the_finding,
)
from tests.acceptance.improving import reported as near_miss
from tests.integration.api_reading.asking import after, read, refused, reported

pytestmark = pytest.mark.usefixtures("worker")
AGENDAS = "/v1/agendas"
TEAM, REVIEW = f"{AGENDAS}/team_meeting", f"{AGENDAS}/governance_review"
JULY = "as_of=2025-07-10T09:00:00Z"
HOME = SERVICE | {"service_type": "care_home_without_nursing"}
PLAN = {
    "title": "If it is not in the plan the night shift cannot know it",
    "audience": [
        {
            "role": "care_worker",
            "on_your_shift": "Read the plan before you go in; write down what you learn.",
            "question": "Where does the night shift look first?",
            "expected_answer": "Into the plan.",
        }
    ],
    "approved_by": {"role": "quality"},
    "at": "2025-06-02T09:00:00Z",
}
JUNE = {"setting": "team_meeting", "attended": 33, "of": 46, "at": "2025-06-05T14:00:00Z"}


async def a_home(lead, **more):
    return recorded(await lead.post("/v1/services", HOME | more))


async def taught(lead, home, **more):
    body = PLAN | {"services": [home["id"]]} | more
    return recorded(await lead.post("/v1/lessons", body))


def under(agenda, section):
    return {one["section"]: one["entries"] for one in agenda["sections"]}[section]


async def test_the_team_meeting_hears_of_the_lesson_that_13_of_46_were_not_reached_by(lead):
    home = await a_home(lead)
    lesson = await taught(lead, home)
    told = recorded(await said(lead, lesson, "deliveries", JUNE | {"role": "care_worker"}))

    agenda = await read(lead, f"{TEAM}?service={home['id']}&{JULY}", **after(told))

    [entry] = under(agenda, "lessons")
    assert (entry["title"], entry["overdue"]) == (PLAN["title"], True)
    told_of = entry["lesson"]
    assert (told_of["missing"], told_of["of"], told_of["role"]) == (13, 46, "care_worker")
    assert told_of["lines"] == PLAN["audience"]
    assert entry["next"] == {"fact": "deliveries", "href": f"{path(lesson)}/deliveries"}
    assert (agenda["service_name"], agenda["complete"]) == (HOME["name"], True)


async def test_the_command_of_an_entry_records_it_as_done(lead):
    home = await a_home(lead)
    told = recorded(await said(lead, await taught(lead, home), "deliveries", JUNE))
    asked = f"{TEAM}?service={home['id']}"
    [entry] = under(await read(lead, asked, **after(told)), "lessons")

    done = JUNE | {"setting": "supervision", "attended": 46, "at": "2025-07-14T09:00:00Z"}
    recorded(await lead.post(entry["next"]["href"], done))

    assert under(await read(lead, asked), "lessons") == []
    assert len(under(await read(lead, f"{asked}&{JULY}"), "lessons")) == 1


async def test_an_agenda_is_one_page_to_print(lead):
    home = await a_home(lead, name="Rose & Crown <House>")
    told = recorded(await said(lead, await taught(lead, home), "deliveries", JUNE))
    asked = f"{TEAM}?service={home['id']}&{JULY}"

    answer = await lead.get(asked, Accept="text/html,*/*;q=0.8", **after(told))

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["vary"] == "Accept"
    assert "Team meeting: Rose &amp; Crown &lt;House&gt;" in answer.text
    assert "13 of 46 not reached yet" in answer.text
    assert "<script" not in answer.text


async def test_only_an_agenda_is_given_as_a_page(lead):
    answer = await lead.get("/v1/views/open-loops", Accept="text/html")

    assert refused(answer) == (406, "not-acceptable")


async def test_actions_come_onto_the_agenda_before_they_are_late(lead):
    home = await a_home(lead)
    with_finding = await found(lead, await opened(lead, service=home["id"]))
    action = await agreed(lead, with_finding, service=home["id"], due_on="2030-05-15")

    async def due(day, role="trainer"):
        asked = f"{TEAM}?service={home['id']}&role={role}&as_of={day}T09:00:00Z"
        agenda = await read(lead, asked, **after(action))
        return [one for one in under(agenda, "actions") if one["loop"] == "completion"]

    [entry] = await due("2030-05-01")
    assert (entry["title"], entry["overdue"]) == (ACTION["title"], False)
    assert entry["next"]["href"] == f"{path(action)}/completions"
    [late] = await due("2030-05-16")
    assert late["overdue"]
    assert await due("2030-01-01") == []
    assert await due("2030-05-01", "cook") == []


async def test_what_is_done_waits_to_be_seen_and_then_to_be_judged(lead):
    action = await agreed(lead, await found(lead, await opened(lead)))
    done = recorded(await said(lead.acting_for("trainer/t01"), action, "completions", {}))

    [waiting] = under(await read(lead, TEAM, **after(done)), "verifications")
    seen = recorded(
        await lead.acting_for(NOMINATED).post(waiting["next"]["href"], {}, If_Match="*")
    )
    later = await read(lead, f"{TEAM}?as_of=2100-01-01T09:00:00Z", **after(seen))

    assert under(later, "verifications") == []
    assert {one["subject"] for one in under(later, "effectiveness_reviews")} == {action["id"]}


async def test_governance_sees_what_nothing_was_done_about(lead):
    home = await a_home(lead)
    investigation = await found(lead, await opened(lead, service=home["id"]))
    finished = await completed(lead, investigation)
    asked = f"{REVIEW}?service={home['id']}&as_of=2100-01-01T09:00:00Z"

    agenda = await read(lead, asked, **after(finished))

    [finding] = under(agenda, "findings")
    assert finding["title"] == "What is expected of messages and gifts was not clear."
    assert finding["part"] == the_finding(investigation)["finding"]
    assert [one["subject"] for one in under(agenda, "sign_offs")] == [investigation["id"]]
    [review] = under(agenda, "governance_reviews")
    assert (review["title"], review["overdue"]) == (HOME["name"], True)
    assert review["next"]["href"] == "/v1/governance-reviews"
    left = await signed_off(lead, finished)
    assert under(await read(lead, asked, **after(left)), "sign_offs") == []


async def test_a_handover_begins_with_who_is_not_safe_yet(lead):
    written = await reported(lead, "CS-1")

    agenda = await read(lead, f"{AGENDAS}/handover", **after(written))

    assert agenda["sections"][0]["section"] == "protection"
    [entry] = under(agenda, "protection")
    assert (entry["subject"], entry["title"]) == (written["id"], None)
    assert entry["next"]["fact"] == "immediate-actions"


async def test_whoever_may_not_read_learning_gets_the_agenda_without_its_words(world, lead):
    home = await a_home(lead)
    told = recorded(await said(lead, await taught(lead, home), "deliveries", JUNE))
    looks = await world.caller(scopes=(Scope.VIEWS_READ,), name="screen")

    agenda = await read(looks, f"{TEAM}?service={home['id']}&{JULY}", **after(told))

    [entry] = under(agenda, "lessons")
    assert (entry["title"], entry["lesson"]["missing"]) == (None, 13)
    assert {*entry["lesson"]["lines"][0].values()} == {"care_worker", None}


async def test_a_restricted_incident_puts_nothing_onto_the_agenda_of_whom_it_excludes(lead):
    incident = await near_miss(lead)
    with_finding = await found(lead, await opened(lead, incident))
    lesson = recorded(
        await lead.post("/v1/lessons", LESSON | {"findings": [the_finding(with_finding)]})
    )
    action = await agreed(lead, with_finding, due_on="2026-03-01")
    named = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    hidden = recorded(await said(lead, incident, "restrictions", named))

    theirs = await read(lead.acting_for(WORKER), REVIEW, **after(lesson, action, hidden))
    others = await read(lead.acting_for(MANAGER), REVIEW, **after(lesson, action, hidden))

    of_it = {incident["id"], with_finding["id"], lesson["id"], action["id"]}
    assert of_it.isdisjoint({one["subject"] for it in theirs["sections"] for one in it["entries"]})
    shown = {one["subject"] for it in others["sections"] for one in it["entries"]}
    assert {lesson["id"], action["id"]} <= shown


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ("board_meeting", (404, "not-found")),
        ("team_meeting?service=svc_00000000000000000000000001", (404, "not-found")),
        ("team_meeting?service=somewhere", (422, "validation")),
        ("team_meeting?role=Care%20worker", (422, "validation")),
        ("team_meeting?unit=unt_1", (422, "unknown-parameter")),
    ],
)
async def test_an_agenda_that_cannot_be_meant_is_refused(lead, asked, refusal):
    assert refused(await lead.get(f"{AGENDAS}/{asked}")) == refusal


async def test_an_agenda_needs_the_scope_of_views(world):
    caller = await world.caller(scopes=(Scope.LEARNING_READ,))

    assert refused(await caller.get(TEAM)) == (403, "forbidden")
