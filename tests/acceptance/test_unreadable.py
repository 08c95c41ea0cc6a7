"""A report with something in it that cannot be read is taken, and costs nobody what they know."""

import copy
import itertools

import pytest

from api.demo.full_report import FULL
from tests.acceptance.world import pretty
from tests.mutations import mutations

LENIENT = "handling=lenient"
SERVICE = {"name": "Larkfield Court", "service_type": "supported_living"}
HOUSE = {"ref": "house-2", "name": "House 2", "kind": "house"}


def report(ref="CS-1", **said):
    return {"source_ref": ref, "what_happened": "A fall in the bathroom."} | said


@pytest.fixture
async def larkfield(lead):
    """A service with one house."""
    opened = await lead.post("/v1/services", SERVICE | {"cqc_location_id": "1-000000101"})
    assert opened.status_code == 201, pretty(opened)
    house = await lead.post(f"/v1/services/{opened.json()['id']}/units", HOUSE)
    assert house.status_code == 201, pretty(house)
    return opened.json()["id"]


async def told(caller, body):
    answer = await caller.report(body, Prefer=LENIENT)
    assert answer.status_code in {200, 201}, pretty(answer)
    return answer.json()


def issues(answer):
    return [(issue["pointer"], issue["code"]) for issue in answer["issues"]]


async def test_one_mistake_in_a_full_report_is_one_issue(larkfield, lead):
    wanted = itertools.islice(mutations(FULL, seed=3), 60)
    for number, one in enumerate(wanted):
        answer = await told(lead, one.body | {"source_ref": f"CS-{number}"})

        assert issues(answer) == [(one.pointer, one.code)], one.name


async def test_a_service_that_cannot_be_read_makes_no_second_issue_of_its_house(larkfield, lead):
    answer = await told(lead, report(service={"cqc_location_id": 7}, unit_ref="house-2"))

    assert issues(answer) == [("/service/cqc_location_id", "wrong_type")]


async def test_a_service_that_says_nothing_is_missing_and_not_wrong(lead):
    answer = await told(lead, report(service={}))

    assert answer["issues"] == []
    assert answer["completeness"]["missing"][0]["pointer"] == "/service"


async def test_a_house_of_a_service_that_nobody_knows_is_kept_as_it_was_sent(lead):
    body = report(service={"cqc_location_id": "1-999"}, unit_ref="house-9")
    answer = await told(lead, body)
    sealed = (await lead.get(f"/v1/incidents/{answer['id']}")).json()["sealed"]

    opened = await lead.acting_for("safeguarding_lead/w1").post(
        "/v1/unsealings",
        {"body_ids": [body["id"] for body in sealed], "purpose": "safeguarding"},
    )

    assert issues(answer) == [("/service", "unknown_code")]
    assert "1-999" in opened.text, pretty(opened)
    assert "house-9" in opened.text


async def test_what_a_newer_snapshot_says_unreadably_is_not_withdrawn(larkfield, lead):
    first = report(
        kind="near_miss",
        service={"cqc_location_id": "1-000000101"},
        unit_ref="house-2",
        first_noticed={"at": "2026-03-02T07:40:00+00:00", "by": "staff"},
        people=[{"ref": "client-1", "is": ["adult_at_risk"]}],
    )
    broken = copy.deepcopy(first) | {
        "source_version": 2,
        "kind": "oops",
        "service": 7,
        "first_noticed": {"at": "yesterday"},
        "people": "Ann",
    }
    before = await told(lead, first)

    after = await told(lead, broken)

    assert {pointer for pointer, _ in issues(after)} == {
        "/kind",
        "/service",
        "/first_noticed/at",
        "/people",
    }
    read = (await lead.get(f"/v1/incidents/{before['id']}")).json()
    assert read["kind"] == "near_miss"
    assert read["service"] == larkfield
    assert read["unit"] is not None
    assert read["first_noticed"]["by"] == "staff"
    assert len(read["people"]) == 1


async def test_an_incident_that_moves_to_another_service_leaves_its_house(larkfield, lead):
    await lead.post("/v1/services", SERVICE | {"cqc_location_id": "1-000000202"})
    first = report(service={"cqc_location_id": "1-000000101"}, unit_ref="house-2")
    moved = first | {"source_version": 2, "service": {"cqc_location_id": "1-000000202"}}
    await told(lead, first)

    answer = await told(lead, moved)

    read = (await lead.get(f"/v1/incidents/{answer['id']}")).json()
    assert issues(answer) == [("/unit_ref", "unknown_code")]
    assert read["service"] != larkfield
    assert read["unit"] is None


async def test_what_only_heed_knows_is_not_missed_in_a_newer_snapshot(lead):
    first = await told(lead, report())
    amended = await lead.post(
        f"/v1/incidents/{first['id']}/amendments", {"harm": {"physical": "low"}}, If_Match='"1"'
    )
    assert amended.status_code == 201, pretty(amended)

    newer = await told(lead, report(source_version=2, kind="near_miss"))

    assert newer["issues"] == []
    read = (await lead.get(f"/v1/incidents/{first['id']}")).json()
    assert read["harm"]["physical"] == "low"


async def test_an_amendment_that_says_what_is_known_is_refused(lead):
    first = await told(lead, report(harm={"physical": "low"}))

    again = await lead.post(
        f"/v1/incidents/{first['id']}/amendments", {"harm": {"physical": "low"}}, If_Match='"1"'
    )

    assert again.status_code == 409, pretty(again)
    assert again.json()["type"] == "/problems/nothing-changed"


async def test_an_amendment_that_says_nothing_is_refused_whatever_is_known(lead):
    first = await told(lead, report())

    nothing = await lead.post(f"/v1/incidents/{first['id']}/amendments", {}, If_Match='"1"')

    assert nothing.status_code == 422, pretty(nothing)
    assert nothing.json()["type"] == "/problems/nothing-said"


async def test_a_time_that_a_person_adds_is_judged_beside_those_that_are_there(lead):
    first = await told(lead, report(first_noticed={"at": "2026-03-02T09:00:00+00:00"}))

    amended = await lead.post(
        f"/v1/incidents/{first['id']}/amendments",
        {"organisation_aware": {"at": "2026-03-02T08:00:00+00:00"}},
        If_Match='"1"',
    )

    assert amended.json()["organisation_aware"]["suspect"] is True
    assert amended.json()["first_noticed"]["suspect"] is False


async def test_a_record_that_was_saved_tomorrow_is_taken_and_its_time_named(lead):
    answer = await told(lead, report(source={"recorded_at": "2999-01-01T00:00:00+00:00"}))

    assert issues(answer) == [("/source/recorded_at", "time_suspect")]


async def test_thousands_of_mistakes_are_answered_like_one(lead):
    people = [{"ref": f"client-{nth}", "is": ["neighbour"] * 90} for nth in range(50)]

    answer = await told(lead, report(people=people))

    assert issues(answer) == [("/people", "unknown_code")]


@pytest.mark.parametrize("nothing", [{"what_happened": ""}, {"what_happened": None}])
async def test_a_report_that_says_nothing_at_all_is_refused(lead, nothing):
    answer = await lead.report({"source_ref": "CS-1"} | nothing, Prefer=LENIENT)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/what_happened"


async def test_words_that_cannot_be_read_are_words_all_the_same(lead):
    answer = await told(lead, {"source_ref": "CS-1", "what_happened": {"text": "A fall."}})

    assert issues(answer) == [("/what_happened", "wrong_type")]


async def test_a_reference_that_is_too_long_is_refused_for_being_too_long(lead):
    answer = await lead.report(report("x" * 201), Prefer=LENIENT)

    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
        ("/source_ref", "too_long")
    ]
