"""What pattern rules look at, gathered from the views of trends and themes.

Everything that counts, of all times: whether three incidents lie close together does not depend on
the day on which somebody looks. What is shared as good practice is no incident. Of services that
did not move only what rules look for over several services.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from adapters.postgres.reading import Connection
from domain.duty.calendar import london_day
from domain.measure.period import begins, ends
from domain.theme.facts import CriterionChecked, DelaySignalled, Facts, IncidentFacts
from domain.theme.member import Cause
from domain.theme.rules import RULES, Scope
from domain.theme.state import Stage
from projections.cases.question import CaseTables
from projections.cases.together import linked
from projections.register import IN_ERROR, MERGED
from projections.runner.statement import Statement
from projections.trends.dating import dated

_INCIDENTS: Final = Statement("""
      WITH found AS (
    SELECT COALESCE(joined.incident, ground.incident) AS incident,
           array_agg(DISTINCT ground.factor) AS factors
      FROM heed.trend_grounds AS ground
 LEFT JOIN heed.trend_joined AS joined
        ON joined.tenant_id = $1
       AND joined.joined = ground.incident
     WHERE ground.tenant_id = $1
  GROUP BY 1)
    SELECT one.incident, one.service, found.factors,
           @day AS day,
           one.suggested_factors, one.risks, one.adults, one.late_duties, one.ruled_out_duties,
           CASE WHEN one.aware_at >= one.noticed_at
                THEN EXTRACT(EPOCH FROM one.aware_at - one.noticed_at)::float / 3600
                END AS delay_hours
      FROM heed.trend_incidents AS one
 LEFT JOIN found USING (incident)
     WHERE one.tenant_id = $1
       AND one.state IN ('open', 'closed')
       AND one.kind IS DISTINCT FROM 'good_practice'
       AND one.service IS NOT NULL
       AND ($2::uuid[] IS NULL OR one.service = ANY ($2)
            OR found.factors IS NOT NULL OR one.suggested_factors && $3::text[])
""").substitute(day=dated("one"))
_SIGNALLED: Final = """
    SELECT one.signal, one.service, one.first_period, one.newest_period
      FROM heed.signals AS one
      JOIN heed.watched_measures AS measure
        ON measure.tenant_id = one.tenant_id
       AND measure.measure = one.subject
     WHERE one.tenant_id = $1
       AND one.direction = 'concern'
       AND one.withdrawn_at IS NULL
       AND one.first_period IS NOT NULL
       AND one.service IS NOT NULL
       AND measure.question = 'hours_first_noticed_to_aware'
"""
_CHECKS: Final = """
    SELECT audit, service, unit, tool, criterion, done_on, met
      FROM heed.trend_audits
     WHERE tenant_id = $1
       AND met IS NOT NULL
       AND service IS NOT NULL
"""
_GONE: Final = """
    SELECT incident, state
      FROM heed.trend_incidents
     WHERE tenant_id = $1
       AND incident = ANY ($2)
       AND state IN ('entered_in_error', 'merged')
"""
_THEMES: Final = """
    SELECT theme, rule, service, subject, stage, incidents, audits
      FROM heed.themes
     WHERE tenant_id = $1
  ORDER BY position
"""
_ACROSS: Final = [
    *{factor for rule in RULES.values() if rule.scope is Scope.PROVIDER for factor in rule.factors}
]
"""Suggested factors that are looked for over several services."""
_TICK: Final = timedelta(microseconds=1)
_UNKNOWN: Final = "unknown"
_CAUSES: Final = {IN_ERROR: Cause.ENTERED_IN_ERROR, MERGED: Cause.MERGED}


KnownAs = Callable[[UUID], UUID]


@dataclass(frozen=True, slots=True)
class Known:
    """A theme that there is. `rule` None: a person began it."""

    theme: UUID
    rule: str | None
    service: UUID | None
    subject: str
    stage: Stage
    members: frozenset[UUID]


async def facts_of(
    connection: Connection, provider: UUID, services: Sequence[UUID] | None, known_as: KnownAs
) -> Facts:
    """`services`: those of which everything is wanted; None: of all. `known_as`: the reference that
    an adult has in themes, which nobody can work out who knows theirs.
    """
    same = await linked(CaseTables(connection, provider))
    incidents = await connection.fetch(_INCIDENTS, provider, services, _ACROSS)
    checks = await connection.fetch(_CHECKS, provider)
    signals = await connection.fetch(_SIGNALLED, provider)
    return Facts(
        tuple(_incident(row, same, known_as) for row in incidents),
        tuple(_checks(checks)),
        tuple(_signalled(row) for row in signals),
    )


def _signalled(row: Any) -> DelaySignalled:
    """From the first period of the pattern to the newest one that was closed then."""
    newest = row["newest_period"] or row["first_period"]
    return DelaySignalled(
        signal=row["signal"],
        service=row["service"],
        first=london_day(begins(row["first_period"])),
        last=london_day(ends(newest) - _TICK),
    )


def _incident(row: Any, same: Mapping[UUID, UUID], known_as: KnownAs) -> IncidentFacts:
    """`same`: references that mean one person, by the one that stands for them. An adult has
    another reference here, that leads to nobody.
    """
    return IncidentFacts(
        incident=row["incident"],
        service=row["service"],
        day=row["day"],
        suggested=frozenset(row["suggested_factors"] or ()),
        found=frozenset(row["factors"] or ()),
        risks=frozenset(one for one in row["risks"] or () if _UNKNOWN not in one.split("/")),
        delay_hours=None if row["delay_hours"] is None else round(row["delay_hours"], 2),
        duties=frozenset([*(row["late_duties"] or ()), *(row["ruled_out_duties"] or ())]),
        adults=frozenset(known_as(same.get(one, one)) for one in row["adults"] or ()),
    )


def _checks(rows: Sequence[Any]) -> Iterator[CriterionChecked]:
    for row in rows:
        yield CriterionChecked(
            audit=row["audit"],
            service=row["service"],
            unit=row["unit"],
            tool=row["tool"],
            criterion=row["criterion"],
            day=row["done_on"],
            met=row["met"],
        )


async def themes_of(connection: Connection, provider: UUID) -> Sequence[Known]:
    """Every theme that there was, in the order in which they came to be."""
    rows = await connection.fetch(_THEMES, provider)
    return [
        Known(
            theme=row["theme"],
            rule=row["rule"],
            service=row["service"],
            subject=row["subject"] or "",
            stage=Stage(row["stage"]),
            members=frozenset([*row["incidents"], *row["audits"]]),
        )
        for row in rows
    ]


async def gone_among(
    connection: Connection, provider: UUID, members: Sequence[UUID]
) -> dict[UUID, Cause]:
    """Those of these incidents that count no more, and why."""
    rows = await connection.fetch(_GONE, provider, list(members))
    return {row["incident"]: _CAUSES[row["state"]] for row in rows}
