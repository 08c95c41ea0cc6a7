"""What two systems may both have reported is offered with reasons, and only to who may see it."""

import pytest

from api.scope import CredentialKind
from tests.acceptance.improving import MANAGER, recorded, said
from tests.integration.api_reading.asking import after, read, refused, reported

PERSON = {"name": "Ann Example", "nhs_number": "9990010013"}
OCCURRED = {"from": "2026-03-02", "precision": "day"}
FROM_W21 = {"exclude": ["w21"], "reason": "names_a_member_of_staff"}
pytestmark = pytest.mark.usefixtures("worker")


def named(ref: str, **more: object):
    return {"people": [{"ref": ref, "is": ["adult_at_risk"], "identity": PERSON}], **more}


@pytest.fixture
async def roster(world):
    """Another system of the same provider."""
    return await world.caller(CredentialKind.CARE_SYSTEM, "rosterly")


def offers(incident) -> str:
    return f"/v1/incidents/{incident['id']}/possible-duplicates"


async def test_the_same_nhs_number_from_two_systems_is_offered_and_nothing_is_merged(lead, roster):
    mine = await reported(lead, "CS-1", **named("client-1"))
    theirs = await reported(roster, "R-7", **named("4711"))
    await reported(roster, "R-8", first_noticed={"at": "2026-03-09T07:40:00+00:00"})

    found = await read(lead, offers(mine), **after(mine, theirs))

    [one] = found["data"]
    assert (one["id"], one["reasons"]) == (theirs["id"], ["same_nhs_number"])
    assert one["source"] == {"system": "rosterly", "ref": "R-7", "version": 1}
    assert (await read(lead, f"/v1/incidents/{mine['id']}"))["state"] == "open"


async def test_it_is_offered_from_either_side(lead, roster):
    theirs = await reported(roster, "R-7", **named("4711"))
    mine = await reported(lead, "CS-1", **named("client-1"))

    found = await read(lead, offers(theirs), **after(mine, theirs))

    assert [one["id"] for one in found["data"]] == [mine["id"]]


async def test_the_same_service_at_the_same_time_is_offered(lead, roster):
    body = {"name": "Example House", "service_type": "supported_living"}
    service = recorded(await lead.post("/v1/services", {**body, "cqc_location_id": "1-000000201"}))
    at = {"service": {"id": service["id"]}, "occurred": OCCURRED}
    mine = await reported(lead, "CS-1", **at)
    theirs = await reported(roster, "R-7", **at)

    found = await read(lead, offers(mine), **after(mine, theirs))

    assert [one["reasons"] for one in found["data"]] == [["same_service_and_time"]]


async def test_what_was_merged_is_not_offered_nor_what_is_hidden_from_whoever_asks(lead, roster):
    mine = await reported(lead, "CS-1", **named("client-1"))
    hidden = await reported(roster, "R-7", **named("4711", restricted=FROM_W21))
    merged = await reported(roster, "R-8", **named("4711"))
    body = {"into": mine["id"], "reason": "The same fall."}
    last = recorded(await said(lead.acting_for(MANAGER), merged, "merges", body))

    for who, expected in ((MANAGER, [hidden["id"]]), ("support_worker/w21", [])):
        found = await read(lead.acting_for(who), offers(mine), **after(mine, hidden, last))
        assert [one["id"] for one in found["data"]] == expected


async def test_a_care_system_is_not_offered_what_others_sent(lead, roster):
    mine = await reported(lead, "CS-1", **named("client-1"))
    theirs = await reported(roster, "R-7", **named("4711"))

    assert refused(await roster.get(offers(theirs), **after(mine, theirs)))[0] == 403
