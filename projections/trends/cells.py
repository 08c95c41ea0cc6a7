"""Counts by period and value: from the rollup, less what this reader may not count.

The incidents that are hidden from whoever reads, and those dated after the day that is today, are
few; they are counted by the same statement that keeps the rollup, and taken away. So are those of
investigations that are hidden, which are then counted without what these found. So the answer is
exact for every reader and costs what is asked for, not what is recorded. What was known earlier is
counted from folded rows by that statement as well, and weeks of units and kinds from the live rows
of those weeks.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from domain.measure.period import containing
from projections.runner.statement import Connection, Statement
from projections.source import Source
from projections.trends.answers.periods import first_day, last_day
from projections.trends.counts import COUNTS, FROM_ROWS, NOWHERE
from projections.trends.cut import CADENCE, DAY, Cut, Dating, Dimension, Grain
from projections.trends.dating import dated, days_from
from projections.trends.kept_out import hidden_investigations

TABLES: Final = ("trend_incidents", "trend_grounds", "trend_joined")
_NAMES: Final = ", ".join(column.name for column in (*COUNTS.key, *COUNTS.columns))
_DAYS: Final[Mapping[Dating, tuple[str, ...]]] = {
    dated_by: days_from(day) for dated_by, day in DAY.items()
}
"""The day that dates an incident, and those that do where it is not known, the best first."""

_VALUES: Final[Mapping[str, str]] = {
    Dimension.KIND: "cell.kind",
    Dimension.UNIT: "cell.unit::text",
    Dimension.SERVICE: "cell.service::text",
}

# $2 to $12 are `Cut.parameters`.
_SUMMED: Final = Statement("""
    SELECT cell.period, @value AS value,
           sum(cell.n)::bigint AS n, sum(cell.otherwise)::bigint AS otherwise
      FROM (@cells) AS cell (@names)
     WHERE cell.level = $3
       AND cell.dated_by = $4
       AND cell.grain = $5
       AND cell.dimension = $6
       AND @services
       AND cell.period BETWEEN $8 AND $9
       AND ($10::text[] IS NULL OR cell.value = ANY ($10))
       AND ($11::text[] IS NULL OR cell.kind = ANY ($11))
       AND ($12::uuid[] IS NULL OR cell.unit = ANY ($12))
  GROUP BY 1, 2
""")
_KEPT: Final = """
    SELECT @names
      FROM heed.trend_counts
     WHERE tenant_id = $2
       AND $1::json IS NULL
"""
_ANY: Final = "($7::uuid[] IS NULL OR cell.service = ANY ($7))"
_LISTED: Final = "cell.service = ANY ($7::uuid[])"

_HIDDEN: Final = Statement("""
    SELECT incident
      FROM heed.trend_incidents
     WHERE tenant_id = $1
       AND restricted
       AND excluded && $2::uuid[]
     UNION
    SELECT incident
      FROM heed.trend_incidents
     WHERE tenant_id = $1
       AND (@later)
""")

_FOUND_BY: Final = """
    SELECT DISTINCT COALESCE(joined.incident, ground.incident) AS incident
      FROM heed.trend_grounds AS ground
 LEFT JOIN heed.trend_joined AS joined
        ON joined.tenant_id = $1
       AND joined.joined = ground.incident
     WHERE ground.tenant_id = $1
       AND ground.investigation = ANY ($2::uuid[])
"""
_NOT_BY: Final = Statement("ground.investigation <> ALL (@hidden::uuid[])")

# The services that have cells, one look into the index for each.
_SERVICES: Final = """
      WITH RECURSIVE known AS (
   (SELECT service
      FROM heed.trend_counts
     WHERE tenant_id = $1 AND level = 'unit' AND dated_by = 'recorded'
       AND grain = 'month' AND dimension = 'none'
  ORDER BY service
     LIMIT 1)
     UNION ALL
    SELECT (SELECT next.service
              FROM heed.trend_counts AS next
             WHERE next.tenant_id = $1 AND next.level = 'unit' AND next.dated_by = 'recorded'
               AND next.grain = 'month' AND next.dimension = 'none'
               AND next.service > known.service
          ORDER BY next.service
             LIMIT 1)
      FROM known
     WHERE known.service IS NOT NULL)
    SELECT service
      FROM known
     WHERE service IS NOT NULL
"""


class Count(NamedTuple):
    """`otherwise`: how many of `n` lack the day that dates them."""

    n: int
    otherwise: int


Counts = Mapping[tuple[str, str], Count]
"""By period and value; a cell without incidents is not there."""


async def counts(connection: Connection, source: Source, cut: Cut) -> Counts:
    """In the periods of the question, quarters too."""
    if source.folded is None and not (cut.in_units and cut.grain is Grain.WEEK):
        found = await _kept(connection, source, cut)
    else:
        found = await _from_rows(connection, source, cut)
    cadence = CADENCE[cut.grain]
    periods = {one: containing(first_day(one), cadence) for one in {one for one, _ in found}}
    summed: dict[tuple[str, str], Count] = {}
    for (period, value), one in found.items():
        key = periods[period], value
        before = summed.get(key, Count(0, 0))
        summed[key] = Count(before.n + one.n, before.otherwise + one.otherwise)
    return {key: one for key, one in summed.items() if one.n}


async def _kept(connection: Connection, source: Source, cut: Cut) -> Counts:
    services = cut.services
    if services is None:
        rows = await connection.fetch(_SERVICES, cut.provider)
        services = tuple(row["service"] for row in rows)
    kept = _statement(_KEPT, cut, _LISTED)
    rows = await source.rows(connection, kept, (), *cut.parameters(services))
    taken = await _taken_away(connection, source, cut)
    return _difference(_read(rows), taken)


async def _taken_away(connection: Connection, source: Source, cut: Cut) -> Counts:
    finding = _HIDDEN.substitute(later=later(cut.dated_by, "$3", "$4"))
    rows = await connection.fetch(finding, cut.provider, list(cut.persons), cut.until, cut.last)
    gone = {row["incident"] for row in rows}
    reviews = await _hidden_investigations(connection, source, cut)
    found_by = await connection.fetch(_FOUND_BY, cut.provider, reviews) if reviews else []
    left = {row["incident"] for row in found_by} - gone
    taken = await _of_these(connection, source, cut, gone | left, ())
    return _difference(taken, await _of_these(connection, source, cut, left, reviews))


async def _hidden_investigations(connection: Connection, source: Source, cut: Cut) -> list[UUID]:
    persons = cut.persons if cut.by_findings else ()
    return await hidden_investigations(connection, source, cut.provider, persons)


async def _of_these(
    connection: Connection,
    source: Source,
    cut: Cut,
    incidents: Collection[UUID],
    not_by: Sequence[UUID],
) -> Counts:
    """not_by: investigations whose findings are left out."""
    if not incidents:
        return {}
    counted = _counted("incident = ANY ($13::uuid[])", not_by="$14")
    parameters = (*cut.parameters(cut.services), sorted(incidents), list(not_by))
    statement = _statement(counted, cut, _ANY)
    return _read(await source.rows(connection, statement, TABLES, *parameters))


async def _from_rows(connection: Connection, source: Source, cut: Cut) -> Counts:
    """Of folded rows; and of live ones for weeks of units and kinds, which are not kept."""
    which = (
        "NOT COALESCE(excluded && $13::uuid[], false)"
        f" AND ({later(cut.dated_by, '$14', '$15')})"
        " AND ($7::uuid[] IS NULL OR COALESCE(service, @nowhere) = ANY ($7))"
    ).replace("@nowhere", f"'{NOWHERE}'::uuid")
    statement = _statement(_counted(which, not_by="$16"), cut, _ANY)
    reviews = await _hidden_investigations(connection, source, cut)
    days = cut.first - timedelta(days=1), min(cut.last, cut.until)
    parameters = (*cut.parameters(cut.services), list(cut.persons), *days, reviews)
    return _read(await source.rows(connection, statement, TABLES, *parameters))


def later(dated_by: Dating, after: str, upto: str) -> str:
    """Dated after one day and up to another, said so that an index of each day can find it."""
    days = _DAYS[dated_by]
    return " OR ".join(
        "("
        + "".join(f"{unknown} IS NULL AND " for unknown in days[:place])
        + f"{day} > {after}::date AND {day} <= {upto}::date)"
        for place, day in enumerate(days)
    )


def dating(dated_by: Dating) -> str:
    """The day that dates a row."""
    return dated(first=DAY[dated_by])


def _counted(which: str, not_by: str) -> str:
    whose = _NOT_BY.substitute(hidden=not_by)
    return FROM_ROWS.safe_substitute(provider="$2", which=which, whose=whose)


def _statement(cells: str, cut: Cut, services: str) -> Statement:
    """`@names` of the cells, and of what they are summed by, are put in; tables stay open."""
    value = _VALUES.get(cut.dimension, "cell.value")
    whole = _SUMMED.safe_substitute(cells=cells, value=value, services=services)
    return Statement(Statement(whole).safe_substitute(names=_NAMES))


def _read(rows: Any) -> Counts:
    return {(row["period"], row["value"]): Count(row["n"], row["otherwise"]) for row in rows}


def _difference(whole: Counts, part: Counts) -> Counts:
    nothing = Count(0, 0)
    return {
        key: Count(one.n - less.n, one.otherwise - less.otherwise)
        for key, one in whole.items()
        for less in (part.get(key, nothing),)
    }


def in_whole_periods(cut: Cut) -> Cut:
    """The same, from the first day of its first period to the last of its last."""
    cadence = CADENCE[cut.grain]
    first = first_day(containing(cut.first, cadence))
    last = last_day(containing(cut.last, cadence))
    return replace(cut, first=first, last=last)


def named(value: str) -> UUID | None:
    """A service or a unit among the values; None: of none."""
    return None if value == NOWHERE else UUID(value)
