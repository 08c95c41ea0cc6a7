"""Reports with one thing broken in each: none is refused, and each has exactly its issue.

A care system's release that mistypes a code, adds a member or sends a number for a word loses no
concern. The short form sends several hundred; the long form, `make soak`, ten thousand.
"""

import asyncio
import itertools

import pytest

from api.demo.full_report import FULL
from tests.acceptance.world import pretty
from tests.mutations import mutations

SERVICE = {
    "name": "Invented House",
    "service_type": "supported_living",
    "cqc_location_id": "1-000000101",
}
AT_ONCE = 40
LATER = "A later account of the invented slip."


async def a_house(lead):
    """The service and the unit that the full report names."""
    service = (await lead.post("/v1/services", SERVICE)).json()
    unit = {"ref": "house-2", "name": "House 2", "kind": "house"}
    opened = await lead.post(f"/v1/services/{service['id']}/units", unit)
    assert opened.status_code == 201, pretty(opened)


async def sent(care_system, number, mutation):
    """The issues of one mutated report; its reference stays its own."""
    body = mutation.body | {"source_ref": f"MUT-{number}"}
    answer = await care_system.report(body, Prefer="handling=lenient")
    assert answer.status_code == 201, f"{mutation.name}: {pretty(answer)}"
    found = [(issue["pointer"], issue["code"]) for issue in answer.json()["issues"]]
    assert found == [(mutation.pointer, mutation.code)], mutation.name
    newer = mutation.body | {"source_ref": f"MUT-{number}", "what_happened": LATER}
    if mutation.pointer != "/source_version" or mutation.body["source_version"] == "1":
        newer |= {"source_version": 2}
    again = await care_system.report(newer, Prefer="handling=lenient")
    assert again.status_code == 200, f"{mutation.name}: {pretty(again)}"


async def send(lead, care_system, count):
    await a_house(lead)
    stream = (
        one
        for seed in itertools.count()
        for one in mutations(FULL, seed)
        if not one.pointer.startswith("/source_ref")
    )
    chosen = list(itertools.islice(stream, count))
    for start in range(0, count, AT_ONCE):
        batch = chosen[start : start + AT_ONCE]
        await asyncio.gather(
            *(sent(care_system, start + place, one) for place, one in enumerate(batch))
        )
    refs = {"source_refs": [f"MUT-{number}" for number in range(min(count, 500))]}
    looked = await care_system.post("/v1/incidents/lookups", refs)
    assert all(one["found"] for one in looked.json()["data"])


async def test_no_broken_member_refuses_a_report(lead, care_system):
    await send(lead, care_system, 400)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_no_broken_member_refuses_any_of_ten_thousand_reports(lead, care_system):
    await send(lead, care_system, 10_000)
