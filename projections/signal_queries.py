"""Reading the signals: pages of them, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source

# A state is asked for, not stored: one that was answered and then withdrawn is both.
_PAGE: Final = Statement("""
    SELECT row.*
      FROM @signals AS row
     WHERE row.tenant_id = $2
       AND ($3::text[] IS NULL
            OR (row.stage = 'unanswered' AND 'unanswered' = ANY ($3))
            OR (row.answers > 0 AND 'answered' = ANY ($3))
            OR (row.stage = 'withdrawn' AND 'withdrawn' = ANY ($3))
            OR (row.stage <> 'withdrawn' AND 'standing' = ANY ($3)))
       AND ($4::text[] IS NULL OR row.kind = ANY ($4))
       AND ($5::text[] IS NULL OR row.direction = ANY ($5))
       AND ($6::uuid[] IS NULL OR row.service = ANY ($6))
       AND ($7::uuid[] IS NULL OR row.subject = ANY ($7))
       AND ($8::uuid[] IS NULL OR row.actions && $8)
       AND ($9::timestamptz IS NULL OR row.raised_at >= $9)
       AND ($10::timestamptz IS NULL OR row.raised_at < $10)
       AND ($11::timestamptz IS NULL OR (row.raised_at, row.signal) < ($11, $12::uuid))
  ORDER BY row.raised_at DESC, row.signal DESC
     LIMIT $13
""")

STATES: Final = ("unanswered", "answered", "withdrawn", "standing")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalsWanted:
    """None does not narrow. `subjects`: measures, themes, incidents ... Times are half-open."""

    states: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    directions: tuple[str, ...] | None = None
    services: tuple[UUID, ...] | None = None
    subjects: tuple[UUID, ...] | None = None
    actions: tuple[UUID, ...] | None = None
    raised_from: datetime | None = None
    raised_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """A signal as it stands. `stage`: unanswered, answered or withdrawn."""

    signal: UUID
    kind: str
    subject: UUID
    part: str | None
    rule_set: str
    rule_set_version: int
    rule: str
    direction: str
    occurrence: int
    segment: str | None
    first_period: str | None
    newest_period: str | None
    view: str | None
    title: UUID | None
    actions: list[UUID]
    about: list[UUID]
    service: UUID | None
    unit: UUID | None
    position: int
    known_at: datetime
    raised_at: datetime
    version: int
    stage: str
    answers: int
    decision: str | None
    answered_at: datetime | None
    withdrawn_at: datetime | None
    cause: str | None
    cause_event: UUID | None


async def page(
    connection: Connection,
    provider: UUID,
    wanted: SignalsWanted,
    *,
    after: tuple[datetime, UUID] | None,
    limit: int,
    source: Source = LIVE,
) -> list[SignalRow]:
    """At most `limit`, the newest first. after: the last of the page before."""
    rows = await source.rows(
        connection,
        _PAGE,
        ("signals",),
        provider,
        wanted.states,
        wanted.kinds,
        wanted.directions,
        wanted.services,
        wanted.subjects,
        wanted.actions,
        wanted.raised_from,
        wanted.raised_before,
        *(after or (None, None)),
        limit,
    )
    return [_signal(row) for row in rows]


def _signal(row: Any) -> SignalRow:
    told = {name: value for name, value in dict(row).items() if name != "tenant_id"}
    return SignalRow(**told)
