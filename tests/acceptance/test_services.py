"""Services and their units, and how reports find them."""

import asyncio

import pytest

from api.work import working
from tests.acceptance.improving import SERVICE, now, path, recorded, refused, said, with_prefix
from tests.acceptance.world import pretty

WITH_NUMBERS = SERVICE | {"cqc_location_id": "1-000000101", "ods": "VX101"}
HOUSE = {"ref": "house-2", "name": "House 2", "kind": "house"}


async def a_house(lead):
    service = recorded(await lead.post("/v1/services", WITH_NUMBERS))
    return recorded(await said(lead, service, "units", HOUSE))


@pytest.mark.parametrize("field", ["id", "cqc_location_id", "ods"])
async def test_a_report_finds_a_service_and_its_unit_by_every_identifier_they_have(lead, field):
    service = await a_house(lead)
    report = {
        "source_ref": "CS-1",
        "kind": "near_miss",
        "service": {field: service[field]},
        "unit_ref": "house-2",
    }

    incident = recorded(await lead.report(report, Prefer="handling=strict"))

    told = await now(lead, incident)
    assert (told["service"], told["unit"]) == (service["id"], service["units"][0]["id"])


@pytest.mark.parametrize("field", ["cqc_location_id", "ods"])
async def test_an_identifier_names_one_service_only(lead, field):
    await a_house(lead)
    same = SERVICE | {field: WITH_NUMBERS[field]}

    answer = await lead.post("/v1/services", same)

    assert refused(answer) == (409, "service-identifier-taken", [f"/{field}"])


async def test_of_eight_who_register_the_same_service_at_once_one_does(lead):
    answers = await asyncio.gather(
        *(lead.post("/v1/services", WITH_NUMBERS, Idempotency_Key=f"of-{n}") for n in range(8))
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7


async def test_a_service_without_any_number_is_found_by_its_own_id(lead):
    first = recorded(await lead.post("/v1/services", SERVICE))
    second = recorded(await lead.post("/v1/services", SERVICE))

    report = {"source_ref": "CS-1", "kind": "near_miss", "service": {"id": second["id"]}}
    incident = await now(lead, recorded(await lead.report(report)))

    assert first["id"] != incident["service"] == second["id"]


async def test_two_units_of_a_service_do_not_share_a_reference(lead):
    service = await a_house(lead)

    answer = await said(lead, service, "units", HOUSE | {"name": "Another"})

    assert refused(answer) == (409, "unit-ref-taken", ["/ref"])


async def test_the_same_reference_in_two_services_means_two_units(lead):
    first = await a_house(lead)
    second = recorded(await lead.post("/v1/services", SERVICE))
    second = recorded(await said(lead, second, "units", HOUSE))
    report = {"source_ref": "CS-1", "kind": "near_miss", "unit_ref": "house-2"}

    incident = recorded(await lead.report(report | {"service": {"id": second["id"]}}))

    told = await now(lead, incident)
    assert first["units"][0]["id"] != told["unit"] == second["units"][0]["id"]


async def test_what_is_said_again_of_a_period_takes_the_place_of_what_was_said(lead):
    service = await a_house(lead)
    january = {"from": "2026-01-01", "to": "2026-01-31"}
    body = {"period": january, "kind": "care_hours", "unit_ref": "house-2"}

    await said(lead, service, "activity", body | {"amount": 410})
    told = recorded(await said(lead, service, "activity", body | {"amount": "412.5"}))

    unit = service["units"][0]["id"]
    counted = {"kind": "care_hours", "amount": "412.5", "unit": unit, "at": None}
    assert told["activity"] == [january | counted | {"replaced": ["410"]}]
    assert (await lead.get(f"{path(service)}?version=3")).json()["activity"][0]["amount"] == "410"


async def test_staff_in_post_are_kept_as_known_for_a_day(lead):
    service = await a_house(lead)

    told = recorded(await said(lead, service, "staff-in-post", {"on": "2026-01-31", "number": 24}))

    assert told["staff_in_post"] == [{"on": "2026-01-31", "number": 24, "unit": None}]


async def test_a_period_that_ends_before_it_begins_is_the_body_s_own_fault(lead):
    """So it is said before anything is said of the unit."""
    service = await a_house(lead)
    backwards = {"period": {"from": "2026-02-01", "to": "2026-01-01"}, "kind": "care_hours"}

    answer = await said(lead, service, "activity", backwards | {"amount": 1, "unit_ref": "no"})

    assert refused(answer) == (422, "period-backwards", ["/period/to"])


async def test_nothing_is_counted_for_a_unit_that_is_not_there(lead):
    service = await a_house(lead)

    answer = await said(
        lead, service, "staff-in-post", {"on": "2026-01-31", "number": 2, "unit_ref": "no"}
    )

    assert refused(answer) == (409, "unit-unknown", ["/unit_ref"])


async def test_a_service_is_not_found_under_the_name_of_something_else(lead):
    service = await a_house(lead)

    for prefix, name in (("inc", "incidents"), ("inv", "investigations"), ("aud", "audits")):
        answer = await lead.get(f"/v1/{name}/{with_prefix(prefix, service)}")
        assert answer.status_code == 404, pretty(answer)


async def test_a_care_system_reads_services_and_registers_none(lead, care_system):
    service = await a_house(lead)

    assert (await care_system.get(path(service))).status_code == 200
    assert refused(await care_system.post("/v1/services", SERVICE))[:2] == (403, "forbidden")


async def test_a_service_that_ended_is_closed_once(lead):
    service = await a_house(lead)
    last_day = {"closed_on": "2026-01-31"}

    assert (await now(lead, service))["closed_on"] is None
    assert recorded(await said(lead, service, "closures", last_day))["closed_on"] == "2026-01-31"
    again = await said(lead, service, "closures", last_day)
    assert refused(again)[:2] == (409, "service-closed-already")


async def test_services_are_listed_and_closed_ones_only_where_they_are_asked_for(lead, urls):
    house, closed = await a_house(lead), recorded(await lead.post("/v1/services", SERVICE))
    recorded(await said(lead, closed, "closures", {"closed_on": "2025-11-30"}))
    async with working(urls.projector):
        status = (await lead.get("/v1/status")).headers["Heed-Position"]
        every = await lead.get(
            "/v1/services?closed=true", Heed_Min_Position=status, Prefer="wait=20"
        )
        going_on = await lead.get("/v1/services")

    assert [one["id"] for one in going_on.json()["data"]] == [house["id"]]
    assert {one["id"] for one in every.json()["data"]} == {house["id"], closed["id"]}
    assert going_on.json()["data"][0]["units"] == house["units"]
