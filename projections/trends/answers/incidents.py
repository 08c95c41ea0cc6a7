"""Which incidents a derived measure counts, and on which day each of them stands.

What is shared as good practice is no incident. One that was entered in error or merged into another
does not count, and one that the reader may not see is not counted for that reader. It has a factor
where a finding about it that the reader may know of says so, or where whoever reported it suggested
it.

Source: Heed's rule on dating (the day of first noticing; else the best day there is, and how many
that were is said).
"""

from datetime import date, datetime
from typing import Any, Final, NamedTuple

from projections.runner.statement import Connection, Statement
from projections.source import Source
from projections.trends.answers.answered import About, Late
from projections.trends.dating import dated
from projections.trends.kept_out import hidden_investigations

TABLES: Final = ("trend_incidents", "trend_grounds", "trend_joined")

# $2 provider, $3 persons, $4 service, $5 unit, $6 factor, $7 today,
# $8 investigations that are hidden from these persons.
_ROW: Final = """
      WITH row AS (
    SELECT incident.*,
           @day AS dated_on
      FROM @trend_incidents AS incident
     WHERE incident.tenant_id = $2
       AND incident.state IN ('open', 'closed')
       AND incident.kind IS DISTINCT FROM 'good_practice'
       AND NOT COALESCE(incident.excluded && $3::uuid[], false)
       AND ($4::uuid IS NULL OR incident.service = $4)
       AND ($5::uuid IS NULL OR incident.unit = $5)
       AND ($6::text IS NULL
            OR $6 = ANY (incident.suggested_factors)
            OR incident.incident IN (
               SELECT COALESCE(joined.incident, ground.incident)
                 FROM @trend_grounds AS ground
            LEFT JOIN @trend_joined AS joined
                   ON joined.tenant_id = $2
                  AND joined.joined = ground.incident
                WHERE ground.tenant_id = $2
                  AND ground.factor = $6
                  AND ground.investigation <> ALL ($8::uuid[])))),
           counted AS (
    SELECT *
      FROM row
     WHERE dated_on <= $7)
"""


def about_incidents(text: str, **parts: str) -> Statement:
    """A statement over `counted`, and over `row` for those that are dated later too."""
    return Statement(Statement(_ROW + text).safe_substitute(parts, day=dated("incident")))


_DAYS: Final = """
    SELECT dated_on,
           count(*) FILTER (WHERE @counts) AS number,
           count(*) FILTER (WHERE @counts AND noticed_on IS NULL) AS otherwise,
           count(*) FILTER (WHERE service IS NULL) AS nowhere
      FROM counted
  GROUP BY dated_on
  ORDER BY dated_on
"""
_BY_DAY: Final = about_incidents(_DAYS, counts="true")
_PLACED_BY_DAY: Final = about_incidents(_DAYS, counts="service IS NOT NULL")
_IN_ORDER: Final = about_incidents("""
    SELECT dated_on, noticed_at, noticed_on
      FROM counted
  ORDER BY dated_on DESC, noticed_at DESC NULLS LAST, position DESC
     LIMIT $9
""")
_LATE: Final = about_incidents("""
    SELECT percentile_cont(0.9) WITHIN GROUP (
               ORDER BY GREATEST(recorded_on - noticed_on, 0)) AS p90_days,
           count(*) AS number
      FROM counted
     WHERE noticed_on IS NOT NULL
""")
_HEARD: Final = about_incidents("""
    SELECT max(incident.recorded_at) AS heard_at
      FROM @trend_incidents AS incident
     WHERE incident.tenant_id = $2
       AND NOT COALESCE(incident.excluded && $3::uuid[], false)
       AND incident.source IN (SELECT source FROM counted)
""")


async def rows(
    connection: Connection, source: Source, statement: Statement, about: About, *more: Any
) -> list[Any]:
    """more: from $9 on."""
    persons = about.persons if about.factor is not None else ()
    hidden = await hidden_investigations(connection, source, about.provider, persons)
    return await source.rows(connection, statement, TABLES, *about.incidents, hidden, *more)


class ByDay(NamedTuple):
    """`days`: how many on each day that has any, in order. `otherwise`: how many of these have no
    day of being noticed. `without_service`: how many belong to none.
    """

    days: list[tuple[date, int]]
    otherwise: int
    without_service: int


async def by_day(
    connection: Connection, source: Source, about: About, *, placed: bool = False
) -> ByDay:
    """`placed`: those of no service are in no day."""
    found = await rows(connection, source, _PLACED_BY_DAY if placed else _BY_DAY, about)
    return ByDay(
        [(one["dated_on"], one["number"]) for one in found if one["number"]],
        sum(one["otherwise"] for one in found),
        sum(one["nowhere"] for one in found),
    )


async def in_order(
    connection: Connection, source: Source, about: About, most: int
) -> list[tuple[date, datetime | None, bool]]:
    """The newest `most` of them, the earliest first: the day, the instant where a clock may use
    it, and whether the day is that of noticing.
    """
    found = await rows(connection, source, _IN_ORDER, about, most)
    return [
        (one["dated_on"], one["noticed_at"], one["noticed_on"] is not None)
        for one in reversed(found)
    ]


async def late(connection: Connection, source: Source, about: About) -> Late | None:
    """None where no day of noticing is known."""
    [found] = await rows(connection, source, _LATE, about)
    if not found["number"]:
        return None
    return Late(p90_days=found["p90_days"], n=found["number"])


async def heard_at(connection: Connection, source: Source, about: About) -> datetime | None:
    """When anything was last recorded by the systems that report these incidents."""
    [found] = await rows(connection, source, _HEARD, about)
    at: datetime | None = found["heard_at"]
    return at
