"""Actions that were done by the day they were due, of those due in each period.

A due date that was moved counts as it stands now; that it was moved stands with the action. One
that was cancelled is not due. Actions belong to services, so that a unit narrows nothing.

Source: domain rules on improvement actions (timeliness).
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from domain.measure.figure import Proportion
from domain.measure.period import containing
from projections.runner.statement import Connection, Statement
from projections.source import Source
from projections.trends.answers.answered import About, Answered, Answers, DatedBy

TABLES: Final = ("watched_actions", "trend_findings")
_DUE: Final = Statement("""
    SELECT action.action AS subject,
           action.due_on,
           COALESCE(action.completed_on <= LEAST(action.due_on, $5), false) AS in_time
      FROM @watched_actions AS action
     WHERE action.tenant_id = $2
       AND ($3::uuid IS NULL OR action.service = $3)
       AND NOT action.cancelled
       AND action.due_on <= $5
       AND ($4::text IS NULL OR EXISTS (
           SELECT
             FROM @trend_findings AS finding
            WHERE finding.tenant_id = $2
              AND finding.finding = ANY (action.findings)
              AND finding.factor = $4
              AND NOT finding.withdrawn))
  ORDER BY action.due_on
""")


async def _due(connection: Connection, source: Source, about: About) -> list[Any]:
    return await source.rows(
        connection,
        _DUE,
        TABLES,
        about.provider,
        about.service,
        about.factor,
        about.today,
    )


async def subjects(connection: Connection, source: Source, about: About) -> list[UUID]:
    """The actions that it may be about."""
    found = await _due(connection, source, about)
    return [one["subject"] for one in found]


async def in_time(connection: Connection, source: Source, about: About) -> Answers:
    found = await _due(connection, source, about)
    hidden = frozenset(about.hidden)
    periods = dict[str, list[Any]]()
    for one in found:
        if one["subject"] not in hidden:
            periods.setdefault(containing(one["due_on"], about.cadence), []).append(one)
    rows = [_period(period, due) for period, due in periods.items()]
    return Answers(dated_by=DatedBy.DUE_ON, rows=tuple(rows))


def _period(period: str, due: Sequence[Any]) -> Answered:
    share = Proportion(numerator=sum(one["in_time"] for one in due), denominator=len(due))
    return Answered(period=period, figure=share, n=len(due))
