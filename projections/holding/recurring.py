"""What recurrences are found from: what an action answers, and the incidents that are like it.

An incident stands on the day of first noticing, else the best day there is, as in every series; it
has a factor where a finding about it says so or where whoever reported it suggested it. What is
shared as good practice is no incident.

Source: Heed's rules on recurrences (`domain/action/recurrence.py`) and on dating.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from domain.action.recurrence import Candidate, Ended
from domain.vocabulary.factor import Factor
from projections.register import IN_ERROR, MERGED
from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source
from projections.trends.dating import dated
from projections.trends.kept_out import hidden_investigations

BEFORE: Final = timedelta(weeks=104)
"""How far back it is counted how often it happened before."""
_ENDED: Final = {IN_ERROR: Ended.ENTERED_IN_ERROR, MERGED: Ended.MERGED}

_FINDINGS: Final = Statement("""
    SELECT finding, factor, service,
           incidents || ARRAY(SELECT joined.incident
                                FROM @trend_joined AS joined
                               WHERE joined.tenant_id = $2
                                 AND joined.joined = ANY (found.incidents)) AS incidents,
           ARRAY(SELECT DISTINCT about.service
                   FROM @trend_incidents AS about
                  WHERE about.tenant_id = $2
                    AND about.incident = ANY (found.incidents)
                    AND about.service IS NOT NULL) AS services
      FROM @trend_findings AS found
     WHERE tenant_id = $2
       AND finding = ANY ($3::uuid[])
       AND NOT withdrawn
""")
# $2 provider, $3 services, $4 factors, $5 and $6 the first and the last day.
_LIKE: Final = """
      WITH likely AS (
    SELECT incident, service, state, kind, excluded, suggested_factors,
           @dated AS dated_on
      FROM @trend_incidents
     WHERE tenant_id = $2
       AND service = ANY ($3::uuid[])
       AND recorded_on >= $5),
           grounds AS (
    SELECT COALESCE(joined.incident, ground.incident) AS incident, array_agg(factor) AS factors
      FROM @trend_grounds AS ground
 LEFT JOIN @trend_joined AS joined
        ON joined.tenant_id = $2
       AND joined.joined = ground.incident
     WHERE ground.tenant_id = $2
       AND factor = ANY ($4::text[])
       AND @whose
  GROUP BY 1),
           alike AS (
    SELECT likely.*, suggested_factors || COALESCE(grounds.factors, '{}') AS factors
      FROM likely LEFT JOIN grounds USING (incident)
     WHERE dated_on BETWEEN $5 AND $6
       AND state IN ('open', 'closed')
       AND kind IS DISTINCT FROM 'good_practice'
       AND (suggested_factors && $4::text[] OR grounds.factors IS NOT NULL))
"""


def _of_those_alike(text: str, whose: str = "true") -> Statement:
    """A statement over `alike`, and over `likely`: all of these services. whose: which grounds."""
    return Statement(Statement(_LIKE + text).safe_substitute(dated=dated(), whose=whose))


_ALIKE: Final = _of_those_alike("SELECT incident, service, state, factors, dated_on FROM alike")
_AS_THEY_STAND: Final = Statement(
    Statement("""
    SELECT incident, service, state,
           @dated AS dated_on,
           CASE kind WHEN 'good_practice' THEN '{}' ELSE suggested_factors || ARRAY(
               SELECT factor FROM @trend_grounds AS ground
                WHERE ground.tenant_id = $2
                  AND ground.incident = ANY (one.incident || ARRAY(
                      SELECT joined.joined FROM @trend_joined AS joined
                       WHERE joined.tenant_id = $2 AND joined.incident = one.incident)))
           END AS factors
      FROM @trend_incidents AS one
     WHERE tenant_id = $2
       AND incident = ANY ($3::uuid[])
""").safe_substitute(dated=dated())
)
_BEFORE: Final = _of_those_alike(
    """
    SELECT (SELECT count(*) FROM alike
             WHERE NOT COALESCE(excluded && $7::uuid[], false)) AS number,
           (SELECT min(dated_on) FROM likely) AS first
""",
    whose="ground.investigation <> ALL ($8::uuid[])",
)
_TABLES: Final = ("trend_incidents", "trend_grounds", "trend_joined")


@dataclass(frozen=True, slots=True)
class Answered:
    """What the findings that an action answers say. `services`: where their investigation belongs,
    else where the incidents do on which they rest; those are `incidents`.
    """

    factors: frozenset[Factor]
    services: frozenset[UUID]
    incidents: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Before:
    """How many there were in so many days on record before the verification."""

    number: int
    days: int


async def findings(
    connection: Connection, provider: UUID, wanted: Iterable[UUID], source: Source = LIVE
) -> dict[UUID, Answered]:
    """By finding; those that were withdrawn are left out."""
    tables = ("trend_findings", "trend_incidents", "trend_joined")
    rows = await source.rows(connection, _FINDINGS, tables, provider, list(wanted))
    return {
        one["finding"]: Answered(
            frozenset({Factor(one["factor"])}),
            frozenset(_services(one)),
            frozenset(one["incidents"]),
        )
        for one in rows
    }


def together(answered: Sequence[Answered], service: UUID | None) -> Answered:
    """Of all findings of one action. service: the action's own, which goes first."""
    places = frozenset({service}) if service else frozenset[UUID]()
    return Answered(
        frozenset[Factor]().union(*(one.factors for one in answered)),
        places or frozenset[UUID]().union(*(one.services for one in answered)),
        frozenset[UUID]().union(*(one.incidents for one in answered)),
    )


async def alike(
    connection: Connection,
    provider: UUID,
    services: Iterable[UUID],
    factors: Iterable[Factor],
    days: tuple[date, date],
) -> list[Candidate]:
    """Every incident of these services and factors between two days, both included."""
    rows = await LIVE.rows(
        connection, _ALIKE, _TABLES, provider, list(services), list(factors), *days
    )
    return [_candidate(one) for one in rows]


async def as_they_stand(
    connection: Connection, provider: UUID, incidents: Iterable[UUID]
) -> list[Candidate]:
    rows = await LIVE.rows(connection, _AS_THEY_STAND, _TABLES, provider, list(incidents))
    return [_candidate(one) for one in rows]


async def before(
    connection: Connection,
    provider: UUID,
    about: Answered,
    verified_on: date,
    *,
    persons: Sequence[UUID] = (),
    source: Source = LIVE,
) -> Before:
    """How often it happened on record in the two years before the verification; persons: whoever
    reads, who gets nothing counted that they may not see.
    """
    first = verified_on - BEFORE
    hidden = await hidden_investigations(connection, source, provider, persons)
    sent = (list(about.services), list(about.factors), first, verified_on, list(persons), hidden)
    [row] = await source.rows(connection, _BEFORE, _TABLES, provider, *sent)
    began = max(first, row["first"] or verified_on)
    return Before(row["number"], max(0, (verified_on - began).days))


def _candidate(row: Any) -> Candidate:
    return Candidate(
        incident=row["incident"],
        service=row["service"],
        factors=frozenset(Factor(one) for one in row["factors"]),
        on=row["dated_on"],
        ended=_ENDED.get(row["state"]),
    )


def _services(row: Any) -> Iterable[UUID]:
    return [row["service"]] if row["service"] else row["services"]
