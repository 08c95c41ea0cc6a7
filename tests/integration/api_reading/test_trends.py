"""A trend says how many there were, what it is dated by, what is over, and what is not known."""

from datetime import timedelta

import pytest

from tests.acceptance.world import pretty
from tests.integration.api_reading.asking import after, read, refused
from tests.integration.api_reading.cases import NOON, case

pytestmark = pytest.mark.usefixtures("worker")
TRENDS = "/v1/views/trends"
TODAY = "as_of=2026-06-15T09:00:00Z"
SPRING = f"{TODAY}&from=2026-01-01"
BOUNDARIES = {"suggested_factors": ["boundaries"]}


async def trend(caller, *written, query=SPRING, **headers):
    wanted = after(*written) if written else {}
    return await read(caller, f"{TRENDS}?{query}", **wanted, **headers)


def series(answer):
    return {one["value"]: one["counts"] for one in answer["series"]}


async def registered(lead, ref="svc-1", kind="care_home_without_nursing"):
    answer = await lead.post("/v1/services", {"name": f"House {ref}", "service_type": kind})
    assert answer.status_code == 201, pretty(answer)
    return answer.json()["id"]


async def active(lead, service, month, days, amount=1000, kind="occupied_bed_days"):
    answer = await lead.post(
        f"/v1/services/{service}/activity",
        {
            "period": {"from": f"2026-{month:02}-01", "to": f"2026-{month:02}-{days}"},
            "kind": kind,
            "amount": amount,
        },
    )
    assert answer.status_code == 201, pretty(answer)
    return answer.json()


async def test_months_without_an_incident_count_nought(lead):
    one = await case(lead, "T-1")

    answer = await trend(lead, one)

    assert [period["period"] for period in answer["periods"]] == [
        *("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"),
    ]
    assert series(answer) == {None: [0, 0, 1, 0, 0, 0]}
    assert (answer["incidents"], answer["series"][0]["total"]) == (1, 1)


async def test_a_month_is_open_then_provisional_then_final(lead):
    one = await case(lead, "T-1")

    def matured(answer):
        return {period["period"]: period["maturity"] for period in answer["periods"]}

    mid_june = matured(await trend(lead, one))
    early_june = matured(await trend(lead, query="as_of=2026-06-03T09:00:00Z&from=2026-05-01"))

    assert (mid_june["2026-06"], mid_june["2026-05"]) == ("open", "final")
    assert early_june["2026-05"] == "provisional"


async def test_an_incident_without_its_own_day_is_dated_otherwise_and_says_so(lead):
    first = await case(lead, "T-1")
    answer = await lead.report({"source_ref": "T-2", "kind": "safeguarding_concern"})

    found = await trend(lead, first, answer.json(), query="from=2026-01-01")

    assert found["dated_otherwise"] == {"n": 1, "of": 2, "share": 0.5}


async def test_an_incident_counts_under_each_of_its_values_and_once_in_all(lead):
    both = [{"type": "physical"}, {"type": "sexual"}]
    one = await case(lead, "T-1", risks=both)
    other = await case(lead, "T-2", risks=both[:1])

    answer = await trend(lead, one, other, query=f"{SPRING}&dimension=type")

    assert {one["value"]: one["total"] for one in answer["series"]} == {"physical": 2, "sexual": 1}
    assert answer["incidents"] == 2
    narrowed = await trend(lead, query=f"{SPRING}&dimension=type&value=domestic")
    assert series(narrowed) == {"domestic": [0, 0, 0, 0, 0, 0]}


async def test_what_was_suggested_is_told_apart_from_what_was_found(lead):
    one = await case(lead, "T-1", **BOUNDARIES)

    suggested = await trend(lead, one, query=f"{SPRING}&dimension=suggested_factor")
    found = await trend(lead, query=f"{SPRING}&dimension=factor")
    either = await trend(lead, query=f"{SPRING}&dimension=any_factor&value=boundaries")

    assert series(suggested) == series(either) == {"boundaries": [0, 0, 1, 0, 0, 0]}
    assert series(found) == {}


async def test_good_practice_is_no_incident_and_counts_where_it_is_asked_for(lead):
    one = await case(lead, "T-1", kind="good_practice")

    assert (await trend(lead, one))["incidents"] == 0
    asked = await trend(lead, query=f"{SPRING}&kind=good_practice")
    assert asked["incidents"] == 1


async def test_weeks_and_quarters_hold_the_same_incidents(lead):
    one = await case(lead, "T-1")

    weeks = await trend(lead, one, query=f"{TODAY}&grain=week&from=2026-02-23&to=2026-03-08")
    quarters = await trend(lead, query=f"{TODAY}&grain=quarter&from=2026-01-01")

    assert [period["period"] for period in weeks["periods"]] == ["2026-W09", "2026-W10"]
    assert series(weeks) == {None: [0, 1]}
    assert series(quarters) == {None: [1, 0]}


async def test_a_rate_is_told_only_where_the_activity_is_known(lead):
    service = await registered(lead)
    for month, days in ((3, 31), (4, 15)):
        await active(lead, service, month, days)
    incident = await case(lead, "T-1", service={"id": service})
    query = f"{TODAY}&from=2026-03-01&to=2026-05-31&rate=true&dimension=service"

    answer = await trend(lead, incident, query=query)

    [one] = answer["series"]
    assert one["value"] == service
    assert one["rates"]["rates"] == [1.0, None, None]
    assert one["rates"]["missing"] == [None, "not_covered", "not_covered"]
    assert (one["rates"]["per"], one["rates"]["activity_kind"]) == (1000, "occupied_bed_days")


async def test_two_kinds_of_activity_are_not_added(lead):
    service = await registered(lead, kind="domiciliary_care")
    incident = await case(lead, "T-1", service={"id": service})
    await active(lead, service, 3, 31, 500, "care_hours")
    last = await active(lead, service, 3, 31, 50, "support_hours")
    march = f"{TODAY}&from=2026-03-01&to=2026-03-31&rate=true"

    both = await trend(lead, incident, last, query=march)
    one = await trend(lead, query=f"{march}&activity_kind=care_hours")

    assert both["series"][0]["rates"]["missing"] == ["several_kinds"]
    assert one["series"][0]["rates"]["rates"] == [2.0]


async def test_rare_incidents_are_charted_by_the_days_between_them(lead):
    written = [
        await case(lead, f"T-{days}", noticed=NOON + timedelta(days=days)) for days in (0, 9, 30)
    ]

    answer = await trend(lead, *written)

    chart = answer["series"][0]["chart"]
    assert chart["chart"] == "t"
    assert [one["number"] for one in chart["periods"]] == [9.0, 21.0]
    assert "under 3" in chart["choice"]["reason"]


async def test_many_incidents_are_charted_as_counts_and_read_aloud(lead):
    written = [
        await case(lead, f"T-{n}", noticed=NOON + timedelta(days=n % 3 * 31)) for n in range(18)
    ]
    query = f"{TODAY}&from=2026-03-01&to=2026-05-31"

    chart = (await trend(lead, *written, query=query))["series"][0]["chart"]

    assert (chart["chart"], chart["choice"]["why"]) == ("c", "enough_counted")
    assert chart["frozen"]["reading"].startswith("Incidents:")
    assert chart["frozen"]["variation"] is None


async def test_one_incident_makes_no_chart(lead):
    answer = await trend(lead, await case(lead, "T-1"))

    assert (answer["series"][0]["chart"], answer["series"][0]["no_chart"]) == (None, "too_few")


async def test_what_was_known_then_is_counted_as_it_was_known(lead):
    first = await case(lead, "T-1")
    known = first["recorded_at"]
    second = await case(lead, "T-2")

    now = await trend(lead, second, query="from=2026-01-01")
    then = await trend(lead, query=f"from=2026-01-01&known_at={known.replace('+', '%2B')}")

    assert (now["incidents"], then["incidents"]) == (2, 1)
    assert then["known_at"] is not None


async def test_whoever_is_kept_out_gets_it_in_no_count(lead):
    hidden = await case(
        lead,
        "T-1",
        people=[{"ref": "w21", "is": ["alleged_to_have_caused_harm"], "staff": {"role": "carer"}}],
        restricted={"exclude": ["w21"], "reason": "names_a_member_of_staff"},
    )

    all_of_it = await trend(lead, hidden)
    kept_out = await trend(lead.acting_for("carer/w21"), hidden)

    assert all_of_it["incidents"] == 1
    assert (kept_out["incidents"], series(kept_out)) == (0, {None: [0] * 6})


@pytest.mark.parametrize(
    "query",
    [
        "dimension=type&value=boundaries",
        "value=physical",
        "from=2026-05-01&to=2026-01-01",
        "grain=week&from=2001-01-01",
        "from=2026-1-1",
        "dimension=colour",
        "activity_kind=care_hours&activity_kind=support_hours&rate=true",
        "to=9999-12-31",
        "from=9999-12-01",
        "as_of=2250-01-01T00:00:00Z",
        "as_of=2199-12-31T12:00:00Z&grain=week",
        "grain=week&to=1899-12-31",
    ],
)
async def test_a_question_that_makes_no_sense_is_refused(lead, query):
    answer = await lead.get(f"{TRENDS}?{query}")

    assert refused(answer) == (422, "validation")


@pytest.mark.parametrize("query", ["to=1900-01-05", "from=9998-12-31&to=9998-12-31"])
@pytest.mark.parametrize("grain", ["week", "month", "quarter"])
async def test_the_first_and_the_last_day_that_may_be_asked_for_have_an_answer(lead, query, grain):
    answer = await lead.get(f"{TRENDS}?{query}&grain={grain}")

    assert answer.status_code == 200, pretty(answer)


@pytest.mark.parametrize("query", ["to=9999-12-31", "from=9999-12-01"])
async def test_no_funnel_is_drawn_of_days_that_are_no_days(lead, query):
    answer = await lead.get(f"/v1/views/funnel?service_type=supported_living&{query}")

    assert refused(answer) == (422, "validation")
