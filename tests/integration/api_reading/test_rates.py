"""A rate sets what happened in known places against their care, whoever computes it."""

import pytest

from tests.acceptance.charting import chart, defined
from tests.acceptance.improving import recorded
from tests.integration.api_reading.asking import after, read
from tests.integration.api_reading.cases import case

pytestmark = pytest.mark.usefixtures("worker")
MARCH = "/v1/views/trends?as_of=2026-06-15T09:00:00Z&from=2026-03-01&to=2026-03-31&rate=true"
ACTIVITY = {
    "period": {"from": "2026-03-01", "to": "2026-03-31"},
    "kind": "occupied_bed_days",
    "amount": 1000,
}


async def house(lead, name, *, active=True):
    body = {"name": name, "service_type": "care_home_without_nursing"}
    service = recorded(await lead.post("/v1/services", body))
    if active:
        recorded(await lead.post(f"/v1/services/{service['id']}/activity", ACTIVITY))
    return {"service": {"id": service["id"]}}


async def trend_of_march(lead, *written, more=""):
    [one] = (await read(lead, MARCH + more, **after(*written)))["series"]
    return one


async def measured_in_march(lead, last):
    """The month, and how it was derived."""
    asked = {"question": {"name": "incidents_per_activity"}, "measured_in": "per_1000_obd"}
    more = {"kind": "derived", "chart": "u", "improvement": "decrease"}
    measure = await defined(lead, **asked, **more)
    position = after(measure, last)["Heed_Min_Position"]
    told = await chart(lead, measure, position, as_of="2026-06-15T09:00:00Z")
    [month] = [one for one in told["periods"] if one["period"] == "2026-03"]
    return month, told["derivation"]


async def test_incidents_of_no_service_are_in_no_rate_and_how_many_is_said(lead):
    written = [
        await case(lead, "R-1", **await house(lead, "One House")),
        *[await case(lead, f"R-{n}") for n in (2, 3)],
    ]

    trend = await trend_of_march(lead, *written)
    month, derivation = await measured_in_march(lead, written[-1])

    assert (trend["counts"], trend["rates"]["rates"]) == ([3], [1.0])
    assert trend["rates"]["without_service"] == derivation["without_service"] == 2
    assert (month["value"], month["number"]) == (1.0, 1.0)


async def test_of_one_service_nothing_is_without_a_service(lead):
    place = await house(lead, "One House")
    last = await case(lead, "R-1", **place)
    more = f"&service={place['service']['id']}"

    assert (await trend_of_march(lead, last, more=more))["rates"]["without_service"] == 0


async def test_an_open_service_without_activity_leaves_the_rate_of_the_provider_unknown(lead):
    written = [
        await case(lead, "R-1", **await house(lead, "One House")),
        await case(lead, "R-2", **await house(lead, "Other House", active=False)),
    ]

    trend = await trend_of_march(lead, *written)
    month, _ = await measured_in_march(lead, written[-1])

    assert (trend["rates"]["rates"], trend["rates"]["missing"]) == ([None], ["not_recorded"])
    assert (month["value"], month["standing"]) == (None, "activity_missing")
