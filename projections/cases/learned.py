"""What closed cases taught: something above the individual, nothing but the individual, or nothing.

A finding about one person's conduct explains little of why it could happen. A case that closed
with a finding above the individual level has taught something; one whose investigation declared
that there was nothing to find has at least been asked. What came of a case that the reader may not
see is not counted for any other.

Source: Patient Safety Incident Response Framework (system-based learning); Yorkshire Contributory
Factors Framework (levels).
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from projections.cases.question import Cases, CaseTables, about_cases

_TABLES: Final = ("trend_incidents", "trend_findings", "trend_investigations", "trend_joined")

# $10 today as an instant.
_ROWS: Final = about_cases("""
      WITH closed AS (
    SELECT row.incident, row.service, row.kind
      FROM @trend_incidents AS row
     WHERE @where
       AND row.state = 'closed'
       AND row.closed_at <= $10),
           hidden AS (
    SELECT row.incident
      FROM @trend_incidents AS row
     WHERE row.tenant_id = $2
       AND row.excluded && $3::uuid[]),
           looked AS (
    SELECT looked.*
      FROM @trend_investigations AS looked
     WHERE looked.tenant_id = $2
       AND NOT EXISTS (SELECT FROM hidden WHERE hidden.incident = ANY (looked.incidents))),
           found AS (
    SELECT COALESCE(joined.incident, about.incident) AS incident,
           bool_or(finding.level <> 'individual') AS above
      FROM @trend_findings AS finding
      JOIN looked
        ON looked.investigation = finding.investigation
CROSS JOIN LATERAL unnest(finding.incidents) AS about (incident)
 LEFT JOIN @trend_joined AS joined
        ON joined.tenant_id = $2
       AND joined.joined = about.incident
     WHERE finding.tenant_id = $2
       AND NOT finding.withdrawn
       AND finding.factor <> 'no_contributory_factor_found'
       AND finding.found_at <= $10
  GROUP BY 1),
           declared AS (
    SELECT DISTINCT COALESCE(joined.incident, about.incident) AS incident
      FROM looked
CROSS JOIN LATERAL unnest(looked.incidents) AS about (incident)
 LEFT JOIN @trend_joined AS joined
        ON joined.tenant_id = $2
       AND joined.joined = about.incident
     WHERE looked.declared_none
        OR EXISTS (
           SELECT
             FROM @trend_findings AS finding
            WHERE finding.tenant_id = $2
              AND finding.investigation = looked.investigation
              AND NOT finding.withdrawn
              AND finding.factor = 'no_contributory_factor_found'))
    SELECT closed.service,
           closed.kind,
           count(*) AS closed,
           count(*) FILTER (WHERE found.above) AS above_individual,
           count(*) FILTER (WHERE NOT found.above) AS individual_only,
           count(*) FILTER (WHERE found.incident IS NULL
                              AND declared.incident IS NOT NULL) AS declared_none,
           count(*) FILTER (WHERE found.incident IS NULL
                              AND declared.incident IS NULL) AS none_at_all
      FROM closed
 LEFT JOIN found ON found.incident = closed.incident
 LEFT JOIN declared ON declared.incident = closed.incident
  GROUP BY closed.service, closed.kind
  ORDER BY closed.service, closed.kind
     LIMIT $11
""")


@dataclass(frozen=True, slots=True)
class Learned:
    """Of one service and kind; every closed case is in one of the four. `service` None: it is not
    known where they belong.
    """

    service: UUID | None
    kind: str
    closed: int
    above_individual: int
    individual_only: int
    declared_none: int
    none_at_all: int


async def learned(tables: CaseTables, cases: Cases, *, limit: int) -> list[Learned]:
    """At most so many services and kinds."""
    rows = await tables.rows(_ROWS, _TABLES, cases, cases.as_of, limit)
    return [Learned(**row) for row in rows]
