"""What lies in the log is what was given to it, to the byte; in memory and PostgreSQL alike."""

import hashlib
import json
import os
from dataclasses import replace
from uuid import uuid4

import pytest

from adapters.vault.keys import KeyKind
from domain.leaf import leaf, leaf_hash
from domain.log import Code, Recorded, SealedRef
from tests.integration.store.appends import LATER, NOON, append, body, case_key, event

EXACT = [
    '{"b":1,"a":2}',
    '{ "spaced" :\t[ 1,\n2 ] }',
    '{"twice":1,"twice":2}',
    '{"amount":2480.500,"large":123456789012345678901234567890,"e":1E+2}',
    '{"escaped":"\\u00e9\\ud83d\\ude00 \\" \\\\ \\/","plain":"é😀"}',
    '{"nul":"\\u0000"}',
    "[]",
]


@pytest.mark.parametrize("facts", EXACT)
async def test_the_text_of_facts_is_kept_exactly(store, larkfield, facts):
    await store.log.append(append(larkfield, event(facts=facts)))

    assert (await store.log.at(larkfield, 1)).facts == facts


async def test_facts_of_a_megabyte_are_kept(store, larkfield):
    facts = json.dumps({"noise": os.urandom(1 << 19).hex()})
    told = event(facts=facts)

    outcome = await store.log.append(append(larkfield, told, event()))

    assert outcome.code is Code.STORED
    assert (await store.log.at(larkfield, 1)).facts == facts


async def test_what_is_no_json_is_refused_and_takes_no_place(store, larkfield):
    for facts in ("{", "", "{'single': 1}"):
        with pytest.raises(Exception, match=r"(?i)json|expecting"):
            await store.log.append(append(larkfield, event(facts=facts)))

    outcome = await store.log.append(append(larkfield))

    assert outcome.pointer.position == 1


async def test_every_member_of_an_event_comes_back(store, larkfield):
    incident = uuid4()
    told = event(incident)
    await store.log.append(append(larkfield, told))

    assert await store.log.load(larkfield, incident) == [
        Recorded(
            provider=larkfield,
            position=1,
            stream=incident,
            version=1,
            id=told.id,
            type=told.type,
            actor=told.actor,
            recorded_at=NOON,
            salt=told.salt,
            facts=told.facts,
            sealed=(),
        )
    ]


async def test_a_row_names_its_sealed_words_in_order_and_the_vault_has_them(store, larkfield):
    used = case_key()
    first, second, third = (body(used, words) for words in (b"one", b"two", os.urandom(100_000)))
    told, also = event(bodies=[second, first]), event(bodies=[third])
    await store.log.append(append(larkfield, told, also, keys=(used,)))

    row = await store.log.at(larkfield, 1)
    assert row.sealed == tuple(SealedRef(b.id, b.kind, b.sha256) for b in (second, first))
    placed = await store.tables.placed(larkfield, [third.id, uuid4(), first.id])
    assert placed == [(third, used, also.stream), (first, used, told.stream)]
    assert await store.tables.placed(larkfield, [first.id], "identity") == []


async def test_a_class_key_is_found_by_its_owner(store, larkfield, meadow):
    used = case_key()
    await store.log.append(append(larkfield, keys=(used,)))

    wanted = [(KeyKind.CASE, used.owner), (KeyKind.REPORTER, used.owner)]
    assert await store.tables.find(larkfield, wanted) == {wanted[0]: used}
    assert await store.tables.find(meadow, wanted) == {}


async def test_unsealing_gives_what_was_placed(store, larkfield):
    used = case_key()
    words = body(used)
    told = event(bodies=[words])
    await store.log.append(append(larkfield, told, keys=(used,)))

    seen = await store.tables.unseal(
        larkfield, [words.id], access=uuid4(), actor="x", purpose="review", at=LATER
    )

    assert seen == [(words, used, told.stream)]


async def test_a_receipt_can_be_made_from_the_append_and_checked_from_the_row(store, larkfield):
    """The leaf of the row is the leaf of what was sent, with what the answer said."""
    used = case_key()
    told = event(facts='{"é": [1.50, "\\u00e9"]}', bodies=[body(used), body(used)])
    sent = append(larkfield, event(), told, keys=(used,))
    outcome = await store.log.append(sent)

    sealed = tuple(SealedRef(b.id, b.kind, b.sha256) for b in told.bodies)
    promised = Recorded(
        provider=sent.provider,
        position=outcome.pointer.position,
        stream=told.stream,
        version=told.version,
        id=told.id,
        type=told.type,
        actor=told.actor,
        recorded_at=outcome.recorded_at,
        salt=told.salt,
        facts=told.facts,
        sealed=sealed,
    )
    row = await store.log.at(larkfield, 2)
    assert leaf(row) == leaf(promised)
    assert leaf_hash(row) == hashlib.sha256(b"\0" + leaf(promised)).digest()
    assert leaf_hash(row) != leaf_hash(replace(promised, facts='{"é": [1.5, "\\u00e9"]}'))
