"""A key's name is the source of all it reports: bounded, and not given twice by mistake."""

from uuid import uuid4

import pytest

from api.clock import utc_now
from api.identity import uuid7
from api.providing import KeyWanted, NotToBeMade, integration_of, make_key, must_be_a_source
from api.scope import CredentialKind
from domain.identifier import shown
from tests.acceptance.world import Caller, pretty

RECORD = {"source_ref": "CS-1", "what_happened": "An invented slip."}


@pytest.mark.parametrize("name", ["", "two words", "-dash", "n" * 65, "name\n", "Ann's"])
def test_a_name_that_no_answer_could_show_is_refused(name):
    with pytest.raises(NotToBeMade):
        must_be_a_source(name)


async def test_the_longest_name_reports_under_the_longest_reference(world):
    name = "n" * 64
    must_be_a_source(name)
    caller = await world.caller(CredentialKind.CARE_SYSTEM, name)

    answer = await caller.report(RECORD | {"source_ref": "r" * 200})

    assert answer.status_code == 201, pretty(answer)
    assert answer.json()["source"]["system"] == name


async def test_a_name_is_not_given_to_a_second_integration(world, registry, care_system):
    await registry.revoke(care_system.credential, at=utc_now())

    with pytest.raises(NotToBeMade):
        await integration_of(registry, [world.provider], "rosterly", None)
    assert await integration_of(registry, [world.provider], "another", None) is None


async def test_a_key_that_takes_anothers_place_goes_on_with_its_records(
    world, registry, care_system
):
    first = (await care_system.report(RECORD, Idempotency_Key="one")).json()
    place = care_system.credential
    integration = await integration_of(registry, [world.provider], "rosterly", place)
    next_key = await world.caller(CredentialKind.CARE_SYSTEM, "rosterly", integration=integration)

    again = await next_key.report(RECORD, Idempotency_Key="one")

    assert again.headers["idempotency-replayed"] == "true"
    assert again.json()["id"] == first["id"]
    with pytest.raises(NotToBeMade):
        await integration_of(registry, [world.provider], "another", place)


async def test_one_key_serves_several_providers_and_each_request_says_which(world, registry):
    other = uuid4()
    await registry.open_provider(other)
    wanted = KeyWanted(CredentialKind.CARE_SYSTEM, "rosterly", also=[other])
    pepper = world.keyring.derived.api_key_pepper()
    token = await make_key(
        registry, world.provider, wanted, key=uuid7(), pepper=pepper, now=utc_now()
    )
    caller = Caller(world.client, str(token), token.credential)

    unsaid = await caller.report(RECORD)
    here = await caller.report(RECORD, Heed_Provider=shown("prv", world.provider))
    there = await caller.report(RECORD, Heed_Provider=shown("prv", other))

    assert unsaid.status_code == 400
    assert (here.status_code, there.status_code) == (201, 201)
    assert here.json()["id"] != there.json()["id"]
