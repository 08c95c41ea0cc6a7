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

# $12: "today". What happened after it has not happened.
_STEPS: Final = """
      WITH told AS (
    SELECT report.incident, min(report.told_at) AS told_at
      FROM @escalation_told AS report
     WHERE report.tenant_id = $2
       AND report.body = 'council_safeguarding'
       AND (report.told_at IS NULL OR report.told_at <= $12)
  GROUP BY incident),
           step AS (
    SELECT row.incident,
           row.position,
           @kind AS kind,
           row.service,
           row.unit,
           CASE WHEN row.noticed_at <= $12 THEN row.noticed_at END AS noticed_at,
           CASE WHEN row.aware_at <= $12 THEN row.aware_at END AS aware_at,
           COALESCE(row.aware AND row.aware_at <= $12, row.aware, false) AS aware,
           told.told_at,
           told.incident IS NOT NULL AS told
      FROM @escalation AS row
 LEFT JOIN told USING (incident)
     WHERE @where
       AND COALESCE(row.occurred_from, row.noticed_at, row.aware_at, row.recorded_at) <= $12)
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
     WHERE ($13::bigint IS NULL OR position < $13)
  ORDER BY position DESC
     LIMIT $14
""",
    steps=_STEPS,
)

_WAITING: Final = about_incidents(
    """
    @steps
    SELECT leg.name,
           count(*) FILTER (WHERE leg.ended >= leg.began) AS finished,
           count(*) FILTER (WHERE leg.waits) AS waiting,
           min(leg.began) FILTER (WHERE leg.waits) AS waiting_since
      FROM step
CROSS JOIN LATERAL (
           VALUES ('noticed_to_aware', noticed_at, aware_at, NOT aware),
                  ('aware_to_told', aware_at, told_at, NOT told),
                  ('noticed_to_told', noticed_at, told_at, NOT told)
           ) AS every (name, began, ended, unfinished)
CROSS JOIN LATERAL (SELECT name, began, ended, began IS NOT NULL AND unfinished AS waits) AS leg
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
    rows = await connection.fetch(
        source.over(_PAGE, "escalation", "escalation_told"),
        source.rows,
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
    rows = await connection.fetch(
        source.over(_WAITING, "escalation", "escalation_told"),
        source.rows,
        *question.parameters(provider),
        as_of,
    )
    return [Leg(**row) for row in rows]
