"""The committed bytes of an event never change: literal rows, literal leaves, literal hashes.

The golden files were made by another program than Heed, from the definition alone.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.leaf import facts_hash, leaf, leaf_hash, microseconds
from domain.log import Recorded, SealedRef

GOLDEN = sorted((Path(__file__).parent / "golden" / "leaf").glob("*.json"))
IDENTITIES = ("provider", "stream", "id")


def recorded(row: dict[str, Any]) -> Recorded:
    bodies = (
        SealedRef(UUID(body["id"]), body["kind"], bytes.fromhex(body["sha256"]))
        for body in row["sealed"]
    )
    known = {name: UUID(row[name]) for name in IDENTITIES} | {
        "recorded_at": datetime.fromisoformat(row["recorded_at"]),
        "salt": bytes.fromhex(row["salt"]),
        "sealed": tuple(bodies),
    }
    return Recorded(**row | known)


@pytest.fixture(params=GOLDEN, ids=lambda path: path.stem)
def golden(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def row():
    return recorded(json.loads(GOLDEN[0].read_text(encoding="utf-8"))["row"])


def test_a_leaf_is_the_same_bytes_for_ever(golden):
    committed = leaf(recorded(golden["row"]))

    assert committed == golden["leaf"].encode()
    assert len(committed) == golden["leaf_bytes"]


def test_the_hash_of_a_leaf_is_the_same_for_ever(golden):
    assert leaf_hash(recorded(golden["row"])).hex() == golden["leaf_hash"]


def test_every_kind_of_leaf_has_its_golden_file():
    assert [path.stem for path in GOLDEN] == ["bodies", "microseconds", "not_ascii", "plain"]


def test_the_position_is_not_in_the_leaf_as_the_tree_says_it(row):
    assert leaf(replace(row, position=row.position + 1)) == leaf(row)


def test_whatever_a_person_did_or_said_changes_the_leaf(row):
    other = UUID(int=1)
    changed = [
        replace(row, provider=other),
        replace(row, stream=other),
        replace(row, id=other),
        replace(row, version=row.version + 1),
        replace(row, type="incident.reported.v9"),
        replace(row, actor="another"),
        replace(row, recorded_at=row.recorded_at + timedelta(microseconds=1)),
        replace(row, salt=bytes(31) + b"\1"),
        replace(row, facts=row.facts + " "),
        replace(row, sealed=row.sealed[::-1]),
        replace(row, sealed=row.sealed[1:]),
    ]

    assert len({leaf_hash(one) for one in [row, *changed]}) == len(changed) + 1


@pytest.mark.parametrize("gone", [{"facts": None}, {"salt": None}, {"facts": None, "salt": None}])
def test_an_event_whose_facts_were_disposed_of_has_no_leaf_of_its_own(row, gone):
    with pytest.raises(ValueError, match="disposed"):
        leaf(replace(row, **gone))


def test_the_same_facts_with_another_salt_cannot_be_recognised():
    assert facts_hash(bytes(32), "{}") != facts_hash(bytes(31) + b"\1", "{}")


@settings(deadline=None)
@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2199, 12, 31)),  # noqa: DTZ001 - given a zone below
    st.integers(-14 * 60, 14 * 60),
)
def test_one_instant_is_written_in_one_way_whatever_the_zone(naive, minutes_east):
    instant = naive.replace(tzinfo=UTC)
    elsewhere = instant.astimezone(timezone(timedelta(minutes=minutes_east)))

    assert microseconds(elsewhere) == microseconds(instant)
    assert datetime.fromisoformat(microseconds(instant)) == instant
    assert len(microseconds(instant)) == len("2025-03-11T18:02:12.000000Z")
