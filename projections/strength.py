"""The mix of actions by strength, whether they were done in time, and what people judged of them.

An action counts in the period in which it was agreed; whether it is done, late or reopened is as of
the day that is asked about, as far as the action says. Whoever may not see an incident does not
count what came of it either.

Source: RCA2 (at least one stronger or intermediate action); Heed's rule that a changed due date
keeps the original.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source

TABLES: Final = ("watched_actions", "trend_investigations", "trend_incidents")

# $2 provider, $3 persons, $4 services, $5 from, $6 before, $7 as of, $8 its day in London; $9
# actions that are hidden from these persons for any other reason.
_ACTIONS: Final = """
           hidden AS (
    SELECT review.investigation
      FROM @trend_investigations AS review
     WHERE review.tenant_id = $2
       AND cardinality($3::uuid[]) > 0
       AND EXISTS (SELECT 1
                     FROM @trend_incidents AS row
                    WHERE row.tenant_id = $2
                      AND row.incident = ANY (review.incidents)
                      AND row.excluded && $3::uuid[])),
           action AS (
    SELECT action.*,
           action.completed_on <= $8 AS done,
           action.verified_at <= $7 AS seen
      FROM @watched_actions AS action
     WHERE action.tenant_id = $2
       AND ($4::uuid[] IS NULL OR action.service = ANY ($4))
       AND ($5::timestamptz IS NULL OR action.agreed_at >= $5)
       AND ($6::timestamptz IS NULL OR action.agreed_at < $6)
       AND action.agreed_at <= $7
       AND action.action <> ALL ($9::uuid[])
       AND NOT COALESCE(action.investigations && (SELECT array_agg(investigation) FROM hidden),
                        false))
"""
_MIX: Final = """
      WITH @actions
    SELECT strength, kind, count(*) AS number,
           count(*) FILTER (WHERE cancelled) AS cancelled,
           count(*) FILTER (WHERE NOT cancelled AND due_on <= $8) AS due,
           count(*) FILTER (WHERE NOT cancelled AND due_on <= $8 AND completed_on <= due_on)
               AS on_time,
           count(*) FILTER (WHERE NOT cancelled AND original_due_on <= $8) AS originally_due,
           count(*) FILTER (WHERE NOT cancelled AND original_due_on <= $8
                              AND completed_on <= original_due_on) AS on_original_time,
           count(*) FILTER (WHERE NOT cancelled AND due_on < $8 AND done IS NOT TRUE) AS overdue,
           min(due_on) FILTER (WHERE NOT cancelled AND due_on < $8 AND done IS NOT TRUE)
               AS overdue_since,
           count(*) FILTER (WHERE done) AS completed,
           count(*) FILTER (WHERE seen) AS verified,
           count(*) FILTER (WHERE reopened > 0) AS reopened,
           count(*) FILTER (WHERE cardinality(verdicts) > 0) AS judged,
           count(*) FILTER (WHERE verdicts[cardinality(verdicts)] IN ('effective', 'sustained'))
               AS helped,
           count(*) FILTER (WHERE verdicts[cardinality(verdicts)] = 'sustained') AS sustained,
           count(*) FILTER (WHERE verdicts[cardinality(verdicts)]
                                  IN ('not_effective', 'not_sustained')) AS did_not_help
      FROM action
  GROUP BY strength, kind
  ORDER BY strength, kind
"""
_SUBJECTS: Final = "WITH @actions SELECT action FROM action"
_WEAK: Final = """
      WITH @actions,
           answered AS (
    SELECT finding, bool_and(strength = 'weaker') AS only_weaker
      FROM action
CROSS JOIN LATERAL unnest(findings) AS finding
     WHERE NOT cancelled
  GROUP BY finding)
    SELECT count(*) AS findings,
           count(*) FILTER (WHERE only_weaker) AS only_weaker
      FROM answered
"""


def _over(text: str) -> Statement:
    return Statement(Statement(text).safe_substitute(actions=_ACTIONS))


_MIXED: Final = _over(_MIX)
_ONLY_WEAKER: Final = _over(_WEAK)
_NAMED: Final = _over(_SUBJECTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Which actions. None does not narrow; times are half-open, of when each was agreed. `day`:
    that of `as_of` in London. `hidden`: those of `subjects` that whoever reads may not see.
    """

    as_of: datetime
    day: date
    persons: tuple[UUID, ...] = ()
    services: tuple[UUID, ...] | None = None
    since: datetime | None = None
    before: datetime | None = None
    hidden: tuple[UUID, ...] = ()

    def parameters(self, provider: UUID) -> tuple[object, ...]:
        spans = (self.since, self.before, self.as_of, self.day)
        return (provider, self.persons, self.services, *spans, self.hidden)


@dataclass(frozen=True, slots=True)
class Mixed:
    """Actions of one strength and kind. `judged`: people reviewed their effect, and the last word
    holds. `due`, `originally_due`: of which the day has come.
    """

    strength: str
    kind: str
    number: int
    cancelled: int
    due: int
    on_time: int
    originally_due: int
    on_original_time: int
    overdue: int
    overdue_since: date | None
    completed: int
    verified: int
    reopened: int
    judged: int
    helped: int
    sustained: int
    did_not_help: int


@dataclass(frozen=True, slots=True)
class Answered:
    """Findings that have an action, and how many of them have only weaker ones."""

    findings: int
    only_weaker: int


async def subjects(
    connection: Connection, provider: UUID, agreed: Agreed, source: Source = LIVE
) -> list[UUID]:
    """The actions that it may be about."""
    rows = await source.rows(connection, _NAMED, TABLES, *agreed.parameters(provider))
    return [row["action"] for row in rows]


async def mix(
    connection: Connection, provider: UUID, agreed: Agreed, source: Source = LIVE
) -> Sequence[Mixed]:
    rows = await source.rows(connection, _MIXED, TABLES, *agreed.parameters(provider))
    return [Mixed(**row) for row in rows]


async def answered(
    connection: Connection, provider: UUID, agreed: Agreed, source: Source = LIVE
) -> Answered:
    [row] = await source.rows(connection, _ONLY_WEAKER, TABLES, *agreed.parameters(provider))
    return Answered(**row)
