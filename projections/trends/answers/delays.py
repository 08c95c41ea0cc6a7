"""How long it took from first noticing to a later instant: the median of each period.

A period is that of the noticing, so that a delay counts where it began. Only those that have come
to their end are in the median; how many still wait stands beside it. Times that a clock may not use
make no hours. Where the measure is taken event by event, each incident stands by itself.

Source: the instants of a report (Care Act 2014 s42, local procedures).
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from domain.measure.figure import Value
from domain.vocabulary.measuring import Cadence
from projections.runner.statement import Connection, Statement
from projections.source import Source
from projections.trends.answers import incidents
from projections.trends.answers.answered import About, Answered, Answers, DatedBy
from projections.trends.answers.between import MOST, names

Ending: TypeAlias = Mapping[Cadence, Statement]
"""The statement of each cadence, of one kind of end."""

# $9 is now. Whatever happened after it has not happened.
_STEPS: Final = """,
           step AS (
    SELECT row.position,
           row.noticed_at,
           (row.noticed_at AT TIME ZONE 'Europe/London')::date AS on_day,
           CASE WHEN row.@ended BETWEEN row.noticed_at AND $9
                THEN extract(epoch FROM row.@ended - row.noticed_at) / 3600
           END AS hours,
           NOT COALESCE(row.@happened, false) OR COALESCE(row.@ended > $9, false) AS waits
      FROM row
     WHERE row.noticed_at <= $9)
"""
_MEDIANS: Final = """@steps
    SELECT to_char(on_day, '@form') AS period,
           round((percentile_cont(0.5) WITHIN GROUP (ORDER BY hours))::numeric, 4) AS hours,
           count(hours) AS number,
           count(*) FILTER (WHERE waits) AS waiting
      FROM step
  GROUP BY period
  ORDER BY min(on_day)
"""
_ONE_BY_ONE: Final = """@steps
    SELECT on_day, noticed_at, round(hours::numeric, 4) AS hours
      FROM step
     WHERE hours IS NOT NULL
  ORDER BY noticed_at DESC, position DESC
     LIMIT $10
"""
_FORMS: Final[Mapping[Cadence, str]] = MappingProxyType({
    Cadence.MONTH: "YYYY-MM",
    Cadence.WEEK: 'IYYY-"W"IW',
    Cadence.QUARTER: 'YYYY-"Q"Q',
})  # fmt: skip


def _ending(ended: str, happened: str) -> Ending:
    """The statement for each cadence. ended, happened: columns, as the declaration names them."""
    steps = Statement(_STEPS).safe_substitute(ended=ended, happened=happened)
    made = {
        cadence: incidents.about_incidents(_MEDIANS, steps=steps, form=form)
        for cadence, form in _FORMS.items()
    }
    made[Cadence.EVENT] = incidents.about_incidents(_ONE_BY_ONE, steps=steps)
    return MappingProxyType(made)


TO_AWARE: Final = _ending("aware_at", "aware")
TO_OUTSIDE: Final = _ending("outside_at", "external_reports")
TO_HEALTH: Final = _ending("health_at", "health")


async def hours(
    connection: Connection,
    source: Source,
    about: About,
    ending: Ending,
) -> Answers:
    statement = ending[about.cadence]
    if about.cadence is Cadence.EVENT:
        found = await incidents.rows(connection, source, statement, about, about.as_of, MOST)
        rows = _one_by_one(list(reversed(found)))
    else:
        found = await incidents.rows(connection, source, statement, about, about.as_of)
        rows = [_median(one) for one in found if one["number"]]
    return Answers(dated_by=DatedBy.FIRST_NOTICED, rows=tuple(rows))


def _median(one: Any) -> Answered:
    return Answered(
        period=one["period"],
        figure=Value(value=_plain(one["hours"])),
        n=one["number"],
        waiting=one["waiting"],
    )


def _one_by_one(found: list[Any]) -> list[Answered]:
    named = names([(one["on_day"], one["noticed_at"]) for one in found])
    return [
        Answered(period=period, figure=Value(value=_plain(one["hours"])), n=1)
        for period, one in zip(named, found, strict=True)
    ]


def _plain(hours: Decimal) -> Decimal:
    """Without noughts that say nothing: 26.0000 is 26."""
    return Decimal(f"{hours.normalize():f}")
