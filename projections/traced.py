"""Which incidents can be traced to what came of them, and where their traces lead.

Of the incidents that are asked about, those with a standing finding, the newest first; then which
actions answer the findings of their investigations and which lessons teach them. What each of these
says is read from its own stream.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from projections.cases.question import Cases, CaseTables, about_cases
from projections.runner.statement import Statement
from projections.trends.kept_out import hidden_investigations

_INCIDENTS: Final = ("trend_incidents", "trend_grounds", "trend_joined")
_LED_TO: Final = ("trend_investigations", "watched_actions", "lesson_reach")

_CHOSEN: Final = about_cases("""
    SELECT row.incident, row.kind, row.service, row.noticed_at, row.aware_at, row.told_at,
           row.council_decision, row.closed_at,
           ARRAY(SELECT joined.joined
                   FROM @trend_joined AS joined
                  WHERE joined.tenant_id = $2
                    AND joined.incident = row.incident) AS joined
      FROM @trend_incidents AS row
     WHERE @where
       AND ($10::uuid[] IS NULL OR row.incident = ANY ($10))
       AND ($10::uuid[] IS NOT NULL
            OR EXISTS (SELECT 1
                         FROM @trend_grounds AS ground
                        WHERE ground.tenant_id = row.tenant_id
                          AND ground.incident = row.incident
                          AND ground.investigation <> ALL ($12::uuid[]))
            OR EXISTS (SELECT 1
                         FROM @trend_joined AS joined
                         JOIN @trend_grounds AS ground
                           ON ground.tenant_id = $2
                          AND ground.incident = joined.joined
                        WHERE joined.tenant_id = $2
                          AND joined.incident = row.incident
                          AND ground.investigation <> ALL ($12::uuid[])))
  ORDER BY row.position DESC
     LIMIT $11
""")
_LEADS: Final = Statement("""
      WITH review AS (
    SELECT investigation
      FROM @trend_investigations AS review
     WHERE review.tenant_id = $2
       AND review.incidents && $3::uuid[])
    SELECT 'investigation' AS what, investigation AS id
      FROM review
     UNION
    SELECT 'action', action
      FROM @watched_actions AS action
     WHERE action.tenant_id = $2
       AND action.investigations && (SELECT array_agg(investigation) FROM review)
     UNION
    SELECT 'lesson', lesson
      FROM @lesson_reach AS lesson
     WHERE lesson.tenant_id = $2
       AND lesson.investigations && (SELECT array_agg(investigation) FROM review)
  ORDER BY what, id
""")


@dataclass(frozen=True, slots=True)
class Noticed:
    """An incident and its instants, each None where no clock may use it. `joined`: those that were
    merged into it, so that what came of them came of it.
    """

    incident: UUID
    kind: str
    service: UUID | None
    noticed_at: datetime | None
    aware_at: datetime | None
    told_at: datetime | None
    council_decision: str | None
    closed_at: datetime | None
    joined: Sequence[UUID] = ()

    @property
    def all(self) -> frozenset[UUID]:
        return frozenset((self.incident, *self.joined))


async def chosen(
    tables: CaseTables, cases: Cases, incidents: Sequence[UUID] | None, limit: int
) -> list[Noticed]:
    """These incidents, or else the newest of those that have a finding the reader may know of."""
    hidden = await hidden_investigations(
        tables.connection, tables.source, tables.provider, cases.persons
    )
    rows = await tables.rows(_CHOSEN, _INCIDENTS, cases, incidents, limit, hidden)
    return [Noticed(**row) for row in rows]


async def leads(tables: CaseTables, incidents: Sequence[UUID]) -> Mapping[str, Sequence[UUID]]:
    """Where these incidents lead: `investigation`, `action` and `lesson`, each with its ids."""
    found: dict[str, list[UUID]] = {}
    rows = await tables.source.rows(
        tables.connection, _LEADS, _LED_TO, tables.provider, list(incidents)
    )
    for row in rows:
        found.setdefault(row["what"], []).append(row["id"])
    return found
