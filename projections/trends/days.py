"""The day of each incident of one value, for charts of rare events: time from one to the next.

Read from the rows themselves, as rare events are few; where there are many, no such chart is drawn.

Source: Montgomery, 7.3 (time between rare events).
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from projections.runner.statement import Connection, Statement
from projections.source import Source
from projections.trends.cells import TABLES, dating, later, named
from projections.trends.cut import INCIDENTS, Cut, Dimension
from projections.trends.kept_out import hidden_investigations

MOST: Final = 5_000
_ONE_DAY: Final = timedelta(days=1)
_GROUND: Final = """(EXISTS (
           SELECT 1
             FROM @trend_grounds AS ground
            WHERE ground.tenant_id = $2
              AND ground.incident = row.incident
              AND ground.factor = $8
              AND ground.investigation <> ALL ($11::uuid[]))
        OR EXISTS (
           SELECT 1
             FROM @trend_joined AS joined
             JOIN @trend_grounds AS ground
               ON ground.tenant_id = $2
              AND ground.incident = joined.joined
            WHERE joined.tenant_id = $2
              AND joined.incident = row.incident
              AND ground.factor = $8
              AND ground.investigation <> ALL ($11::uuid[])))"""
_IS: Final[Mapping[str, str]] = {
    Dimension.NONE: "$8::text IS NOT NULL",
    Dimension.TYPE: "$8 = ANY (risk_types)",
    Dimension.SOURCE: "$8 = ANY (risk_sources)",
    Dimension.LOCATION: "$8 = ANY (risk_locations)",
    Dimension.SUGGESTED_FACTOR: "$8 = ANY (suggested_factors)",
    Dimension.FACTOR: _GROUND,
    Dimension.ANY_FACTOR: f"($8 = ANY (suggested_factors) OR {_GROUND})",
    Dimension.KIND: "kind = $8",
    Dimension.UNIT: "unit IS NOT DISTINCT FROM $8::text::uuid",
    Dimension.SERVICE: "service IS NOT DISTINCT FROM $8::text::uuid",
}
_TEXT: Final = Statement("""
    SELECT @day AS day
      FROM @trend_incidents AS row
     WHERE row.tenant_id = $2
       AND state IN ('open', 'closed')
       AND NOT COALESCE(excluded && $3::uuid[], false)
       AND (@within)
       AND @is
       AND ($6::uuid[] IS NULL OR COALESCE(service, @nowhere) = ANY ($6))
       AND ($7::uuid[] IS NULL OR COALESCE(unit, @nowhere) = ANY ($7))
       AND ($9::text[] IS NULL OR kind = ANY ($9))
  ORDER BY day DESC
     LIMIT $10
""")
_NOWHERE: Final = "'00000000-0000-0000-0000-000000000000'::uuid"


async def days_of(
    connection: Connection, source: Source, cut: Cut, value: str
) -> list[date] | None:
    """The earliest first, up to today. None: there are more than such a chart is for."""
    places = {Dimension.UNIT, Dimension.SERVICE}
    parts = {"is": _IS[cut.dimension], "within": later(cut.dated_by, "$4", "$5")}
    parts |= {"day": dating(cut.dated_by), "nowhere": _NOWHERE}
    place = str(named(value)) if cut.dimension in places and named(value) else None
    hidden: list[list[UUID]] = []
    if cut.by_findings:
        hidden = [await hidden_investigations(connection, source, cut.provider, cut.persons)]
    rows = await source.rows(
        connection,
        Statement(Statement(_TEXT.safe_substitute(parts)).safe_substitute(parts)),
        TABLES,
        cut.provider,
        list(cut.persons),
        cut.first - _ONE_DAY,
        min(cut.last, cut.until),
        cut.services,
        cut.units,
        place if cut.dimension in places else value,
        cut.counted_kinds if cut.in_units else INCIDENTS,
        MOST + 1,
        *hidden,
    )
    return None if len(rows) > MOST else [row["day"] for row in reversed(rows)]
