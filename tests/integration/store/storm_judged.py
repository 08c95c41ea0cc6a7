"""What a storm must have left behind: a log in which every answer that was given is true."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from uuid import UUID

import asyncpg

from domain.log import Append, Code, Outcome, Pointer
from tests.integration.store.storm import Told

ORPHANS = """
    SELECT count(*)
      FROM heed.body AS b
 LEFT JOIN heed.event AS e USING (tenant_id, position)
     WHERE e.sealed IS NULL OR strpos(e.sealed::text, b.body_id::text) = 0
"""
PROMISED = "SELECT coalesce(sum(json_array_length(sealed)), 0) FROM heed.event"

Where = tuple[UUID, UUID, str]
"""Provider, integration and key."""


def where(append: Append) -> Where:
    return append.provider, append.key.integration, append.key.key


@dataclass(slots=True)
class Kept:
    """Everything that lies in the database."""

    rows: dict[UUID, list[asyncpg.Record]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[UUID, asyncpg.Record] = field(default_factory=dict)
    keys: dict[Where, asyncpg.Record] = field(default_factory=dict)
    origins: dict[tuple[UUID, str, str], asyncpg.Record] = field(default_factory=dict)
    aliases: dict[tuple[UUID, bytes], UUID] = field(default_factory=dict)
    moves: dict[tuple[UUID, UUID], list[int]] = field(default_factory=lambda: defaultdict(list))
    """Per provider and stream: the position of each version, first to last."""

    def version(self, provider: UUID, stream: UUID, before: int) -> int:
        """What the stream's version was when that position was written."""
        return bisect_left(self.moves.get((provider, stream), []), before)


async def kept(owner: asyncpg.Connection) -> Kept:
    found = Kept()
    for row in await owner.fetch("SELECT * FROM heed.event ORDER BY tenant_id, position"):
        found.rows[row["tenant_id"]].append(row)
        moves = found.moves[row["tenant_id"], row["stream_id"]]
        moves.append(row["position"])
        assert row["version"] == len(moves), "a stream has a gap"
    for row in await owner.fetch("SELECT * FROM heed.tenant_head"):
        found.heads[row["tenant_id"]] = row
    for row in await owner.fetch("SELECT * FROM heed.idempotency"):
        found.keys[row["tenant_id"], row["integration"], row["key"]] = row
    for row in await owner.fetch("SELECT * FROM heed.origin"):
        found.origins[row["tenant_id"], row["source"], row["ref"]] = row
    for row in await owner.fetch("SELECT * FROM heed.alias"):
        found.aliases[row["tenant_id"], row["blind"]] = row["person"]
    return found


def must_be_in_order(log: Kept, tails: dict[UUID, list[tuple[int, UUID]]]) -> None:
    """1..N without a gap, times that never run backwards, and tailing readers saw just that."""
    for provider, head in log.heads.items():
        rows = log.rows[provider]
        assert [row["position"] for row in rows] == list(range(1, head["position"] + 1))
        assert [(row["position"], row["event_id"]) for row in rows] == tails[provider]
        assert all(one["recorded_at"] <= two["recorded_at"] for one, two in pairwise(rows))
        assert not rows or rows[-1]["recorded_at"] <= head["recorded_at"]


async def must_be_whole(log: Kept, told: Sequence[Told], owner: asyncpg.Connection) -> None:
    """Nothing half written, and nothing that nobody asked for."""
    asked = {(where(one.append), one.append.key.request) for one in told}
    assert {(at, row["request"]) for at, row in log.keys.items()} <= asked
    events = sum(row["events"] for row in log.keys.values())
    assert events == sum(len(rows) for rows in log.rows.values())
    assert await owner.fetchval(ORPHANS) == 0
    assert await owner.fetchval("SELECT count(*) FROM heed.body") == await owner.fetchval(PROMISED)


def must_be_true(log: Kept, told: Sequence[Told]) -> Counter[str]:
    """Every answer, and how many there were of each."""
    count: Counter[str] = Counter()
    first: set[Where] = set()
    for one in told:
        if one.outcome is None:
            count["nothing"] += 1
            continue
        count[one.outcome.code.name] += 1
        _must_be_true(log, one.append, one.outcome)
        if one.outcome.code is Code.STORED:
            assert where(one.append) not in first, "stored twice"
            first.add(where(one.append))
    return count


def _must_be_true(log: Kept, append: Append, outcome: Outcome) -> None:
    holder: Any = log.keys.get(where(append))
    match outcome.code:
        case Code.STORED | Code.REPLAYED:
            _must_be_kept(log, append, outcome, holder)
        case Code.KEY_REUSED:
            assert holder["request"] != append.key.request
        case Code.ORIGIN_KNOWN:
            assert append.origin is not None
            known = log.origins[append.provider, append.origin.source, append.origin.ref]
            other = known["stream_id"] != append.origin.stream
            assert other or known["version"] >= append.origin.version
        case Code.CONFLICT:
            assert _could_be_late(log, append)
        case Code.NO_PROVIDER:
            raise AssertionError("every provider is known")


def _could_be_late(log: Kept, append: Append) -> bool:
    """A stream was further than it was seen, or was seen further than it may have been by then; or
    a name stands for somebody else.
    """
    provider = append.provider
    moved = any(
        seen > 0 or len(log.moves.get((provider, stream), ())) > seen
        for stream, seen in append.seen.items()
    )
    return moved or any(log.aliases[provider, one.blind] != one.person for one in append.aliases)


def _must_be_kept(log: Kept, append: Append, outcome: Outcome, holder: asyncpg.Record) -> None:
    """The whole of it, under its key, decided on what was true at its place in the log."""
    assert holder["request"] == append.key.request
    assert outcome.recorded_at == holder["recorded_at"]
    assert outcome.pointer == Pointer(
        holder["status"],
        holder["stream_id"],
        holder["version"],
        holder["position"],
        holder["events"],
    )
    last = holder["position"]
    first = last - holder["events"] + 1
    written = [row["event_id"] for row in log.rows[append.provider][first - 1 : last]]
    assert written == [each.id for each in append.events]
    for stream, version in append.seen.items():
        assert log.version(append.provider, stream, first) == version, "a stale decision was kept"
    for name in append.aliases:
        assert log.aliases[append.provider, name.blind] == name.person
    if append.origin is not None:
        known = log.origins[append.provider, append.origin.source, append.origin.ref]
        assert known["stream_id"] == append.origin.stream
        assert known["version"] >= append.origin.version
