import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.edge.json import read_json
from api.edge.json_shape import MOST_LEVELS, MOST_NODES
from api.problem.problem import Problem

TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
NUMBERS = st.integers(-(10**19), 10**19) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=40,
)
LAYOUT = st.sampled_from([None, 0, 2])


def written(value, *, ascii_only=False, indent=None):
    return json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()


def code(data):
    with pytest.raises(Problem) as raised:
        read_json(data)
    return raised.value.code


def nested(levels):
    return b"[" * levels + b"]" * levels


@given(VALUES, st.booleans(), LAYOUT)
def test_json_is_read_as_the_standard_library_reads_it(value, ascii_only, indent):
    data = written(value, ascii_only=ascii_only, indent=indent)

    assert read_json(data) == json.loads(data)


@given(VALUES, st.data())
def test_json_with_a_byte_changed_is_refused_or_read_as_it_stands(value, data):
    whole = bytearray(written(value))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))

    try:
        ours = read_json(bytes(whole))
    except Problem:
        return
    assert ours == json.loads(bytes(whole))


@given(st.binary(max_size=200) | st.text('[]{}",:\\u0d 1eE-+.nNaIt', max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused_and_nothing_else(data):
    try:
        value = read_json(data)
    except Problem:
        return
    assert value == json.loads(data)


@given(st.integers(1, 70), st.sampled_from([b"", b'"]]]"', b'"\\\\"', b'"[\\"["']))
def test_levels_are_counted_whatever_stands_in_strings(levels, inside):
    data = b"[" * levels + inside + b"]" * levels

    if levels > MOST_LEVELS:
        assert code(data) == "too-deep"
    else:
        assert read_json(data) == json.loads(data)


def test_brackets_in_strings_cannot_hide_levels():
    opened = b'["]",' * 40 + b"1" + b"]" * 40

    assert code(opened) == "too-deep"
    assert code(b'["]",' * 5_000) == "too-deep"
    assert code(b'{"a]":' * 5_000) == "too-deep"


def test_values_are_counted_whatever_stands_in_strings():
    most = written([1] * (MOST_NODES - 1))
    commas = written({"what_happened": "one, two, [three], " * 2_000})

    assert read_json(most) == json.loads(most)
    assert read_json(commas) == json.loads(commas)
    assert code(written([1] * MOST_NODES)) == "too-many-nodes"
    assert code(written([[], [1]] * 2_000)) == "too-many-nodes"
    assert read_json(written([[]] * (MOST_NODES - 1))) == [[]] * (MOST_NODES - 1)


def test_no_depth_makes_the_parser_recurse_past_its_limit():
    for opening in (b"[", b'{"a":', b'[["]",', b'[{"\\"":['):
        assert code(opening * (sys.getrecursionlimit() * 5)) == "too-deep"


@pytest.mark.parametrize(
    ("number", "refused"),
    [
        ("12345678901234567890", None),
        ("123456789012345678901", "number-too-long"),
        ("-12345678901234567890", None),
        ("0." + "1" * 21, "number-too-long"),
        ("1e308", None),
        ("1e309", "not-finite"),
        ("-1e999", "not-finite"),
        ("1e" + "9" * 30, "number-too-long"),
        ("0.00012345678901234567", None),
        ("NaN", "not-finite"),
        ("Infinity", "not-finite"),
        ("01", "malformed-json"),
        ("+1", "malformed-json"),
    ],
)
def test_a_number_is_kept_exactly_or_refused(number, refused):
    data = f'{{"n": {number}}}'.encode()

    if refused:
        assert code(data) == refused
    else:
        assert read_json(data) == json.loads(data)


def test_an_escape_is_refused_only_where_it_writes_what_is_not_text():
    assert read_json(b'"\\ud83d\\ude00 \\\\u0000 \\\\ud800"') == "\U0001f600 \\u0000 \\ud800"
    assert code(b'["a", {"b": "\\u0000"}]') == "not-utf8"
    assert code(b'[{"\\udc00": 1}]') == "not-utf8"


def test_a_refusal_carries_nothing_of_the_input():
    for data in (b'{"Wrenfield": ', b'{"Wrenfield": 1, "Wrenfield": 2}', b'"Wrenfield \xff"'):
        with pytest.raises(Problem) as raised:
            read_json(data)

        assert raised.value.__context__ is None
        assert "Wrenfield" not in repr(raised.value) + repr(vars(raised.value))
