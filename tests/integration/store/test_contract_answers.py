"""What becomes of an append, in memory and in PostgreSQL alike."""

from uuid import UUID, uuid4

from domain.log import Code, KnownOrigin, Outcome, Pointer
from tests.integration.store.appends import (
    LATER,
    NOON,
    alias,
    append,
    body,
    case_key,
    event,
    key,
    nothing,
    origin,
)


async def stored(store, append):
    outcome = await store.log.append(append)
    assert outcome.code is Code.STORED
    return outcome


async def test_a_fact_is_kept_and_its_place_told(store, larkfield):
    reported = append(larkfield)

    outcome = await store.log.append(reported)

    pointer = Pointer(status=201, stream=reported.answers, version=1, position=1, events=1)
    assert outcome == Outcome(Code.STORED, pointer, NOON)


async def test_a_repeat_gets_the_first_answer_and_leaves_a_trace(store, larkfield):
    reported = append(larkfield, event(), event())
    first = await stored(store, reported)
    await stored(store, append(larkfield, now=LATER))

    again = append(larkfield, key=reported.key, now=LATER, status=202)

    assert await store.log.append(again) == Outcome(Code.REPLAYED, first.pointer, NOON)
    assert await store.log.append(reported) == Outcome(Code.REPLAYED, first.pointer, NOON)
    assert await store.replays(larkfield, reported.key) == 2
    assert await store.log.head(larkfield) == 3


async def test_a_repeat_with_words_and_names_gets_the_first_answer(store, larkfield):
    used = case_key()
    first = append(
        larkfield, event(bodies=[body(used)]), keys=(used,), aliases=(alias(),), now=LATER
    )
    pointer = (await stored(store, first)).pointer

    assert await store.log.append(first) == Outcome(Code.REPLAYED, pointer, LATER)


async def test_a_key_stands_for_one_request_only(store, larkfield):
    reported = append(larkfield)
    await stored(store, reported)

    other = append(larkfield, key=key(reported.key.key, "another request"))

    assert await store.log.append(other) == Outcome(Code.KEY_REUSED)
    assert await store.replays(larkfield, reported.key) == 0
    assert await store.log.head(larkfield) == 1


async def test_two_integrations_may_use_the_same_key(store, larkfield):
    await stored(store, append(larkfield, key=key("1")))

    await stored(store, append(larkfield, key=key("1", integration=UUID(int=0x18))))


async def test_two_providers_may_use_the_same_key(store, larkfield, meadow):
    await stored(store, append(larkfield, key=key("1")))

    await stored(store, append(meadow, key=key("1", "another request")))


async def test_a_reference_is_held_by_the_stream_that_came_first(store, larkfield):
    incident, another = uuid4(), uuid4()
    await stored(store, append(larkfield, event(incident), origin=origin(incident)))

    second = append(larkfield, event(another), origin=origin(another, version=2))

    assert await store.log.append(second) == Outcome(Code.ORIGIN_KNOWN)
    assert not await store.log.load(larkfield, another)


async def test_a_reference_grows_and_never_shrinks(store, larkfield):
    incident = uuid4()
    await stored(store, append(larkfield, event(incident), origin=origin(incident, version=2)))

    for old in (1, 2):
        late = append(larkfield, event(incident, 2), origin=origin(incident, version=old))
        assert await store.log.append(late) == Outcome(Code.ORIGIN_KNOWN)
    grown = origin(incident, version=5, members='{"what": "2e", "who": "3d"}')
    await stored(store, append(larkfield, event(incident, 2), origin=grown))

    known = await store.log.origins(larkfield, "carewise", ["INC-1", "INC-2"])
    content = bytes([5]) * 32
    assert known == {"INC-1": KnownOrigin(incident, 5, content, '{"what": "2e", "who": "3d"}')}


async def test_a_reference_belongs_to_its_source_and_provider(store, larkfield, meadow):
    for provider, source in ((larkfield, "carewise"), (larkfield, "notes"), (meadow, "carewise")):
        incident = uuid4()
        named = origin(incident, source=source)
        await stored(store, append(provider, event(incident), origin=named))

    assert not await store.log.origins(meadow, "notes", ["INC-1"])


async def test_whoever_decided_on_an_older_state_decides_again(store, larkfield):
    incident = uuid4()
    await stored(store, append(larkfield, event(incident)))

    stale = append(larkfield, event(incident))
    early = append(larkfield, event(incident, 3))

    assert await store.log.append(stale) == Outcome(Code.CONFLICT)
    assert await store.log.append(early) == Outcome(Code.CONFLICT)
    await stored(store, append(larkfield, event(incident, 2)))


async def test_a_stream_that_was_only_read_counts_too(store, larkfield):
    incident, action = uuid4(), uuid4()
    await stored(store, append(larkfield, event(incident)))

    stale = append(larkfield, event(action), seen={incident: 0})
    assert await store.log.append(stale) == Outcome(Code.CONFLICT)
    new = append(larkfield, event(action), seen={uuid4(): 1})
    assert await store.log.append(new) == Outcome(Code.CONFLICT)

    await stored(store, append(larkfield, event(action), seen={incident: 1, uuid4(): 0}))


async def test_a_refused_append_leaves_nothing_behind(store, larkfield):
    incident, new, name = uuid4(), case_key(), alias()
    await stored(store, append(larkfield, event(incident)))
    told = event(incident, bodies=[body(new)])
    refused = append(
        larkfield, told, keys=(new,), aliases=(name,), origin=origin(incident), now=LATER
    )

    assert await store.log.append(refused) == Outcome(Code.CONFLICT)

    assert await store.log.head(larkfield) == 1
    assert not await store.log.aliases(larkfield, [name.blind])
    assert not await store.log.origins(larkfield, "carewise", ["INC-1"])
    assert not await store.tables.placed(larkfield, [told.bodies[0].id])
    assert await store.log.replay(larkfield, refused.key) is None
    assert (await stored(store, append(larkfield))).recorded_at == NOON


async def test_a_class_key_is_made_once(store, larkfield):
    mine = case_key()
    theirs = case_key(mine.owner)
    await stored(store, append(larkfield, event(bodies=[body(mine)]), keys=(mine,)))

    late = append(larkfield, event(bodies=[body(theirs)]), keys=(theirs,))

    assert await store.log.append(late) == Outcome(Code.CONFLICT)
    await stored(store, append(larkfield, event(bodies=[body(mine)])))


async def test_words_are_not_kept_without_their_key(store, larkfield, meadow):
    elsewhere = case_key()
    await stored(store, append(meadow, keys=(elsewhere,)))

    orphan = append(larkfield, event(bodies=[body(elsewhere)]))

    assert await store.log.append(orphan) == Outcome(Code.CONFLICT)


async def test_an_alias_stands_for_one_person(store, larkfield):
    first = alias()
    await stored(store, append(larkfield, aliases=(first,)))

    same = append(larkfield, aliases=(alias(first.blind, first.person), alias()))
    await stored(store, same)
    another = append(larkfield, aliases=(alias(first.blind),))

    assert await store.log.append(another) == Outcome(Code.CONFLICT)
    known = await store.log.aliases(larkfield, [first.blind, b"unknown"])
    assert known == {first.blind: first.person}
    assert await store.log.named(larkfield, [first.person, uuid4()]) == {first.person}


async def test_an_unknown_provider_has_no_log(store):
    assert await store.log.append(append(uuid4())) == Outcome(Code.NO_PROVIDER)


async def test_a_reason_is_told_in_the_order_of_weight(store, larkfield):
    """A used key before a known reference, and that before a stream that moved."""
    incident = uuid4()
    first = append(larkfield, event(incident), origin=origin(incident))
    await stored(store, first)

    known = append(larkfield, event(incident), origin=origin(incident))
    reused = append(
        larkfield,
        event(incident),
        origin=origin(incident),
        key=key(first.key.key, "another request"),
    )

    assert await store.log.append(known) == Outcome(Code.ORIGIN_KNOWN)
    assert await store.log.append(reused) == Outcome(Code.KEY_REUSED)


async def test_a_key_may_point_at_what_was_there(store, larkfield):
    incident = uuid4()
    await stored(store, append(larkfield, event(incident)))
    sent = nothing(larkfield, incident, 1, points_at=1, now=LATER)

    outcome = await store.log.append(sent)

    pointer = Pointer(status=200, stream=incident, version=1, position=1, events=0)
    assert outcome == Outcome(Code.STORED, pointer, LATER)
    assert await store.log.append(sent) == Outcome(Code.REPLAYED, pointer, LATER)
    assert await store.log.head(larkfield) == 1


async def test_pointing_at_what_has_moved_is_a_conflict_too(store, larkfield):
    incident = uuid4()
    await stored(store, append(larkfield, event(incident), event(incident, 2)))

    assert await store.log.append(nothing(larkfield, incident, 1)) == Outcome(Code.CONFLICT)


async def test_a_key_is_looked_up_before_anything_is_decided(store, larkfield):
    reported = append(larkfield)
    first = await stored(store, reported)

    assert await store.log.replay(larkfield, key("new")) is None
    other = key(reported.key.key, "another request")
    assert await store.log.replay(larkfield, other) == Outcome(Code.KEY_REUSED)
    again = await store.log.replay(larkfield, reported.key)
    assert again == Outcome(Code.REPLAYED, first.pointer, NOON)
    assert await store.replays(larkfield, reported.key) == 1
    assert await store.log.replay(uuid4(), reported.key) is None
