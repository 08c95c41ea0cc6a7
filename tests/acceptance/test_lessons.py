"""A lesson, from what was found to what people do: whom it reached and how deep."""

import pytest

from tests.acceptance.improving import (
    LESSON,
    NOMINATED,
    SERVICE,
    WORKER,
    found,
    now,
    opened,
    path,
    recorded,
    refused,
    reported,
    said,
    the_finding,
)

TEAM = {"setting": "team_meeting", "role": "support_worker"}


async def published(lead, **more):
    return recorded(await lead.post("/v1/lessons", LESSON | more))


def of_workers(lesson):
    [one] = [one for one in lesson["reach"] if one["role"] == "support_worker"]
    return one


async def test_a_lesson_says_what_it_teaches_and_to_whom(lead):
    investigation = await found(lead, await opened(lead))
    service = recorded(await lead.post("/v1/services", SERVICE))

    lesson = await published(lead, services=[service["id"]], findings=[the_finding(investigation)])

    told = await now(lead, lesson)
    assert told["taught"]["audience"][0] == LESSON["audience"][0]
    assert told["findings"] == [the_finding(investigation)]
    assert [(one["service"], one["reached"]) for one in told["reach"]] == [(service["id"], 0)] * 2


@pytest.mark.parametrize("where", ["/title", "/text", "/audience/0/question"])
async def test_a_lesson_that_identifies_somebody_is_refused(lead, where):
    words = "Ring 999 001 0013 about it."
    line = LESSON["audience"][0] | {"question": words}
    more = {"audience": [line]} if "audience" in where else {where[1:]: words}

    answer = await lead.post("/v1/lessons", LESSON | more)

    assert refused(answer) == (422, "validation", [where])


async def test_a_lesson_teaches_what_stands(lead):
    investigation = await found(lead, await opened(lead))
    finding = the_finding(investigation)
    gone = {"finding": finding["finding"], "reason": "Of another month."}
    recorded(await said(lead, investigation, "finding-withdrawals", gone))

    withdrawn = await lead.post("/v1/lessons", LESSON | {"findings": [finding]})
    elsewhere = finding | {"investigation": "inv_" + "0" * 26}
    unknown = await lead.post("/v1/lessons", LESSON | {"findings": [elsewhere]})
    nowhere = await lead.post("/v1/lessons", LESSON | {"services": ["svc_" + "0" * 26]})

    assert refused(withdrawn) == (409, "finding-unknown", ["/findings/0/finding"])
    assert refused(unknown) == (404, "not-found", ["/findings/0/investigation"])
    assert refused(nowhere) == (404, "not-found", ["/services/0"])


async def test_a_lesson_is_delivered_by_counts_and_by_staff_references(lead):
    lesson = await published(lead)
    counted = TEAM | {"attended": 18, "of": 24}
    named = TEAM | {"setting": "supervision", "staff_refs": ["w08", "w21", "w08"]}
    recorded(await said(lead, lesson, "deliveries", counted))

    told = recorded(await said(lead, lesson, "deliveries", named))

    assert [(one["attended"], one["of"]) for one in told["deliveries"]] == [(18, 24), (2, None)]
    assert len(told["deliveries"][1]["staff"]) == 2
    reach = of_workers(told)
    assert (reach["reached"], reach["of"], reach["missing"]) == (18, 24, 6)


@pytest.mark.parametrize(
    ("heads", "refusal"),
    [
        ({}, "nobody-counted"),
        ({"attended": 18}, "count-incomplete"),
        ({"attended": 25, "of": 24}, "more-than-in-post"),
        ({"attended": 1, "of": 24, "staff_refs": ["w08", "w21"]}, "more-than-in-post"),
    ],
)
async def test_n_of_n_is_whole_and_in_order(lead, heads, refusal):
    lesson = await published(lead)

    answer = await said(lead, lesson, "deliveries", TEAM | heads)

    assert refused(answer)[:2] == (422, refusal)


async def test_a_new_version_asks_only_the_roles_it_affects(lead):
    lesson = await published(lead)
    for role in ("support_worker", "team_leader"):
        body = {"setting": "supervision", "role": role, "staff_refs": [f"one_{role}"]}
        recorded(await said(lead, lesson, "deliveries", body))
    change = {"what_changed": "Where a gift is written down.", "affects": ["support_worker"]}

    told = recorded(await said(lead, lesson, "versions", LESSON | change))

    assert told["taught"]["lesson_version"] == 2
    reached = {one["role"]: one["reached"] for one in told["reach"]}
    assert reached == {"support_worker": 0, "team_leader": 1}


async def test_understanding_and_practice_show_how_deep_it_went(lead):
    lesson = await published(lead)
    checking = lead.acting_for(NOMINATED)
    role = {"role": "support_worker"}
    recorded(await said(lead, lesson, "deliveries", TEAM | {"attended": 24, "of": 24}))
    acknowledged = {"acknowledged": 20, "of": 24}
    recorded(await said(lead, lesson, "acknowledgements", role | acknowledged))
    asked = role | {"passed": 23, "of": 24, "method": "question"}
    told = recorded(await said(checking, lesson, "understanding-checks", asked))
    assert of_workers(told)["depth"] == "understood"

    watched = role | {"passed": 5, "of": 6, "method": "observation"}
    told = recorded(await said(checking, lesson, "practice-checks", watched))
    over = await said(checking, lesson, "practice-checks", watched | {"passed": 7})

    reach = of_workers(told)
    assert (reach["depth"], reach["acknowledged"]) == ("practised", 20)
    assert (reach["understanding"]["passed"], reach["practice"]["passed"]) == (23, 5)
    assert refused(over) == (422, "passed-more-than-asked", ["/passed"])


async def test_what_people_met_is_at_the_one_service_that_the_lesson_is_for(lead):
    service = recorded(await lead.post("/v1/services", SERVICE))
    lesson = await published(lead, services=[service["id"]])

    told = recorded(await said(lead, lesson, "deliveries", TEAM | {"attended": 33, "of": 46}))

    assert told["deliveries"][0]["service"] == service["id"]
    assert of_workers(told)["missing"] == 13


async def test_a_retired_lesson_is_taught_no_more(lead):
    lesson = await published(lead)
    retired = {"reason": "The new policy says it better."}
    recorded(await said(lead.acting_for(NOMINATED), lesson, "retirements", retired))

    answer = await said(lead, lesson, "deliveries", TEAM | {"attended": 1, "of": 2})

    assert refused(answer)[:2] == (409, "lesson-retired")


async def test_whoever_a_restricted_incident_names_does_not_find_what_it_taught(lead):
    incident = await reported(lead)
    investigation = await found(lead, await opened(lead, incident))
    lesson = await published(lead, findings=[the_finding(investigation)])
    restricted = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
    recorded(await said(lead, incident, "restrictions", restricted))

    answer = await lead.acting_for(WORKER).get(path(lesson))

    assert refused(answer)[:2] == (404, "not-found")
    assert (await lead.acting_for(NOMINATED).get(path(lesson))).status_code == 200
