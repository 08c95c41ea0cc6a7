"""Reading loose ends: what is open on a day, since when, whose it is, and how it is closed.

Oldest first, because age is what matters. Whoever is excluded from an incident does not see its
loops, nor those of the investigations, actions and lessons that came of it, in lists and counts
alike. How long some loops may take is the provider's policy and is said by whoever asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from projections.open_loops.next_step import NEXT, Next, next_of
from projections.runner.json_text import written
from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source

_TABLES: Final = ("open_loops", "loop_subjects")

# A service and the provider are looked at anew from the day of the last review of each.
# Kin: a subject, what it is about, and what that is about, as far as it goes.
_OPEN: Final = """
      WITH RECURSIVE held AS (
    SELECT review.service, max(review.held_on) AS on_day
      FROM @loop_subjects AS review
     WHERE review.tenant_id = $2
       AND review.kind = 'governance_review'
       AND review.void IS NOT TRUE
       AND review.held_on <= ($4 AT TIME ZONE 'Europe/London')::date
  GROUP BY review.service),
           owed AS (
    SELECT loop.loop, loop.subject, loop.part, loop.opened_at, loop.closed_at, loop.owner_role,
           subject.unit, subject.kind, subject.owner_role AS owner,
           COALESCE(held.on_day::timestamp AT TIME ZONE 'Europe/London', loop.owed_since)
               AS owed_since
      FROM @open_loops AS loop
      JOIN @loop_subjects AS subject
        ON subject.tenant_id = loop.tenant_id
       AND subject.subject = loop.subject
 LEFT JOIN held
        ON loop.loop = 'governance_review'
       AND CASE subject.kind
           WHEN 'service' THEN held.service = loop.subject
           ELSE held.service IS NULL END
     WHERE loop.tenant_id = $2
       AND (loop.closed_at IS NULL OR loop.closed_at > $4)
       AND subject.void IS NOT TRUE),
           timed AS (
    SELECT owed.*,
           COALESCE(owed_since + make_interval(secs => COALESCE(
                        $9::jsonb ->> (loop || '/' || split_part(part, '/', 1)),
                        $9::jsonb ->> (loop || '/' || kind),
                        $9::jsonb ->> loop)::float),
                    opened_at) AS late_from
      FROM owed),
           open AS (
    SELECT *
      FROM timed
     WHERE owed_since <= $4
       AND late_from <= $5),
           kin AS (
    SELECT subject, subject AS related
      FROM open
     UNION
    SELECT kin.subject, unnest(other.about)
      FROM kin
      JOIN @loop_subjects AS other
        ON other.tenant_id = $2
       AND other.subject = kin.related),
           known AS (
    SELECT kin.subject,
           COALESCE(bool_or(other.excluded && $3::uuid[]), false) AS hidden,
           COALESCE(array_agg(DISTINCT other.service) FILTER (WHERE other.service IS NOT NULL),
                    ARRAY[]::uuid[]) AS services
      FROM kin
      JOIN @loop_subjects AS other
        ON other.tenant_id = $2
       AND other.subject = kin.related
  GROUP BY kin.subject),
           visible AS (
    SELECT open.loop, open.subject, open.part, open.kind, open.owed_since,
           open.late_from AS opened_at, COALESCE(open.owner_role, open.owner) AS owner_role,
           known.services
      FROM open
      JOIN known USING (subject)
     WHERE NOT known.hidden
       AND ($6::text[] IS NULL OR open.loop = ANY ($6))
       AND ($7::uuid[] IS NULL OR known.services && $7)
       AND ($8::uuid[] IS NULL OR open.unit = ANY ($8)))
"""


def _about_open(text: str) -> Statement:
    return Statement(Statement(text).safe_substitute(open=_OPEN))


_PAGE: Final = _about_open(
    """
    @open
    SELECT loop, subject, kind, part, owed_since, opened_at AS since, owner_role, services
      FROM visible
     WHERE $10::timestamptz IS NULL
        OR (opened_at, subject, loop, part) > ($10, $11::uuid, $12::text, $13::text)
  ORDER BY opened_at, subject, loop, part
     LIMIT $14
"""
)

_TALLY: Final = _about_open(
    """
    @open
    SELECT loop, count(*) AS open, min(opened_at) AS since
      FROM visible
  GROUP BY loop
  ORDER BY loop
"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseEnds:
    """`as_of` is "today". None does not narrow. `persons`: the references of whoever reads.

    `late_by`: what is late by then counts, today unless said. `delays`: how long a loop may take
    before it is late, by its name, or by its name and the first word of its part or the kind of
    subject (`feedback/reporter`, `governance_review/service`).
    """

    as_of: datetime
    persons: tuple[UUID, ...] = ()
    loops: tuple[str, ...] | None = None
    services: tuple[UUID, ...] | None = None
    units: tuple[UUID, ...] | None = None
    late_by: datetime | None = None
    delays: Mapping[str, timedelta] = field(default_factory=dict[str, timedelta])

    def parameters(self, provider: UUID) -> tuple[Any, ...]:
        narrowed = (self.loops, self.services, self.units)
        delays = {name: delay.total_seconds() for name, delay in self.delays.items()}
        late_by = self.late_by or self.as_of
        return provider, self.persons, self.as_of, late_by, *narrowed, written(delays)


class After(NamedTuple):
    """The last loop of the page before."""

    since: datetime
    subject: UUID
    loop: str
    part: str


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """`part`: the finding, the report, the duty … that it is about, "" for the whole. `kind`: of
    the subject. `services`: its own and those of what it is about. `since`: from when it is late.
    """

    loop: str
    subject: UUID
    kind: str
    part: str
    owed_since: datetime
    since: datetime
    owner_role: str
    services: list[UUID]

    @property
    def next(self) -> Next:
        return next_of(self.loop, self.part)


@dataclass(frozen=True, slots=True)
class Tally:
    """`since`: how long the oldest of them has been open."""

    loop: str
    open: int
    since: datetime


async def page(
    connection: Connection,
    provider: UUID,
    ends: LooseEnds,
    *,
    after: After | None = None,
    limit: int = 50,
    source: Source = LIVE,
) -> list[OpenLoop]:
    """At most `limit` loops, oldest first."""
    rows = await source.rows(
        connection,
        _PAGE,
        _TABLES,
        *ends.parameters(provider),
        *(after or (None, None, None, None)),
        limit,
    )
    return [_owned(**row) for row in rows]


async def tally(
    connection: Connection, provider: UUID, ends: LooseEnds, *, source: Source = LIVE
) -> list[Tally]:
    """How many of each loop are open; a loop that nothing has open has no row."""
    rows = await source.rows(connection, _TALLY, _TABLES, *ends.parameters(provider))
    return [Tally(**row) for row in rows]


def _owned(*, loop: str, owner_role: str | None, **rest: Any) -> OpenLoop:
    return OpenLoop(loop=loop, owner_role=owner_role or NEXT[loop].role, **rest)
