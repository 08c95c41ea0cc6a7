"""A provider decides for itself, by a named role, and every version can be read and compared."""

import pytest

from tests.acceptance.improving import agreed, found, opened
from tests.acceptance.world import Caller, World, pretty

MANAGER = "registered_manager/m01"
TERMS = [{"code": "handover_app", "label": "Handover app not read", "broader": "communication"}]


@pytest.fixture
async def manager(world: World) -> Caller:
    return (await world.caller()).acting_for(MANAGER)


async def said(caller: Caller, path: str):
    answer = await caller.get(path)
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


def refused(answer):
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


async def test_what_a_provider_decides_takes_the_place_of_what_heed_suggests(manager):
    before = await said(manager, "/v1/policies/classification/1")
    assert (before["suggested"], before["value"]) == (True, {"hours": 72})

    body = {"policy": "classification", "value": {"hours": 24}, "reason": "Read daily."}
    answer = await manager.post("/v1/policies", body)

    assert answer.status_code == 201, pretty(answer)
    [now] = [one for one in answer.json()["policies"] if one["policy"] == "classification"]
    assert (now["version"], now["value"], now["reason"]) == (2, {"hours": 24}, "Read daily.")
    assert await said(manager, "/v1/policies/classification/1") == before
    diff = await said(manager, "/v1/policies/classification/2/diff")
    assert (diff["before"], diff["after"]) == ({"hours": 72}, {"hours": 24})


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"policy": "lunch", "value": {"hours": 1}}, 422, "policy-unknown"),
        ({"policy": "classification", "value": {"hours": 0}}, 422, "validation"),
        ({"policy": "classification", "value": {"days": 3}}, 422, "validation"),
        ({"policy": "feedback", "value": {"days": {"neighbour": 3}}}, 422, "validation"),
        ({"policy": "classification", "value": {"hours": 72}}, 409, "policy-unchanged"),
    ],
)
async def test_a_policy_that_makes_no_sense_is_refused(manager, body, status, code):
    assert refused(await manager.post("/v1/policies", body)) == (status, code)


async def test_a_policy_is_set_by_somebody_who_answers_for_it(world):
    nobody = await world.caller()
    body = {"policy": "classification", "value": {"hours": 24}}

    assert refused(await nobody.post("/v1/policies", body)) == (400, "actor-required")


async def test_a_provider_adds_finer_codes_of_its_own(manager):
    answer = await manager.post("/v1/vocabularies", {"vocabulary": "factor", "terms": TERMS})
    assert answer.status_code == 201, pretty(answer)
    [factor] = [one for one in answer.json()["vocabularies"] if one["name"] == "factor"]
    assert factor["versions"] == ["1", "1.1"]

    added = (await said(manager, "/v1/vocabularies/factor/1.1/diff"))["added"]
    assert [one["code"] for one in added] == ["handover_app"]
    heed = await said(manager, "/v1/vocabularies/factor/1")
    assert "handover_app" not in {one["code"] for one in heed["terms"]}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"vocabulary": "weather", "terms": TERMS}, 422, "validation"),
        (
            {"vocabulary": "factor", "terms": [{**TERMS[0], "code": "supervision"}]},
            409,
            "term-taken",
        ),
        (
            {"vocabulary": "factor", "terms": [{**TERMS[0], "broader": "weather"}]},
            409,
            "term-without-place",
        ),
        (
            {
                "vocabulary": "evidence_mapping",
                "terms": [{"code": "our_newsletter", "label": "x", "maps_to": ["weather"]}],
            },
            409,
            "mapping-unknown",
        ),
    ],
)
async def test_a_code_has_its_place_among_heeds_own(manager, body, status, code):
    assert refused(await manager.post("/v1/vocabularies", body)) == (status, code)


async def test_evidence_speaks_to_several_statements_of_the_framework(manager):
    mapping = await said(manager, "/v1/vocabularies/evidence_mapping/1")
    statements = await said(manager, "/v1/vocabularies/cqc_quality_statements/1")
    known = {one["code"] for one in statements["terms"] if one["broader"]}

    assert len(known) == 34
    assert all(len(one["maps_to"]) > 1 for one in mapping["terms"])
    assert all(known.issuperset(one["maps_to"]) for one in mapping["terms"])


async def test_what_there_is_not_is_not_found(manager):
    for path in (
        "/v1/policies/lunch/1",
        "/v1/policies/feedback/2",
        "/v1/policies/feedback/0",
        "/v1/vocabularies/factor/1.1",
        "/v1/vocabularies/weather/1",
    ):
        assert refused(await manager.get(path)) == (404, "not-found")


async def test_an_action_is_reviewed_on_the_days_that_the_policy_has_when_it_is_agreed(manager):
    before = await agreed(manager, await found(manager, await opened(manager)))
    body = {"policy": "effectiveness_reviews", "value": {"days": [60, 120]}}
    assert (await manager.post("/v1/policies", body)).status_code == 201

    after = await agreed(manager, await found(manager, await opened(manager)))

    assert (before["review_days"], after["review_days"]) == ([90, 180], [60, 120])
    assert (await said(manager, f"/v1/actions/{before['id']}"))["review_days"] == [90, 180]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/policies/feedback/100000",
        "/v1/policies/feedback/0",
        "/v1/policies/feedback/1/diff?from=100000",
        "/v1/policies/feedback/99999999999/diff",
    ],
)
async def test_a_version_that_a_policy_never_had_is_not_found(manager, path):
    body = {"policy": "feedback", "value": {"days": {"reporter": 3}}}
    assert (await manager.post("/v1/policies", body)).status_code == 201
    assert refused(await manager.get(path)) == (404, "not-found")
