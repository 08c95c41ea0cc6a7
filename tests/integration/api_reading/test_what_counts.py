"""What is an incident, and on which day, is the same for every view that counts them."""

from datetime import timedelta

import pytest

from tests.acceptance.improving import recorded, said
from tests.acceptance.test_merging import SAME
from tests.integration.api_reading.asking import after, read
from tests.integration.api_reading.cases import MANAGER, NOON, adult, case, closed
from tests.integration.api_reading.test_case_views import learned, small, sorts

pytestmark = pytest.mark.usefixtures("worker")
CULTURE, YIELD = "/v1/views/culture", "/v1/views/learning-yield"
RETURN, TRENDS = "/v1/views/contract-return", "/v1/views/trends"


def kpis(answer):
    return {one["kpi"]: one for one in answer["kpis"]}


async def test_good_practice_is_no_case_and_counts_where_it_is_asked_for(lead):
    await case(lead, "W-1")
    last = await case(lead, "W-2", kind="good_practice", **adult("p1"))

    culture = await read(lead, CULTURE, **after(last))
    asked = await read(lead, f"{CULTURE}?kind=good_practice")
    returned = kpis(await read(lead, RETURN))["incidents_by_kind"]

    assert (cases(culture), cases(asked)) == (1, 1)
    assert returned["parts"] == [{"part": "safeguarding_concern", "value": 1.0}]


def cases(culture):
    return sum(one["cases"]["count"] for one in culture["noticed_first_by"])


async def test_what_an_adult_did_well_is_no_repeat(lead):
    await case(lead, "W-1", **adult("p1"))
    last = await case(lead, "W-2", kind="good_practice", **adult("p1"))

    now = f"/v1/views/repeats?as_of={(NOON + timedelta(days=9)).isoformat()[:19]}Z"
    assert (await read(lead, now, **after(last)))["people"] == []


async def test_whatever_was_noticed_on_no_known_day_stands_on_the_day_it_began(lead):
    body = {
        "source_ref": "W-1",
        "kind": "safeguarding_concern",
        "occurred": {"from": "2026-02-10"},
        "organisation_aware": {"at": "2026-03-05T09:00:00Z"},
    }
    last = recorded(await lead.report(body))
    february, march = "from=2026-02-01&{}=2026-02-28", "from=2026-03-01&{}=2026-03-31"

    trend = await read(lead, f"{TRENDS}?{february.format('to')}", **after(last))
    later = await read(lead, f"{TRENDS}?{march.format('to')}")
    culture = await read(lead, f"{CULTURE}?{february.format('before')}")

    assert (trend["incidents"], later["incidents"], cases(culture)) == (1, 0, 1)
    assert trend["dated_otherwise"]["n"] == 1


async def test_since_the_last_rare_incident_no_more_time_passed_than_was_asked_about(lead):
    written = [
        await case(lead, f"W-{days}", noticed=NOON + timedelta(days=days)) for days in (0, 9)
    ]
    query = f"{TRENDS}?from=2026-03-01&to=2026-03-31&as_of="

    charts = [
        (await read(lead, f"{query}{day}T09:00:00Z", **after(*written)))["series"][0]["chart"]
        for day in ("2026-04-20", "2027-04-20")
    ]

    assert charts[0]["chart"] == "t"
    assert charts[0]["frozen"] == charts[1]["frozen"]


async def test_of_a_unit_nothing_is_returned_of_actions_and_lessons(lead):
    unit = f"unt_{'0' * 25}a"

    returned = kpis(await read(lead, f"{RETURN}?unit={unit}"))

    told = {"actions_on_time", "actions_overdue", "lessons_delivered", "understanding_checked"}
    assert {(returned[kpi]["n"], returned[kpi]["value"]) for kpi in told} == {(0, None)}
    assert all(returned[kpi]["parts"] == [] for kpi in told)
    assert returned["incidents_by_kind"]["value"] == 0.0


async def test_a_case_learned_what_was_found_of_the_one_that_was_merged_into_it(lead):
    first = await learned(lead, "W-1", "organisational")
    into = await small(lead, "W-2")
    manager = lead.acting_for(MANAGER)
    recorded(await said(manager, first, "merges", {**SAME, "into": into["id"]}))
    last = await closed(lead, into)

    answer = await read(lead, YIELD, **after(last))
    [trace] = (await read(lead, "/v1/views/traces"))["traces"]

    assert sorts(answer["total"])["above_individual"] == answer["total"]["closed"] == 1
    assert (trace["incident"], len(trace["investigations"])) == (into["id"], 1)
    assert len(trace["actions"]) == 1
