"""Every route for every kind of stranger: no key, another provider's key, a key without the scope.

The matrix is made from the operations themselves, so that a new one cannot be forgotten. It is run
as it stands, and again on a database whose row security was taken away: the walls in the code and
in the database each hold alone (the other half is in `tests/integration/store`).
"""

import json
import re
from uuid import uuid4

import asyncpg
import pytest

from api.clock import utc_now
from api.contract.examples import with_examples
from api.operations import OPERATIONS
from api.scope import CredentialKind, Scope
from api.work import working
from domain.identifier import shown
from tests.acceptance.improving import (
    LESSON,
    MEASURE,
    SERVICE,
    agreed,
    audited,
    found,
    opened,
    recorded,
    reported,
)
from tests.acceptance.world import pretty

GUARDED = [operation for operation in OPERATIONS if not operation.open]
OF_INCIDENTS = {"listIncidents", "viewRegister", "viewEscalation", "viewOpenLoops"}
IDENTITY = re.compile(r"[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}")
HEADERS = {"If_Match": '"1"', "Heed_On_Behalf_Of": "registered_manager/m01"}


def bodies():
    """A body that fits, by operation: the contract's own first example."""
    fields = {
        operation.id: {
            "operationId": operation.id,
            "summary": operation.summary,
            "parameters": [{"name": one.name} for one in operation.parameters],
            "requestBody": {"content": {"application/json": {}}},
        }
        for operation in OPERATIONS
    }
    document = with_examples({"paths": {name: {"post": one} for name, one in fields.items()}})
    found = {}
    for name, item in document["paths"].items():
        examples = item["post"]["requestBody"]["content"]["application/json"].get("examples")
        found[name] = next(iter(examples.values()))["value"] if examples else {}
    return found


BODIES = bodies()


@pytest.fixture
async def resources(urls, world, lead):
    """One of each resource of this provider, by prefix; the views show them."""
    incident = await reported(lead, "M-1")
    investigation = await found(lead, await opened(lead, incident))
    service = recorded(await lead.post("/v1/services", SERVICE))
    made = (incident, investigation, service, await agreed(lead, investigation))
    measure = recorded(await lead.post("/v1/measures", MEASURE))
    lesson = recorded(await lead.post("/v1/lessons", LESSON))
    made = (*made, measure, lesson, await audited(lead))
    async with working(urls.projector):
        seen = await lead.get("/v1/views/register", Heed_Min_Position=f"e1.{await head(world)}")
        assert [one["id"] for one in seen.json()["data"]] == [incident["id"]], pretty(seen)
    return {one["id"][:3]: one["id"] for one in made}


def about(resources, value):
    """A body in which every identity is that of one of `resources`, where there is one."""
    if isinstance(value, dict):
        return {name: about(resources, one) for name, one in value.items()}
    if isinstance(value, list):
        return [about(resources, one) for one in value]
    named = isinstance(value, str) and IDENTITY.fullmatch(value)
    return resources.get(value[:3], value) if named else value


def path_of(operation, resources):
    for prefix, identity in resources.items():
        pattern = next(
            (one.schema["pattern"] for one in operation.parameters if one.name == "id"), ""
        )
        if pattern.startswith(f"^{prefix}_"):
            return filled(operation).replace("{id}", identity)
    return filled(operation).replace("{id}", "inc_0000000000000000000000000a")


def filled(operation):
    """Every place but that of the identity has its example."""
    others = {one.name: one.example for one in operation.parameters if one.where == "path"}
    return operation.path.format_map({**others, "id": "{id}"})


async def ask(caller, operation, path, resources):
    if operation.method == "GET":
        return await caller.get(path)
    body = about(resources, BODIES[operation.id])
    return await caller.post(path, body, Idempotency_Key=operation.id, **HEADERS)


async def head(world):
    async with world.pool.acquire() as connection, connection.transaction():
        await connection.execute("SELECT set_config('heed.tenant', $1, true)", str(world.provider))
        return await connection.fetchval(
            "SELECT position FROM heed.tenant_head WHERE tenant_id = $1", world.provider
        )


async def test_without_a_key_nothing_answers(world, lead, resources):
    for operation in GUARDED:
        path = path_of(operation, resources)
        answer = await world.client.request(operation.method, path, json=BODIES[operation.id])
        assert answer.status_code == 401, f"{operation.id} {pretty(answer)}"


def said_of(answer):
    """What was answered, but for the address that was asked."""
    if answer.headers["Content-Type"].startswith("image/"):
        return answer.text
    return json.dumps({**answer.json(), "instance": "as it was asked"})


async def strangers_get_nothing(world, registry, resources):
    """Where an id stands in the route it does not exist for them; elsewhere they see their own."""
    theirs = uuid4()
    await registry.open_provider(theirs)
    stranger = await world.caller(CredentialKind.ADMIN, "other", provider=theirs)
    before = await head(world)
    for operation in sorted(GUARDED, key=lambda one: one.method):  # GET comes before POST
        path = path_of(operation, resources)
        answer = await ask(stranger, operation, path, resources)
        if "{id}" in operation.path:
            assert answer.status_code == 404, f"{operation.id} {pretty(answer)}"
        told = said_of(answer)
        assert not [one for one in resources.values() if one in told], operation.id
        assert shown("prv", world.provider) not in answer.text
        if operation.id in OF_INCIDENTS:
            assert answer.status_code == 200, f"{operation.id} {pretty(answer)}"
            assert answer.json()["data"] == [], operation.id
    assert await head(world) == before


async def test_another_providers_key_finds_nothing(world, registry, resources):
    await strangers_get_nothing(world, registry, resources)


async def test_a_key_without_the_scope_is_told_which_one_it_lacks(world, resources):
    before = await head(world)
    for operation in (one for one in GUARDED if one.scopes):
        others = tuple(scope for scope in Scope if scope not in operation.scopes)
        caller = await world.caller(CredentialKind.ADMIN, "caresys", scopes=others)
        answer = await ask(caller, operation, path_of(operation, resources), resources)
        assert answer.status_code == 403, f"{operation.id} {pretty(answer)}"
        assert answer.json()["missing_scope"] in operation.scopes
    assert await head(world) == before


async def test_the_wall_in_the_code_holds_without_row_security(world, registry, urls, resources):
    owner = await asyncpg.connect(urls.owner)
    tables = await owner.fetch(
        "SELECT format('heed.%I', relname) AS name FROM pg_class"
        " WHERE relnamespace = 'heed'::regnamespace AND relrowsecurity"
        "   AND relname NOT LIKE 'credential%'"
    )
    for table in tables:
        await owner.execute(f"ALTER TABLE {table['name']} DISABLE ROW LEVEL SECURITY")
        await owner.execute(f"ALTER TABLE {table['name']} NO FORCE ROW LEVEL SECURITY")

    await strangers_get_nothing(world, registry, resources)

    for table in tables:
        await owner.execute(f"ALTER TABLE {table['name']} ENABLE ROW LEVEL SECURITY")
        await owner.execute(f"ALTER TABLE {table['name']} FORCE ROW LEVEL SECURITY")
    await owner.close()


async def test_a_revoked_key_says_so(world, registry, lead):
    await registry.revoke(lead.credential, at=utc_now())

    answer = await lead.get("/v1/whoami")

    assert answer.status_code == 401
    assert answer.json()["type"] == "/problems/key-revoked"
