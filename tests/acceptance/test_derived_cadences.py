"""A question of the calendar by week and quarter, one by one, and of a whole provider."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from api.work import working
from tests.acceptance.charting import chart, defined, position
from tests.acceptance.improving import SERVICE, recorded, said

AWARE = {
    "kind": "derived",
    "question": {"name": "hours_first_noticed_to_aware"},
    "measured_in": "hours",
    "chart": "xmr",
    "improvement": "decrease",
}
NEW_YEAR = datetime(2024, 12, 30, 9, tzinfo=UTC)
"""A Monday, in the first week of 2025."""


@pytest.fixture(autouse=True)
async def worker(urls) -> AsyncIterator[None]:
    async with working(urls.projector):
        yield


async def noticed(lead, ref, at, hours=None, **more):
    body = {"source_ref": ref, "kind": "safeguarding_concern", **more}
    body["first_noticed"] = {"at": at.isoformat()}
    if hours is not None:
        body["organisation_aware"] = {"at": (at + timedelta(hours=hours)).isoformat()}
    return recorded(await lead.report(body))


def values(told):
    return [(one["period"], one["value"], one["n"], one["waiting"]) for one in told["periods"]]


@pytest.mark.parametrize(
    ("cadence", "wanted"),
    [
        ("week", [("2025-W01", 5.0, 2, 1), ("2025-W02", 3.5, 1, 0)]),
        ("quarter", [("2024-Q4", 5.0, 2, 1), ("2025-Q1", 3.5, 1, 0)]),
        (
            "event",
            [
                ("2024-12-30T09:00:00Z", 4.0, 1, None),
                ("2024-12-30T10:00:00Z", 6.0, 1, None),
                ("2025-01-06", 3.5, 1, None),
            ],
        ),
    ],
)
async def test_a_delay_stands_in_the_period_in_which_it_began(lead, cadence, wanted):
    await noticed(lead, "ONE", NEW_YEAR, 4)
    await noticed(lead, "TWO", NEW_YEAR + timedelta(hours=1), 6)
    await noticed(lead, "WAITS", NEW_YEAR + timedelta(hours=2))
    await noticed(lead, "NEXT", NEW_YEAR + timedelta(days=7), 3.5)
    measure = await defined(lead, **AWARE, cadence=cadence)

    told = await chart(lead, measure, await position(lead))

    assert values(told) == wanted


async def test_who_knew_only_after_today_is_still_waiting_today(lead):
    await noticed(lead, "ONE", NEW_YEAR, 4)
    await noticed(lead, "LATE", NEW_YEAR, 24 * 30)
    measure = await defined(lead, **AWARE)

    told = await chart(lead, measure, await position(lead), as_of="2025-01-05T00:00:00Z")

    assert values(told) == [("2024-12", 4.0, 1, 1)]


async def test_the_rate_of_a_provider_is_over_the_care_of_all_its_services(lead):
    days = {"period": {"from": "2025-01-01", "to": "2025-01-31"}, "kind": "care_hours"}
    for name, amount in (("North", "600"), ("South", "400")):
        service = recorded(await lead.post("/v1/services", SERVICE | {"name": name}))
        recorded(await said(lead, service, "activity", days | {"amount": amount}))
        at = datetime(2025, 1, 8, 9, tzinfo=UTC)
        await noticed(lead, name, at, service={"id": service["id"]})
    rate = {"question": {"name": "incidents_per_activity"}, "kind": "derived", "chart": "u"}
    unit = {"measured_in": "per_1000_care_hours", "improvement": "decrease"}
    measure = await defined(lead, **rate, **unit)

    told = await chart(lead, measure, await position(lead), as_of="2025-02-01T00:00:00Z")

    january = told["periods"][0]
    assert (january["number"], january["out_of"], january["value"]) == (2, 1000, 2.0)
