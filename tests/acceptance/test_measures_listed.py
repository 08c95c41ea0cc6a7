"""The list of measures, page by page, and what each of them says now."""

from collections.abc import AsyncIterator

import pytest

from api.work import working
from tests.acceptance.charting import LATER, defined, position, sent
from tests.acceptance.improving import SERVICE, recorded, said
from tests.acceptance.world import pretty


@pytest.fixture(autouse=True)
async def worker(urls) -> AsyncIterator[None]:
    async with working(urls.projector):
        yield


async def listed(lead, query=""):
    headers = {"Heed_Min_Position": await position(lead), "Prefer": "wait=10"}
    answer = await lead.get(f"/v1/measures?as_of={LATER}{query}", **headers)
    assert answer.status_code == 200, pretty(answer)
    return answer.json()


async def a_measure(lead, **more):
    usual = {"measured_in": "hours", "chart": "xmr", "improvement": "decrease"}
    return await defined(lead, **usual | more)


async def test_measures_come_newest_first_page_by_page(lead):
    made = [(await a_measure(lead))["id"] for _ in range(3)]

    first = await listed(lead, "&limit=2")
    second = await listed(lead, f"&limit=2&cursor={first['next_cursor']}")

    found = [one["id"] for page in (first, second) for one in page["data"]]
    assert found == sorted(made, reverse=True)
    assert second["next_cursor"] is None
    assert first["data"][0]["name"] == "Hours to escalate"


async def test_a_list_is_narrowed_by_service_and_kind_and_leaves_out_the_retired(lead):
    service = recorded(await lead.post("/v1/services", SERVICE))
    here = await a_measure(lead, service=service["id"])
    derived = await a_measure(
        lead, kind="derived", question={"name": "incidents"}, chart="c", measured_in="incidents"
    )
    gone = await a_measure(lead)
    judge = lead.acting_for("quality_lead/q01")
    recorded(await said(judge, gone, "retirements", {"reason": "Another took its place."}))

    async def ids(query):
        return [one["id"] for one in (await listed(lead, query))["data"]]

    assert await ids(f"&service={service['id']}") == [here["id"]]
    assert await ids("&kind=derived") == [derived["id"]]
    assert await ids("") == [derived["id"], here["id"]]
    assert await ids("&retired=true") == [gone["id"], derived["id"], here["id"]]


async def test_each_says_its_variation_and_its_assurance_where_that_is_asked(lead):
    measure = await sent(lead, "A1_confidence")
    derived = await a_measure(
        lead, kind="derived", question={"name": "incidents"}, chart="c", measured_in="incidents"
    )

    plain, judged = await listed(lead), await listed(lead, "&judged=true")

    [none_yet, confident] = judged["data"]
    assert [one["judged"] for one in plain["data"]] == [None, None]
    assert (plain["charts_evaluated"], judged["charts_evaluated"]) == (0, 2)
    assert (confident["id"], confident["judged"]["variation_named"]) == (
        measure["id"],
        "special cause - improving",
    )
    assert confident["judged"]["assurance"] == "consistent_fail"
    assert (none_yet["id"], none_yet["judged"]["period"]) == (derived["id"], None)
