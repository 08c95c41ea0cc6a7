"""Reading escalation: each incident's three instants, the hours between, and who still waits.

Whoever has not come to the next instant yet is counted as waiting, never left out: the finished
ones alone would look quicker than they are. Hours are between instants in UTC; a step that would
take negative time has no hours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from projections.question import Page, Question, about_incidents
from projections.runner.statement import Connection
from projections.source import LIVE, Source

_TABLES: Final = ("escalation", "escalation_told")

# $12 is "today": what happened after it has not happened. The last two bound a page; NULL does not.
_STEPS: Final = """
      WITH row AS (
    SELECT row.*, @kind AS kind
      FROM @escalation AS row
     WHERE @where
       AND COALESCE(row.occurred_from, row.noticed_at, row.aware_at, row.recorded_at) <= $12
       AND ($13::bigint IS NULL OR row.position < $13)
  ORDER BY row.position DESC
     LIMIT $14),
           told AS (
    SELECT report.incident, min(report.told_at) AS told_at
      FROM row
      JOIN @escalation_told AS report
        ON report.tenant_id = row.tenant_id
       AND report.incident = row.incident
     WHERE report.body = 'council_safeguarding'
       AND (report.told_at IS NULL OR report.told_at <= $12)
  GROUP BY report.incident),
           step AS (
    SELECT row.incident,
           row.position,
           row.kind,
           row.service,
           row.unit,
           CASE WHEN row.noticed_at <= $12 THEN row.noticed_at END AS noticed_at,
           CASE WHEN row.aware_at <= $12 THEN row.aware_at END AS aware_at,
           COALESCE(row.aware AND row.aware_at <= $12, row.aware, false) AS aware,
           told.told_at,
           told.incident IS NOT NULL AS told
      FROM row
 LEFT JOIN told ON told.incident = row.incident)
"""

_PAGE: Final = about_incidents(
    """
    @steps
    SELECT step.*,
           CASE WHEN aware_at >= noticed_at
                THEN extract(epoch FROM aware_at - noticed_at)::float / 3600
           END AS noticed_to_aware_hours,
           CASE WHEN told_at >= aware_at
                THEN extract(epoch FROM told_at - aware_at)::float / 3600
           END AS aware_to_told_hours,
           CASE WHEN told_at >= noticed_at
                THEN extract(epoch FROM told_at - noticed_at)::float / 3600
           END AS noticed_to_told_hours
      FROM step
  ORDER BY position DESC
""",
    steps=_STEPS,
)

_LEGS: Final = about_incidents(
    """
    @steps
    SELECT leg.name,
           count(*) FILTER (WHERE leg.ended >= leg.began) AS finished,
           count(*) FILTER (WHERE leg.waits) AS waiting,
           min(leg.began) FILTER (WHERE leg.waits) AS waiting_since
      FROM step
CROSS JOIN LATERAL (
           VALUES ('noticed_to_aware', noticed_at, aware_at, noticed_at IS NOT NULL AND NOT aware),
                  ('aware_to_told', aware_at, told_at, aware_at IS NOT NULL AND NOT told),
                  ('noticed_to_told', noticed_at, told_at, noticed_at IS NOT NULL AND NOT told)
           ) AS leg (name, began, ended, waits)
  GROUP BY leg.name
  ORDER BY leg.name
""",
    steps=_STEPS,
)


@dataclass(frozen=True, slots=True)
class Escalation:
    """`aware`, `told`: it is so, with or without a time that a clock may use."""

    incident: UUID
    position: int
    kind: str
    service: UUID | None
    unit: UUID | None
    noticed_at: datetime | None
    aware_at: datetime | None
    aware: bool
    told_at: datetime | None
    told: bool
    noticed_to_aware_hours: float | None
    aware_to_told_hours: float | None
    noticed_to_told_hours: float | None


@dataclass(frozen=True, slots=True)
class Leg:
    """`waiting_since`: the earliest beginning among those that still wait."""

    name: str
    finished: int
    waiting: int
    waiting_since: datetime | None


async def page(
    connection: Connection,
    provider: UUID,
    question: Question,
    page: Page,
    *,
    as_of: datetime,
    source: Source = LIVE,
) -> list[Escalation]:
    """At most `page.limit` incidents, newest first, as the world was at `as_of`."""
    rows = await source.rows(
        connection,
        _PAGE,
        _TABLES,
        *question.parameters(provider),
        as_of,
        page.before,
        page.limit,
    )
    return [Escalation(**row) for row in rows]


async def legs(
    connection: Connection,
    provider: UUID,
    question: Question,
    *,
    as_of: datetime,
    source: Source = LIVE,
) -> Sequence[Leg]:
    """Per leg, how many came to its end and how many wait; no rows where there is no incident."""
    rows = await source.rows(
        connection, _LEGS, _TABLES, *question.parameters(provider), as_of, None, None
    )
    return [Leg(**row) for row in rows]
