"""Invented incidents, five events each, laid into a log as fast as PostgreSQL takes them.

Only a log that already exists is wanted here: rows are copied in by the owner, past the append.
"""

import asyncio
import json
import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from api.identity import uuid7

EVENTS_EACH = 5
COLUMNS = (
    "tenant_id", "position", "stream_id", "version", "event_id", "type", "actor", "recorded_at",
    "salt", "facts", "sealed",
)  # fmt: skip
FIRST = datetime(2023, 1, 1, tzinfo=UTC)
RISKS = ("psychological", "physical", "financial_or_material", "neglect", "organisational")
KINDS = ("safeguarding_concern", "low_level_concern", "accident", "medication_error")
SERVICES = [str(UUID(int=n + 1)) for n in range(20)]
ACTOR = "key:01900000-0000-7000-8000-00000000ffff"


def a_life(nth: int, chosen: random.Random) -> list[tuple[str, dict[str, Any]]]:
    """What is said of one incident from its report to its closure: types and facts."""
    at = (FIRST + timedelta(minutes=chosen.randrange(1_500_000))).isoformat()
    kind = chosen.choice(KINDS)
    return [
        (
            "incident.reported.v1",
            {
                "kind": kind,
                "source": {"system": "bench", "ref": f"B-{nth:09}", "version": 1},
                "service": chosen.choice(SERVICES),
                "occurred": {"from": at, "to": at, "precision": "hour"},
                "first_noticed": {"at": at, "by": "staff"},
                "organisation_aware": {"at": at, "role": "on_call_manager"},
                "risks": [
                    {"type": risk, "source": "service_provider", "location": "own_home"}
                    for risk in chosen.sample(RISKS, 2)
                ],
                "harm": {"physical": "none", "psychological": "low"},
                "what_happened": {"id": str(uuid7()), "kind": "narrative"},
                "issues": [],
            },
        ),
        (
            "incident.immediate_actions_taken.v1",
            {"safe_now": chosen.choice(("yes", "no")), "done": [], "source_version": 1},
        ),
        (
            "incident.wishes_recorded.v1",
            {"asked": "asked_and_expressed", "asked_of": "adult", "source_version": 1},
        ),
        ("incident.classified.v1", {"kind": kind}),
        ("incident.closed.v1", {}),
    ]


def rows(provider: UUID, incidents: int) -> Iterator[tuple[Any, ...]]:
    """As they would lie after an append each: the events of one incident stay together."""
    chosen, now, salt = random.Random(11), datetime.now(UTC), os.urandom(32)
    position = 0
    for nth in range(incidents):
        stream = uuid7()
        for version, (type_, facts) in enumerate(a_life(nth, chosen), 1):
            position += 1
            text = json.dumps(facts, separators=(",", ":"))
            yield (
                provider, position, stream, version, uuid7(), type_, ACTOR, now, salt, text, "[]"
            )  # fmt: skip


async def lay_down(owner_url: str, provider: UUID, incidents: int) -> None:
    """Fill the provider's empty log, and let PostgreSQL see what is in it."""
    made = await asyncio.to_thread(lambda: list(rows(provider, incidents)))
    connection = await asyncpg.connect(owner_url)
    try:
        async with connection.transaction():
            await connection.copy_records_to_table(
                "event", schema_name="heed", columns=COLUMNS, records=made
            )
            await connection.execute(
                "UPDATE heed.tenant_head SET position = $2, recorded_at = now() "
                "WHERE tenant_id = $1",
                provider,
                len(made),
            )
        await connection.execute("VACUUM ANALYZE heed.event")
    finally:
        await connection.close()
