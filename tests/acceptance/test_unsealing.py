"""Every look at sealed words is recorded: who looked, at what, and why."""

from domain.identifier import read
from tests.acceptance.world import pretty

REPORT = {"source_ref": "U-1", "kind": "near_miss", "what_happened": "An invented slip."}


async def looks(world):
    """The record of every look, oldest first, as the database's owner sees it."""
    owner = world.registry._connection
    return await owner.fetch(
        "SELECT actor, purpose, body_ids FROM heed.access WHERE tenant_id = $1 ORDER BY at",
        world.provider,
    )


async def unseal(caller, body, who="registered_manager/m01"):
    asked = {"body_ids": [body], "purpose": "safeguarding"}
    return await caller.acting_for(who).post("/v1/unsealings", asked)


async def test_a_look_gives_the_words_and_stands_in_the_record(world, lead):
    body = (await lead.report(REPORT)).json()["what_happened"]["id"]

    opened = await unseal(lead, body)

    assert opened.status_code == 200, pretty(opened)
    assert opened.json()["data"][0]["text"] == "An invented slip."
    [look] = await looks(world)
    assert look["purpose"] == "safeguarding"
    assert list(look["body_ids"]) == [read("bod", body)]


async def test_the_same_person_is_the_same_in_every_record_and_another_is_not(world, lead):
    body = (await lead.report(REPORT)).json()["what_happened"]["id"]

    for who in ("registered_manager/m01", "registered_manager/m02", "registered_manager/m01"):
        assert (await unseal(lead, body, who)).status_code == 200

    first, other, again = [look["actor"] for look in await looks(world)]
    assert first == again
    assert first != other


async def test_nobody_looks_without_saying_for_whom(world, lead):
    body = (await lead.report(REPORT)).json()["what_happened"]["id"]

    asked = {"body_ids": [body], "purpose": "safeguarding"}
    answer = await lead.post("/v1/unsealings", asked)

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/actor-required"
    assert await looks(world) == []
