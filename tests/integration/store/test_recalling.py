"""What a report has to know, found in one look, and for its own provider only."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import asyncpg
import pytest

from adapters.postgres.reading import open_pool
from adapters.postgres.recalling import RECALL, Recalling
from domain.log import Code, KnownOrigin, Recalled, Unavailable
from tests.integration.store.appends import alias, append, case_key, event, origin

FENCE = ".tenant_id = p_tenants[nth] AND "
NOTHING = Recalled(None, {}, {})


async def told(store, provider, name, ref="INC-1", *, keyed=True):
    """An incident with somebody in it; returns what is to be found again."""
    incident, key = uuid4(), replace(case_key(name.person), kind="person")
    kept = append(
        provider,
        event(incident),
        origin=origin(incident, ref=ref),
        aliases=(name,),
        keys=(key,) if keyed else (),
    )
    assert (await store.log.append(kept)).code is Code.STORED
    known = KnownOrigin(incident, 1, bytes([1]) * 32, '{"what": "1f"}')
    return Recalled(known, {name.blind: name.person}, {name.person: key} if keyed else {})


async def test_a_reference_the_people_and_their_keys_are_found_in_one_look(store, larkfield):
    first, second, stranger = alias(), alias(), alias()
    one = await told(store, larkfield, first)
    await told(store, larkfield, second, "INC-2", keyed=False)

    blinds = [stranger.blind, first.blind, second.blind]
    found = await store.log.recall(larkfield, "carewise", "INC-1", blinds)

    assert found == replace(one, persons=one.persons | {second.blind: second.person})
    assert await store.log.recall(larkfield, "other", "INC-1", [stranger.blind]) == NOTHING
    assert await store.log.recall(uuid4(), "carewise", "INC-1", blinds) == NOTHING


async def test_whoever_asks_at_the_same_time_hears_of_their_own_provider_only(
    store, larkfield, meadow
):
    name = alias()
    one = await told(store, larkfield, name)
    other = await told(store, meadow, alias(name.blind))
    asked = [larkfield, meadow, uuid4(), meadow, larkfield] * 30

    answers = await asyncio.gather(
        *(store.log.recall(provider, "carewise", "INC-1", [name.blind]) for provider in asked)
    )

    assert answers == [one, other, NOTHING, other, one] * 30


async def test_a_question_that_cannot_be_asked_spoils_no_other(urls, provider):
    pool = await open_pool(urls.app, size=1)
    recalling = Recalling(pool)
    answers = await asyncio.gather(
        recalling.recall(provider, "carewise", "INC-1", [b"blind"]),
        recalling.recall(provider, "carewise", "half a pair: \ud800", []),
        recalling.recall(provider, "carewise", "INC-2", []),
        return_exceptions=True,
    )
    await pool.close()

    assert [answers[0], answers[2]] == [NOTHING, NOTHING]
    assert isinstance(answers[1], asyncpg.DataError)


async def test_nothing_is_recalled_where_the_database_is_gone(urls, provider):
    pool = await open_pool(urls.app, size=1)
    recalling = Recalling(pool)
    await pool.close()

    with pytest.raises(Unavailable):
        await recalling.recall(provider, "carewise", "INC-1", [])


async def test_row_security_holds_inside_the_look(urls, provider, registry, batcher, owner):
    """The same function without its own fences still finds nothing of another provider."""
    other, name = uuid4(), alias()
    await registry.open_provider(other)
    incident = uuid4()
    kept = append(provider, event(incident), origin=origin(incident), aliases=(name,))
    assert (await batcher.append(kept)).code is Code.STORED
    definition = await owner.fetchval("SELECT pg_get_functiondef('heed.recall'::regproc)")
    assert definition.count(FENCE) == len(("origin", "alias", "vault_key"))
    unfenced = definition.replace("heed.recall", "heed.unfenced")
    unfenced = unfenced.replace(FENCE, ".tenant_id IS NOT NULL AND ")

    await owner.execute(f"{unfenced}; GRANT EXECUTE ON FUNCTION heed.unfenced TO heed_app")
    app = await asyncpg.connect(urls.app)
    ask = RECALL.replace("heed.recall", "heed.unfenced")
    providers = [provider, other, provider]
    asked = ["carewise"] * 3, ["INC-1"] * 3, [1] * 3, [name.blind] * 3
    rows = await app.fetch(ask, providers, *asked)
    named = await app.fetchval("SELECT current_setting('heed.tenant', true)")
    await app.close()
    await owner.execute("DROP FUNCTION heed.unfenced")

    assert [row["stream"] for row in rows] == [incident, None, incident]
    assert [row["persons"] for row in rows] == [[name.person], [None], [name.person]]
    assert named == ""
