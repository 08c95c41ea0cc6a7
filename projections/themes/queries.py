"""Themes in a list, newest first: each with those of its incidents that the reader may see.

A theme of which nothing is seen is in no list and no count. An audit is seen by whoever reads; what
it is about is asked of it alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source

_TABLES: Final = ("themes", "theme_incidents")

# $2 provider, $3 persons, $4 stages, $5 rules, $6 services, $7 touched from, $8 before the position
# of the last row of the page before, $9 how many, $10 rules of which nothing is told.
_PAGE: Final = Statement("""
    SELECT one.theme, one.position, one.version, one.recorded_at, one.changed_at, one.rule,
           one.rule_version, one.scope, one.service, one.subject, one.stage, one.audits,
           CASE WHEN cardinality(seen.incidents) = cardinality(one.incidents) THEN one.first_on
                END AS first_on,
           CASE WHEN cardinality(seen.incidents) = cardinality(one.incidents) THEN one.last_on
                END AS last_on,
           one.decided_at, one.ended_at, one.looked_on, seen.incidents
      FROM @themes AS one
CROSS JOIN LATERAL (
           SELECT ARRAY(
                  SELECT member
                    FROM unnest(one.incidents) AS member
                   WHERE NOT EXISTS (
                         SELECT 1
                           FROM @theme_incidents AS other
                          WHERE other.tenant_id = $2
                            AND other.incident = member
                            AND other.excluded && $3::uuid[])) AS incidents) AS seen
     WHERE one.tenant_id = $2
       AND ($4::text[] IS NULL OR one.stage = ANY ($4))
       AND ($5::text[] IS NULL OR one.rule = ANY ($5))
       AND ($6::uuid[] IS NULL OR one.service = ANY ($6))
       AND COALESCE(one.rule <> ALL ($10::text[]), true)
       AND ($7::timestamptz IS NULL OR COALESCE(one.ended_at, 'infinity') >= $7)
       AND ($8::bigint IS NULL OR one.position < $8)
       AND cardinality(seen.incidents) + cardinality(one.audits) > 0
  ORDER BY one.position DESC
     LIMIT $9
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """None does not narrow. `persons`: whoever reads. `since`: stood then or later. `without`: the
    rules of which whoever reads may not know.
    """

    persons: tuple[UUID, ...] = ()
    stages: tuple[str, ...] | None = None
    rules: tuple[str, ...] | None = None
    services: tuple[UUID, ...] | None = None
    since: datetime | None = None
    without: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """`position`: where it was first recorded. `incidents`: those that the reader may see."""

    theme: UUID
    position: int
    version: int
    recorded_at: datetime
    changed_at: datetime
    rule: str | None
    rule_version: int | None
    scope: str | None
    service: UUID | None
    subject: str | None
    stage: str
    audits: list[UUID]
    first_on: date | None
    last_on: date | None
    decided_at: datetime | None
    ended_at: datetime | None
    looked_on: date | None
    incidents: list[UUID]


_TOLD: Final = tuple(one.name for one in fields(Listed))


async def page(
    connection: Connection,
    provider: UUID,
    wanted: Wanted,
    *,
    before: int | None = None,
    limit: int = 50,
    source: Source = LIVE,
) -> Sequence[Listed]:
    rows = await source.rows(
        connection,
        _PAGE,
        _TABLES,
        provider,
        wanted.persons,
        wanted.stages,
        wanted.rules,
        wanted.services,
        wanted.since,
        before,
        limit,
        list(wanted.without),
    )
    return [_listed(row) for row in rows]


def _listed(row: Any) -> Listed:
    told: dict[str, Any] = {name: row[name] for name in _TOLD}
    return Listed(**told)
