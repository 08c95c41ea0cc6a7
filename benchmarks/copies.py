"""A long log of stories: each story told once through the API, then copied by PostgreSQL.

A copy is the same incidents, investigations, findings, actions, audits, measures and lessons under
identities of its own, so that every stream is one that decisions made, and the copies link among
themselves as the first ones do. Services and the provider are there once, however long the log.

Only a log that already exists is wanted: rows are put in by the owner, past the append.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from typing import Any, Final
from uuid import UUID

import asyncpg

from api.demo.client import DemoClient
from api.demo.loading import STORIES, entries, tell

ONCE: Final = ("provider", "service")
"""Streams that are not copied."""

HOLE: Final = "@@@@@@@@"
"""Eight digits of an identity, where the number of the copy goes."""

_UUID: Final = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
_TOLD: Final = """
    SELECT stream_id::text AS stream, version, event_id::text AS event, type, actor, salt,
           facts::text AS facts
      FROM heed.event
     WHERE tenant_id = $1
  ORDER BY position
"""
_PATTERN: Final = """
    CREATE TEMPORARY TABLE pattern (
        place int, stream text, version int, event text, type text, actor text, salt bytea,
        facts text)
"""
_COPIED: Final = f"""
    INSERT INTO heed.event (tenant_id, position, stream_id, version, event_id, type, actor,
                            recorded_at, salt, facts, sealed)
    SELECT $1, $2 + (nth - 1) * $3 + place, replace(stream, '{HOLE}', digits)::uuid, version,
           replace(event, '{HOLE}', digits)::uuid, type, actor, now(), salt,
           replace(facts, '{HOLE}', digits)::json, '[]'::json
      FROM generate_series($4::bigint, $5::bigint) AS nth
CROSS JOIN LATERAL (SELECT lpad(to_hex(nth), 8, '0') AS digits) AS copy
CROSS JOIN pattern
"""
_HEAD: Final = "SELECT position FROM heed.tenant_head WHERE tenant_id = $1"
_MOVED: Final = """
    UPDATE heed.tenant_head
       SET position = $2, recorded_at = now()
     WHERE tenant_id = $1
"""
AT_ONCE: Final = 500
"""Copies in one statement."""

Row = Any
"""A row of `_TOLD`."""


async def told(base_url: str, tokens: Mapping[str, str], admin: str) -> None:
    """The stories of the demo, by `admin`, each reported by its own care system."""
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(DemoClient(base_url, admin))
        for story in STORIES:
            said = next(one for one in entries(story) if one["type"] == "ConcernRaised")
            token = tokens[said["data"]["source_system"]]
            reporting = await stack.enter_async_context(DemoClient(base_url, token))
            await tell(client, reporting, story)


def _kind(row: Row) -> str:
    return str(row["type"]).partition(".")[0]


def pattern(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """The events that are copied, every identity of theirs with a hole in it."""
    once = {row["stream"] for row in rows if _kind(row) in ONCE}
    for row in rows:
        if _kind(row) in ONCE:
            once |= set(_UUID.findall(row["facts"]))

    def opened(text: str) -> str:
        return _UUID.sub(lambda found: _holed(found[0], once), text)

    copied = [row for row in rows if _kind(row) not in ONCE]
    return [
        (
            place, opened(row["stream"]), row["version"], opened(row["event"]), row["type"],
            row["actor"], row["salt"], opened(row["facts"]),
        )
        for place, row in enumerate(copied, 1)
    ]  # fmt: skip


def _holed(identity: str, once: set[str]) -> str:
    return identity if identity in once else identity[:-12] + HOLE + identity[-4:]


def _batches(count: int) -> Iterator[tuple[int, int]]:
    return ((first, min(first + AT_ONCE - 1, count)) for first in range(1, count + 1, AT_ONCE))


async def head(owner_url: str, provider: UUID) -> int:
    """Where the provider's log ends."""
    connection = await asyncpg.connect(owner_url)
    try:
        return int(await connection.fetchval(_HEAD, provider))
    finally:
        await connection.close()


async def copied(owner_url: str, provider: UUID, events: int, until: int) -> int:
    """Make the provider's log `events` long, to the nearest whole copy of what it says `until`
    that position; its length then.
    """
    connection = await asyncpg.connect(owner_url)
    try:
        rows = await connection.fetch(_TOLD, provider)
        made = pattern(rows[:until])
        copies = max(1, round((events - len(rows)) / len(made)))
        async with connection.transaction():
            await connection.execute(_PATTERN)
            await connection.copy_records_to_table("pattern", records=made)
            for first, last in _batches(copies):
                await connection.execute(_COPIED, provider, len(rows), len(made), first, last)
            end = len(rows) + copies * len(made)
            await connection.execute(_MOVED, provider, end)
        await connection.execute("VACUUM ANALYZE heed.event")
    finally:
        await connection.close()
    return end
