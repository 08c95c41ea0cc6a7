"""Reading timeliness: of each duty, how many were owed, done, in time, late, or are overdue now.

What is still open is never left out: it is overdue from the moment its time was over, and waits
before that. A duty that was met at an unknown time is neither early nor late, and is said apart.

Source: `domain/duty/assessment`: the provider's own target and the law's number, never mixed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from projections.runner.json_text import written
from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source

TABLES: Final = ("duty_times", "duty_services")

# $2 provider, $3 persons, $4 services, $5 units, $6 duties, $7 from, $8 before, $9 as of,
# $10 the provider's own targets in hours, by duty.
_JUDGED: Final = """
           held AS (
    SELECT duty.*,
           duty.counted_from + make_interval(hours => COALESCE(($10::jsonb ->> duty.duty)::int,
                                                              duty.target_hours)) AS own_due_at,
           duty.answered AND COALESCE(duty.made_at <= $9, true) AS done
      FROM @duty_times AS duty
 LEFT JOIN @duty_services AS at
        ON at.tenant_id = duty.tenant_id
       AND at.service = duty.service
     WHERE duty.tenant_id = $2
       AND NOT COALESCE(duty.excluded && $3::uuid[], false)
       AND ($4::uuid[] IS NULL OR duty.service = ANY ($4))
       AND ($5::uuid[] IS NULL OR duty.unit = ANY ($5))
       AND ($6::text[] IS NULL OR duty.duty = ANY ($6))
       AND ($7::timestamptz IS NULL OR duty.counted_from >= $7)
       AND ($8::timestamptz IS NULL OR duty.counted_from < $8)
       AND duty.counted_from <= $9
       AND COALESCE(duty.arises_at <= $9, true)
       AND NOT (duty.needs_registration AND at.registered IS FALSE)),
           judged AS (
    SELECT held.*,
           CASE
           WHEN standing IN ('ruled_out', 'excused', 'to_judge') THEN standing
           WHEN done AND made_at IS NULL THEN 'done_at_unknown_time'
           WHEN done AND made_at > LEAST(own_due_at, legal_due_at) THEN 'late'
           WHEN done AND LEAST(own_due_at, legal_due_at) IS NULL THEN 'done'
           WHEN done THEN 'in_time'
           WHEN $9 > LEAST(own_due_at, legal_due_at) THEN 'overdue'
           ELSE 'open'
           END AS stands,
           CASE WHEN made_at >= counted_from THEN extract(epoch FROM made_at - counted_from) END
               ::float / 3600 AS hours
      FROM held)
"""


def _over(text: str) -> Statement:
    """A statement over the duties as they are judged."""
    return Statement(Statement(text).safe_substitute(judged=_JUDGED))


_TALLY: Final = _over("""
      WITH @judged
    SELECT duty,
           count(*) FILTER (WHERE stands = 'in_time') AS in_time,
           count(*) FILTER (WHERE stands = 'late') AS late,
           count(*) FILTER (WHERE stands = 'overdue') AS overdue,
           count(*) FILTER (WHERE stands = 'open') AS open,
           count(*) FILTER (WHERE stands = 'done') AS without_deadline,
           count(*) FILTER (WHERE stands = 'done_at_unknown_time') AS at_unknown_time,
           count(*) FILTER (WHERE stands = 'excused') AS excused,
           count(*) FILTER (WHERE stands = 'ruled_out') AS ruled_out,
           count(*) FILTER (WHERE stands = 'to_judge') AS to_judge,
           count(*) FILTER (WHERE stands IN ('in_time', 'late', 'overdue')
                              AND legal_due_at IS NOT NULL) AS against_law,
           count(*) FILTER (WHERE stands IN ('in_time', 'late', 'overdue')
                              AND COALESCE(CASE WHEN done THEN made_at END, $9) > legal_due_at)
               AS late_in_law,
           array_agg(hours ORDER BY hours) FILTER (WHERE done AND hours IS NOT NULL
                              AND stands IN ('in_time', 'late', 'done')) AS took,
           array_agg(extract(epoch FROM $9 - counted_from)::float / 3600)
               FILTER (WHERE stands IN ('overdue', 'open')) AS waiting
      FROM judged
  GROUP BY duty
  ORDER BY duty
""")
_LATE: Final = _over("""
      WITH @judged
    SELECT incident, duty, nullif(commissioner, '') AS commissioner, service, stands, counted_from,
           made_at, own_due_at, legal_due_at, late_reason, ruled_out_reason, ruled_out_by
      FROM judged
     WHERE stands = ANY ($11::text[])
  ORDER BY counted_from DESC, incident, duty
     LIMIT $12
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Which duties. None does not narrow; times are half-open, of when each counted from."""

    persons: tuple[UUID, ...] = ()
    services: tuple[UUID, ...] | None = None
    units: tuple[UUID, ...] | None = None
    duties: tuple[str, ...] | None = None
    since: datetime | None = None
    before: datetime | None = None

    def parameters(self) -> tuple[object, ...]:
        return (self.persons, self.services, self.units, self.duties, self.since, self.before)


@dataclass(frozen=True, slots=True)
class Tally:
    """One duty. `took`: hours of those that were done, the shortest first; `waiting`: hours so far
    of those that are not. `against_law`: those for which the law has a number.
    """

    duty: str
    in_time: int
    late: int
    overdue: int
    open: int
    without_deadline: int
    at_unknown_time: int
    excused: int
    ruled_out: int
    to_judge: int
    against_law: int
    late_in_law: int
    took: Sequence[float] | None
    waiting: Sequence[float] | None


@dataclass(frozen=True, slots=True)
class Late:
    """One that was late, is overdue, or was ruled out. The reasons are sealed bodies."""

    incident: UUID
    duty: str
    commissioner: str | None
    service: UUID | None
    stands: str
    counted_from: datetime
    made_at: datetime | None
    own_due_at: datetime | None
    legal_due_at: datetime | None
    late_reason: UUID | None
    ruled_out_reason: UUID | None
    ruled_out_by: str | None


async def tallies(
    connection: Connection,
    provider: UUID,
    about: About,
    *,
    as_of: datetime,
    targets: Mapping[str, int],
    source: Source = LIVE,
) -> list[Tally]:
    """One of each duty that there is, in the order of their names."""
    parameters = (provider, *about.parameters(), as_of, written(dict(targets)))
    rows = await source.rows(connection, _TALLY, TABLES, *parameters)
    return [Tally(**row) for row in rows]


async def late(
    connection: Connection,
    provider: UUID,
    about: About,
    *,
    as_of: datetime,
    targets: Mapping[str, int],
    stands: Sequence[str],
    limit: int,
    source: Source = LIVE,
) -> list[Late]:
    """Those that stand so (`late`, `overdue`, `ruled_out`), the newest first."""
    own = written(dict(targets))
    parameters = (provider, *about.parameters(), as_of, own, list(stands), limit)
    rows = await source.rows(connection, _LATE, TABLES, *parameters)
    return [Late(**row) for row in rows]
