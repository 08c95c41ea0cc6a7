"""Reading the register: pages of incidents, and how many there are of each kind.

Pages follow the position at which an incident was first recorded, newest first, so that they stay
the same while incidents are added and changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from projections.question import Page, Question, about_incidents
from projections.runner.statement import Connection
from projections.source import LIVE, Source

_PAGE: Final = about_incidents("""
    SELECT row.incident,
           row.version,
           row.position,
           row.recorded_at,
           row.updated_at,
           row.source_system,
           row.source_ref,
           row.source_version,
           @kind AS kind,
           COALESCE(row.reported_kind, 'unclassified') AS reported_kind,
           row.classified_kind IS NOT NULL AS classified,
           row.state,
           row.service,
           row.unit,
           row.occurred_from,
           row.occurred_to,
           row.occurred_precision,
           COALESCE(row.occurred_suspect, false) AS occurred_suspect,
           row.first_noticed_by,
           COALESCE(row.risk_types, ARRAY[]::text[]) AS risk_types,
           row.harm_physical,
           row.harm_psychological,
           COALESCE(row.safe_later, row.safe_reported) AS safe_now,
           row.council_decision,
           row.investigations,
           COALESCE(row.issues, 0) AS issues
      FROM @register AS row
     WHERE @where
       AND ($12::bigint IS NULL OR row.position < $12)
       AND ($13::text[] IS NULL OR row.risk_types && $13)
       AND ($14::text IS NULL OR row.source_system = $14)
  ORDER BY row.position DESC
     LIMIT $15
""")

_TALLY: Final = about_incidents("""
    SELECT @kind AS kind, row.state, count(*) AS incidents
      FROM @register AS row
     WHERE @where
       AND ($12::text[] IS NULL OR row.risk_types && $12)
  GROUP BY 1, 2
  ORDER BY 1, 2
""")


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident as it stands. `position`: where it was first recorded."""

    incident: UUID
    version: int
    position: int
    recorded_at: datetime
    updated_at: datetime
    source_system: str
    source_ref: str
    source_version: int
    kind: str
    reported_kind: str
    classified: bool
    state: str
    service: UUID | None
    unit: UUID | None
    occurred_from: datetime | None
    occurred_to: datetime | None
    occurred_precision: str | None
    occurred_suspect: bool
    first_noticed_by: str | None
    risk_types: list[str]
    harm_physical: str | None
    harm_psychological: str | None
    safe_now: str | None
    council_decision: str | None
    investigations: int
    issues: int


@dataclass(frozen=True, slots=True)
class Tally:
    kind: str
    state: str
    incidents: int


async def page(
    connection: Connection,
    provider: UUID,
    question: Question,
    page: Page,
    *,
    risk_types: Sequence[str] | None = None,
    sent_by: str | None = None,
    source: Source = LIVE,
) -> list[Entry]:
    """At most `page.limit` incidents, newest first. `risk_types`: any of them. `sent_by`: the
    system whose incidents these are.
    """
    rows = await source.rows(
        connection,
        _PAGE,
        ("register",),
        *question.parameters(provider),
        page.before,
        risk_types,
        sent_by,
        page.limit,
    )
    return [Entry(**row) for row in rows]


async def tally(
    connection: Connection,
    provider: UUID,
    question: Question,
    *,
    risk_types: Sequence[str] | None = None,
    source: Source = LIVE,
) -> list[Tally]:
    """How many of each kind and state; a combination without incidents has no row."""
    rows = await source.rows(
        connection, _TALLY, ("register",), *question.parameters(provider), risk_types
    )
    return [Tally(**row) for row in rows]
