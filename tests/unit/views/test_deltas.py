"""It never matters where a batch ends, and a fold that fails changes nothing."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.runner.declaration import Change, Column, Merge, Projection, Reads, Table
from projections.runner.deltas import BEHIND, fold
from projections.runner.histories import HISTORY

ONE, OTHER = UUID(int=1), UUID(int=2)
TABLE = Table(
    name="counted",
    key=(Column("stream", "uuid"),),
    columns=(
        Column("last", "int"),
        Column("first", "int", Merge.FIRST),
        Column("least", "int", Merge.LEAST),
        Column("greatest", "int", Merge.GREATEST),
        Column("sum", "int", Merge.SUM),
    ),
)


def _counted(event):
    if event["said"] == "poison":
        raise ValueError("no such word")
    number = event["said"]
    names = ("last", "first", "least", "greatest", "sum")
    return [Change("counted", (event["stream_id"],), dict.fromkeys(names, number))]


COUNTED = Projection("counted", (TABLE,), (Reads("thing.said.v1", _counted, ("said",)),))


def said(*words, stream=ONE, after=0):
    return [
        {"position": after + number, "stream_id": stream, "type": "thing.said.v1", "said": word}
        for number, word in enumerate(words, start=1)
    ]


def test_each_column_meets_its_older_value_in_its_own_way():
    rows = fold(COUNTED, said(3, 1, 2)).rows["counted"]
    assert rows == {(ONE,): {"last": 2, "first": 3, "least": 1, "greatest": 3, "sum": 6}}


def test_an_explicit_nothing_empties_the_last_value_and_no_other():
    rows = fold(COUNTED, said(3, None)).rows["counted"]
    assert rows == {(ONE,): {"last": None, "first": 3, "least": 3, "greatest": 3, "sum": 3}}


@given(st.lists(st.one_of(st.none(), st.integers(-9, 9)), max_size=12), st.integers(0, 12))
def test_a_batch_may_end_anywhere(words, end):
    events = said(*words)
    whole = fold(COUNTED, events)
    begun = fold(COUNTED, events[:end])

    assert fold(COUNTED, events[end:], onto=begun).rows == whole.rows


def test_an_event_that_cannot_be_folded_parks_its_stream_and_no_other():
    events = [*said(1, "poison", 2), *said(5, stream=OTHER, after=3)]

    deltas = fold(COUNTED, events)

    assert [(each.position, each.stream) for each in deltas.refused] == [(2, ONE), (3, ONE)]
    assert deltas.refused[0].error == "ValueError: no such word"
    assert deltas.refused[1].error == BEHIND
    assert {key: row["sum"] for key, row in deltas.rows["counted"].items()} == {
        (ONE,): 1,
        (OTHER,): 5,
    }


def test_a_stream_that_is_parked_already_stays_parked():
    deltas = fold(COUNTED, said(1), parked=[ONE])

    assert deltas.rows == {}
    assert [each.error for each in deltas.refused] == [BEHIND]


@pytest.mark.parametrize("name", ["Register", "a b", "a;drop", "", 'a"b', "1a"])
def test_a_declared_name_is_a_plain_name(name):
    with pytest.raises(ValueError, match="plain name"):
        Column(name, "int")


def test_a_path_is_made_of_plain_names():
    with pytest.raises(ValueError, match="plain name"):
        Reads("thing.said.v1", _counted, ("said'--",))


def test_an_index_is_over_columns_that_are_there():
    with pytest.raises(ValueError, match="no column"):
        Table("counted", (Column("stream", "uuid"),), (), indexes=(("when",),))


def test_a_type_is_read_once():
    reads = (Reads("thing.said.v1", _counted), Reads("thing.said.v1", _counted))
    with pytest.raises(ValueError, match="twice"):
        Projection("counted", (TABLE,), reads)


def test_what_a_fold_leaves_out_stays_as_it_is():
    def partly(event):
        return [Change("counted", (ONE,), {event["column"]: 1})]

    projection = Projection("counted", (TABLE,), (Reads("a.b.v1", partly),))
    events = [
        {"position": number, "stream_id": ONE, "type": "a.b.v1", "column": column}
        for number, column in enumerate(("last", "sum"), start=1)
    ]

    assert fold(projection, events).rows["counted"] == {(ONE,): {"last": 1, "sum": 1}}


def _last_said(event):
    words = event[HISTORY]
    if "poison" in words:
        raise ValueError("no such word")
    return [Change("counted", (event["stream_id"],), {"last": words[-1]})]


LAST_SAID = Projection("last_said", (TABLE,), (Reads("thing.said.v1", _last_said),), whole=True)


def story(*words):
    """A whole stream, as one batch brings it."""
    position = len(words)
    last = {"position": position, "stream_id": ONE, "type": "thing.said.v1", "recorded_at": None}
    return {**last, HISTORY: list(words)}


@pytest.mark.parametrize(
    "batches", [[(1, 2, "poison")], [(1,), (1, 2, "poison")], [(1, 2), (1, 2, "poison", 4)]]
)
def test_a_whole_stream_is_told_up_to_its_trouble_wherever_a_batch_ends(batches):
    deltas = fold(LAST_SAID, [story(*words) for words in batches])

    assert deltas.rows["counted"] == {(ONE,): {"last": 2}}
    assert [each.stream for each in deltas.refused] == [ONE]


def test_a_whole_stream_that_begins_with_its_trouble_has_no_rows():
    deltas = fold(LAST_SAID, [story("poison", 2)])

    assert not deltas.rows.get("counted")
