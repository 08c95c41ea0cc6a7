"""Who is named in several incidents, by whichever of their references."""

from datetime import timedelta

import pytest

from api.scope import CredentialKind
from tests.acceptance.world import pretty
from tests.integration.api_reading.asking import after, read, refused
from tests.integration.api_reading.cases import NOON, adult, alleged, case, person_of

pytestmark = pytest.mark.usefixtures("worker")
REPEATS = "/v1/views/repeats"
DAY = "as_of=2026-04-01T09:00:00Z"
LEAD = "safeguarding_lead/s01"
REASON = "The staff records of both systems show the same start date and role."


async def people(caller, *written, query=DAY):
    answer = await read(caller, f"{REPEATS}?{query}", **after(*written) if written else {})
    return answer["people"]


async def link(lead, here, there):
    body = {"same_as": there, "basis": "same_staff_record", "reason": REASON}
    answer = await lead.acting_for(LEAD).post(f"/v1/people/{here}/links", body)
    assert answer.status_code == 201, pretty(answer)
    return answer.json()


async def unlink(lead, here, there):
    body = {"from": there, "reason": "Two people of one name."}
    answer = await lead.acting_for(LEAD).post(f"/v1/people/{here}/unlinks", body)
    assert answer.status_code == 201, pretty(answer)
    return answer.json()


async def test_an_adult_of_two_incidents_within_half_a_year_is_there(lead):
    long_ago = await case(lead, "A-0", noticed=NOON - timedelta(days=200), **adult("client-1"))
    first = await case(lead, "A-1", noticed=NOON - timedelta(days=90), **adult("client-1"))
    second = await case(lead, "A-2", kind="near_miss", **adult("client-1"))
    other = await case(lead, "A-3", **adult("client-2"))

    [one] = await people(lead, long_ago, first, second, other)

    assert (one["role"], one["count"], one["signals"]) == ("adult_at_risk", 2, False)
    assert [each["incident"] for each in one["incidents"]] == [first["id"], second["id"]]


async def test_low_level_concerns_count_for_a_year(lead):
    low = {"kind": "low_level_concern", **alleged("w21")}
    first = await case(lead, "L-1", noticed=NOON - timedelta(days=300), **low)
    second = await case(lead, "L-2", **low)

    [one] = await people(lead, first, second)

    assert (one["role"], one["count"]) == ("alleged_to_have_caused_harm", 2)
    assert one["signals"] is False


async def test_two_systems_names_of_one_worker_meet_by_a_link(world, lead):
    other = await world.caller(CredentialKind.CARE_SYSTEM, "rosterly")
    here = await case(lead, "L-1", **alleged("w21"))
    there = await case(other, "L-2", **alleged("emp-7"))
    mine, theirs = await person_of(lead, here), await person_of(lead, there)
    apart = await people(lead, here, there)

    linked = await link(lead, mine, theirs)
    together = await people(lead, linked)
    unlinked = await unlink(lead, mine, theirs)

    assert apart == await people(lead, unlinked) == []
    assert together[0]["person"] == min(mine, theirs)
    assert sorted(each["named_as"][0] for each in together[0]["incidents"]) == sorted(
        [mine, theirs]
    )
    assert together[0]["signals"] is True


async def test_links_of_links_are_one_person(lead):
    cases = [await case(lead, f"L-{one}", **alleged(f"w{one}")) for one in range(3)]
    a, b, c = [await person_of(lead, one) for one in cases]
    await link(lead, b, a)
    last = await link(lead, c, b)

    [one] = await people(lead, last)

    assert (one["person"], one["count"]) == (min(a, b, c), 3)


async def test_a_link_was_not_known_before_it_was_made(lead):
    here = await case(lead, "L-1", **alleged("w21"))
    there = await case(lead, "L-2", **alleged("w22"))
    mine, theirs = await person_of(lead, here), await person_of(lead, there)
    before = (await lead.get(f"/v1/incidents/{there['id']}/events")).json()["data"][-1]
    last = await link(lead, mine, theirs)
    moment = before["recorded_at"].replace("+", "%2B")

    then = await people(lead, last, query=f"{DAY}&known_at={moment}")

    assert then == []
    assert len(await people(lead)) == 1


async def test_what_is_hidden_counts_for_nobody_it_is_hidden_from(lead):
    hidden = {"restricted": {"exclude": ["w30"], "reason": "names_a_member_of_staff"}}
    first = await case(lead, "H-1", **alleged("w21"))
    second = await case(lead, "H-2", **alleged("w21"), **hidden)

    assert await people(lead.acting_for("support_worker/w30"), first, second) == []
    assert len(await people(lead.acting_for("support_worker/w31"))) == 1


async def test_an_incident_entered_in_error_is_no_repeat(lead):
    first = await case(lead, "E-1", **alleged("w21"))
    second = await case(lead, "E-2", **alleged("w21"))
    path = f"/v1/incidents/{second['id']}/entered-in-error"
    body = {"because": "duplicate", "reason": "Sent twice."}
    gone = await lead.acting_for("registered_manager/m01").post(path, body, If_Match="*")

    assert await people(lead, first, gone.json()) == []


async def test_repeats_take_a_scope_that_no_system_has_by_itself(world):
    for kind in (CredentialKind.CARE_SYSTEM, CredentialKind.PERSON_APP):
        caller = await world.caller(kind, f"by-{kind}")
        assert refused(await caller.get(REPEATS)) == (403, "forbidden")


async def test_the_window_is_the_provider_s_policy(lead):
    first = await case(lead, "P-1", noticed=NOON - timedelta(days=90), **adult("client-1"))
    second = await case(lead, "P-2", **adult("client-1"))
    value = {"days": 60, "low_level_days": 365}
    policy = {"policy": "repeats", "value": value, "reason": "We meet every two months."}
    await lead.acting_for("registered_manager/m01").post("/v1/policies", policy)

    answer = await read(lead, f"{REPEATS}?{DAY}", **after(first, second))

    assert answer["window"]["days"] == 60
    assert answer["people"] == []
