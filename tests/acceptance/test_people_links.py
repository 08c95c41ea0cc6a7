"""One person under two references, of two systems: linked by a person, and unlinked again."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest

from api.scope import CredentialKind, Scope
from tests.acceptance.world import Caller, pretty

REASON = "The staff records of both systems show the same start date and role."
LEAD = "safeguarding_lead/s01"
FEW, MANY = 12, 200
"""Races in CI, and in the long form."""


async def named(caller: Caller, lead: Caller, ref: str, worker: str = "w21", **more: Any) -> str:
    """The reference of a worker whom this system calls so."""
    body = {
        "source_ref": ref,
        "kind": "low_level_concern",
        "what_happened": "An invented slip.",
        "people": [{"ref": worker, "is": ["alleged_to_have_caused_harm"], **more}],
    }
    sent = (await caller.report(body)).json()
    answer = (await lead.get(f"/v1/incidents/{sent['id']}")).json()
    return answer["people"][0]["id"]


def linking(other: str, **more: str) -> dict[str, str]:
    return {"same_as": other, "basis": "same_staff_record", "reason": REASON, **more}


async def links(lead: Caller, person: str) -> list[str]:
    answer = await lead.get(f"/v1/people/{person}")
    assert answer.status_code == 200, pretty(answer)
    return [one["same_as"] for one in answer.json()["links"]]


@pytest.fixture
async def decides(lead):
    return lead.acting_for(LEAD)


async def test_two_systems_names_of_one_person_are_linked_at_both_ends(lead, decides, care_system):
    here, there = await named(lead, lead, "A-1"), await named(care_system, lead, "B-1", "emp-7")
    nothing = (await lead.get(f"/v1/people/{here}")).json()

    answer = await decides.post(f"/v1/people/{here}/links", linking(there))

    assert nothing == {"id": here, "version": 0, "links": [], "parted": []}
    assert answer.status_code == 201, pretty(answer)
    assert answer.json()["links"][0]["reason"]["sealed"] is True
    assert answer.json()["links"][0]["by"]["role"] == "safeguarding_lead"
    assert await links(lead, here) == [there]
    assert await links(lead, there) == [here]


async def test_a_link_can_be_taken_back_from_either_end(lead, decides, care_system):
    here, there = await named(lead, lead, "A-1"), await named(care_system, lead, "B-1", "emp-7")
    await decides.post(f"/v1/people/{here}/links", linking(there))
    before = (await lead.get(f"/v1/people/{there}?version=1")).json()

    answer = await decides.post(
        f"/v1/people/{there}/unlinks", {"from": here, "reason": "Two people with one first name."}
    )

    assert answer.status_code == 201, pretty(answer)
    assert answer.json()["parted"][0]["from"] == here
    assert (await links(lead, here), await links(lead, there)) == ([], [])
    assert (await lead.get(f"/v1/people/{there}?version=1")).json() == before
    history = (await lead.get(f"/v1/people/{here}/events")).json()
    assert [one["type"] for one in history["data"]] == ["person.linked.v1", "person.unlinked.v1"]


async def test_who_means_one_person_through_others_is_not_linked_twice(lead, decides):
    a, b, c = [await named(lead, lead, f"A-{one}", f"w{one}") for one in range(3)]
    for one, two in pairwise((a, b, c)):
        await decides.post(f"/v1/people/{one}/links", linking(two))

    ring = await decides.post(f"/v1/people/{c}/links", linking(a))
    itself = await decides.post(f"/v1/people/{c}/links", linking(c))
    absent = await decides.post(f"/v1/people/{c}/unlinks", {"from": a, "reason": "No."})

    assert (ring.status_code, ring.json()["type"]) == (409, "/problems/linked-already")
    assert (itself.status_code, itself.json()["type"]) == (422, "/problems/linked-to-itself")
    assert (absent.status_code, absent.json()["type"]) == (409, "/problems/not-linked")


async def test_nobody_is_linked_to_somebody_whom_the_provider_never_named(lead, decides):
    here, nobody = await named(lead, lead, "A-1"), f"per_{'0' * 25}a"

    there = await decides.post(f"/v1/people/{here}/links", linking(nobody))
    of_nobody = await decides.post(f"/v1/people/{nobody}/links", linking(here))
    read = await lead.get(f"/v1/people/{nobody}")
    history = await lead.get(f"/v1/people/{nobody}/events")

    assert [one.status_code for one in (there, of_nobody, read, history)] == [404] * 4


async def test_a_link_is_somebody_s_and_takes_its_own_scope(world, lead):
    here, there = await named(lead, lead, "A-1"), await named(lead, lead, "A-2", "w22")
    portal = await world.caller(CredentialKind.PERSON_APP, "portal")
    reader = await world.caller(name="repeats", scopes=(Scope.REPEATS_READ,))

    unnamed = await lead.post(f"/v1/people/{here}/links", linking(there))
    unable = await portal.acting_for(LEAD).post(f"/v1/people/{here}/links", linking(there))
    only_reads = await reader.acting_for(LEAD).post(f"/v1/people/{here}/links", linking(there))

    assert unnamed.json()["type"] == "/problems/actor-required"
    assert [one.status_code for one in (unable, only_reads)] == [403, 403]
    assert (await reader.get(f"/v1/people/{here}")).status_code == 200
    assert (await portal.get(f"/v1/people/{here}")).status_code == 403


async def opened(caller: Caller, link: dict[str, Any]) -> str:
    body = {"body_ids": [link["reason"]["id"]], "purpose": "safeguarding"}
    answer = await caller.acting_for(LEAD).post("/v1/unsealings", body)
    assert answer.status_code == 200, pretty(answer)
    return answer.json()["data"][0]["text"]


async def test_the_reason_of_a_link_is_sealed_with_who_they_are(world, lead, decides):
    identity = {"identity": {"name": "Ann Example", "nhs_number": "9990010013"}}
    here, there = await named(lead, lead, "A-1", **identity), await named(lead, lead, "A-2", "w22")
    why = "Both are Ann Example, NHS number 999 001 0013."

    answer = await decides.post(f"/v1/people/{here}/links", linking(there, reason=why))
    other = (await lead.get(f"/v1/people/{there}")).json()["links"][0]

    assert answer.status_code == 201, pretty(answer)
    assert await opened(lead, answer.json()["links"][0]) == why
    assert await opened(lead, other) == why
    portal = await world.caller(CredentialKind.PERSON_APP, "portal")
    body = {"body_ids": [other["reason"]["id"]], "purpose": "safeguarding"}
    assert (await portal.acting_for(LEAD).post("/v1/unsealings", body)).status_code == 403


async def test_whoever_is_kept_out_is_kept_out_by_each_of_their_names(lead, decides, care_system):
    here, there = await named(lead, lead, "A-1"), await named(care_system, lead, "B-1", "emp-7")
    hidden = {"exclude": ["emp-7"], "reason": "names_a_member_of_staff"}
    body = {"source_ref": "B-2", "what_happened": "An invented slip.", "restricted": hidden}
    path = f"/v1/incidents/{(await care_system.report(body)).json()['id']}"
    worker = lead.acting_for("support_worker/w21")
    before = await worker.get(path)

    await decides.post(f"/v1/people/{here}/links", linking(there))
    linked = await worker.get(path)
    await decides.post(f"/v1/people/{here}/unlinks", {"from": there, "reason": "Two people."})

    assert (before.status_code, linked.status_code) == (200, 404)
    assert (await worker.get(path)).status_code == 200


async def race(lead: Caller, decides: Caller, nth: int) -> None:
    """Two links to one reference at the same moment: both stand, at both of their ends."""
    a, b, c = [await named(lead, lead, f"R-{nth}-{one}", f"x{nth}{one}") for one in "abc"]

    answers = await asyncio.gather(
        decides.post(f"/v1/people/{a}/links", linking(b)),
        decides.post(f"/v1/people/{c}/links", linking(b)),
    )

    assert [one.status_code for one in answers] == [201, 201]
    assert sorted(await links(lead, b)) == sorted([a, c])
    assert (await links(lead, a), await links(lead, c)) == ([b], [b])


async def ring(lead: Caller, decides: Caller, nth: int) -> None:
    """Two links that would close a ring at the same moment: one of them is refused."""
    a, b, c, d = [await named(lead, lead, f"S-{nth}-{one}", f"y{nth}{one}") for one in "abcd"]
    for one, two in ((a, b), (c, d)):
        await decides.post(f"/v1/people/{one}/links", linking(two))

    answers = await asyncio.gather(
        decides.post(f"/v1/people/{a}/links", linking(c)),
        decides.post(f"/v1/people/{b}/links", linking(d)),
    )

    assert sorted(one.status_code for one in answers) == [201, 409]


async def test_no_link_is_lost_in_a_race(lead, decides):
    for nth in range(FEW):
        await race(lead, decides, nth)
        await ring(lead, decides, nth)


@pytest.mark.soak
async def test_no_link_is_lost_in_many_races(lead, decides):
    for nth in range(MANY):
        await race(lead, decides, nth)
        await ring(lead, decides, nth)
