"""States of the library come back byte for byte, whatever they are."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.recorder.state import facts_of, first_of, state_of

OBJECT = b'{ "harm": "none",\n  "caf\xc3\xa9": [1.0, 1e9] }'
NO_OBJECTS = {
    "a list": b"[1]",
    "a word": b'"harm"',
    "a number": b"1",
    "nothing": b"",
    "bytes": b"\x00\xff\x80",
    "other encodings": '{"harm": "none"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"harm": "none"}',
    "not a number": b'{"days": NaN}',
    "infinity": b'{"days": -Infinity}',
    "half a pair": b'{"harm": "\xed\xa0\x80"}',
    "too deep to parse": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "ours already": b'{"$bytes":"e30="}',
}


def test_a_json_object_is_stored_as_it_stands():
    assert facts_of(OBJECT, first=1) == OBJECT.decode()


@pytest.mark.parametrize("state", NO_OBJECTS.values(), ids=NO_OBJECTS)
def test_anything_else_is_wrapped_and_comes_back(state):
    facts = facts_of(state, first=1)

    assert list(json.loads(facts)) == ["$bytes"]
    assert state_of(facts) == state
    assert first_of(facts) == 1


@pytest.mark.parametrize("state", [OBJECT, b"", b"[1]"])
def test_every_event_of_a_stream_that_began_at_0_says_so(state):
    facts = facts_of(state, first=0)

    assert json.loads(facts)["$first"] == 0
    assert state_of(facts) == state
    assert first_of(facts) == 0


def test_facts_that_only_look_alike_are_a_program_of_its_own():
    facts = facts_of(b'{"a":"","$first":0}', first=1)

    assert first_of(facts) == 1


json_objects = st.dictionaries(
    st.text() | st.just("$bytes") | st.just("$first"),
    st.recursive(st.none() | st.integers() | st.text(), st.lists),
).map(lambda value: json.dumps(value, separators=(",", ":")).encode())


@given(st.binary() | json_objects, st.sampled_from([0, 1]))
@example(b'{"$bytes":"","$first":0}', 1)
def test_a_state_comes_back_byte_for_byte(state, first):
    facts = facts_of(state, first=first)

    assert isinstance(json.loads(facts), dict)
    assert (state_of(facts), first_of(facts)) == (state, first)
