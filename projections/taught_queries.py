"""Reading whom the lessons reached: n of N for each lesson, service and role, and how deep.

A lesson for all of the provider is shown for every service that somebody said something of. Whoever
may not see an incident does not see a lesson that came of it alone.

Source: `domain/lesson/reach`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source
from projections.taught import EVERYWHERE

TABLES: Final = ("lesson_reach", "trend_investigations", "trend_incidents")

# $2 provider, $3 persons, $4 services, $5 from, $6 before, $7 as of, $8 no service, $9 lessons
# that are hidden from these persons for any other reason, $10 how many.
_REACHED: Final = Statement("""
      WITH hidden AS (
    SELECT review.investigation
      FROM @trend_investigations AS review
     WHERE review.tenant_id = $2
       AND cardinality($3::uuid[]) > 0
       AND EXISTS (SELECT 1
                     FROM @trend_incidents AS row
                    WHERE row.tenant_id = $2
                      AND row.incident = ANY (review.incidents)
                      AND row.excluded && $3::uuid[]))
    SELECT lesson, nullif(service, $8::uuid) AS service, nullif(role, '') AS role, version,
           published_at, title, retired, reached, in_post, acknowledged, asked, understood,
           watched, practised, depth, questions
      FROM @lesson_reach AS lesson
     WHERE tenant_id = $2
       AND ($4::uuid[] IS NULL OR service = $8 OR service = ANY ($4))
       AND ($5::timestamptz IS NULL OR published_at >= $5)
       AND ($6::timestamptz IS NULL OR published_at < $6)
       AND published_at <= $7
       AND lesson <> ALL ($9::uuid[])
       AND NOT COALESCE(investigations && (SELECT array_agg(investigation) FROM hidden), false)
  ORDER BY published_at DESC, lesson, service, role
     LIMIT $10
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Which lessons. None does not narrow; times are half-open, of when each was published.
    `hidden`: those of `subjects` that whoever reads may not see.
    """

    as_of: datetime
    persons: tuple[UUID, ...] = ()
    services: tuple[UUID, ...] | None = None
    since: datetime | None = None
    before: datetime | None = None
    hidden: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Reached:
    """One group of people. `in_post` None: nobody said how many there were. `understood` of those
    `asked`, `practised` of those `watched`; None where nobody was.
    """

    lesson: UUID
    service: UUID | None
    role: str | None
    version: int
    published_at: datetime
    title: UUID
    retired: bool
    reached: int
    in_post: int | None
    acknowledged: int
    asked: int | None
    understood: int | None
    watched: int | None
    practised: int | None
    depth: str
    questions: Sequence[UUID]


async def reached(
    connection: Connection,
    provider: UUID,
    published: Published,
    *,
    limit: int | None,
    source: Source = LIVE,
) -> Sequence[Reached]:
    """The newest lessons first; of each, every group. limit: None for all of them."""
    asked = (published.services, published.since, published.before, published.as_of)
    parameters = (provider, published.persons, *asked, EVERYWHERE, published.hidden, limit)
    rows = await source.rows(connection, _REACHED, TABLES, *parameters)
    return [Reached(**row) for row in rows]


async def subjects(
    connection: Connection, provider: UUID, published: Published, source: Source = LIVE
) -> list[UUID]:
    """The lessons that it may be about."""
    rows = await reached(connection, provider, published, limit=None, source=source)
    return list(dict.fromkeys(one.lesson for one in rows))
