"""How many incidents there are in each period, by what they were: the rollup and its statement.

A cell counts distinct incidents that stand (open or closed) of one service and one value of one
dimension, in one month or week, dated in one of four ways. Where the chosen date of an incident is
not known to the day, the next best dates it (`projections/trends/dating`), and `otherwise` counts
those. What was found of one that was merged into another is found of that one, for as long as they
are merged.

Every incident is counted at two levels: in its service, for the questions that are asked most, and
in its unit with its kind, there by months alone. What is shared as good practice is no incident and
stands at the second level alone, under its own kind. A quarter is three months. `arrived_after`
counts the days from noticing to recording, as four digits.

Source: Heed's rules on dating; NHS England, Making Data Count (say what a series is dated by).
"""

from typing import Final

from projections.runner.declaration import Column, Merge, Rollup, Table
from projections.runner.statement import Statement
from projections.trends.cut import DAY
from projections.trends.dating import dated

NOWHERE: Final = "00000000-0000-0000-0000-000000000000"
"""Stands for no service and for no unit, as a key is never empty."""

COUNTS: Final = Table(
    name="trend_counts",
    key=(
        Column("level", "text"),
        Column("dated_by", "text"),
        Column("grain", "text"),
        Column("dimension", "text"),
        Column("service", "uuid"),
        Column("period", "text"),
        Column("value", "text"),
        Column("kind", "text"),
        Column("unit", "uuid"),
    ),
    columns=(Column("n", "bigint", Merge.SUM), Column("otherwise", "bigint", Merge.SUM)),
)

_TEXT: Final = Statement("""
      WITH one AS (
    SELECT incident, kind, noticed_on, occurred_on, aware_on, recorded_on, suggested_factors,
           risk_types, risk_sources, risk_locations,
           COALESCE(service, '00000000-0000-0000-0000-000000000000') AS service,
           COALESCE(unit, '00000000-0000-0000-0000-000000000000') AS unit
      FROM @trend_incidents AS row
     WHERE tenant_id = @provider
       AND state IN ('open', 'closed')
       AND @which),
           found AS (
    SELECT DISTINCT about.incident, ground.factor
      FROM (SELECT incident, incident AS found_of FROM one
             UNION ALL
            SELECT one.incident, joined.joined
              FROM one
              JOIN @trend_joined AS joined
                ON joined.tenant_id = @provider
               AND joined.incident = one.incident) AS about
      JOIN @trend_grounds AS ground
        ON ground.tenant_id = @provider
       AND ground.incident = about.found_of
       AND @whose),
           marked (incident, dimension, value) AS (
    SELECT incident, 'none', '' FROM one
     UNION ALL
    SELECT incident, 'type', unnest(risk_types) FROM one
     UNION ALL
    SELECT incident, 'source', unnest(risk_sources) FROM one
     UNION ALL
    SELECT incident, 'location', unnest(risk_locations) FROM one
     UNION ALL
    SELECT incident, 'suggested_factor', unnest(suggested_factors) FROM one
     UNION ALL
    SELECT incident, 'factor', factor FROM found
     UNION ALL
   (SELECT incident, 'any_factor', unnest(suggested_factors) FROM one
     UNION
    SELECT incident, 'any_factor', factor FROM found)),
           dated AS (
    SELECT one.incident, one.service, one.unit, one.kind, said.dated_by, said.otherwise,
           grain.grain, grain.period
      FROM one
CROSS JOIN LATERAL (VALUES
           @dates) AS said (dated_by, day, otherwise)
CROSS JOIN LATERAL (VALUES
           ('month', to_char(said.day, 'YYYY-MM')),
           ('week', to_char(said.day, 'IYYY-"W"IW'))) AS grain (grain, period))
    SELECT level.level, dated.dated_by, dated.grain, marked.dimension, dated.service, dated.period,
           marked.value, level.kind, level.unit,
           count(*) AS n, count(*) FILTER (WHERE dated.otherwise) AS otherwise
      FROM dated
      JOIN marked USING (incident)
      JOIN LATERAL (VALUES
           ('service', '', '00000000-0000-0000-0000-000000000000'::uuid),
           ('unit', dated.kind, dated.unit)) AS level (level, kind, unit)
        ON CASE level.level WHEN 'unit' THEN @finer ELSE dated.kind <> 'good_practice' END
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
     UNION ALL
    SELECT 'service', 'first_noticed', 'month', 'arrived_after', service,
           to_char(noticed_on, 'YYYY-MM'),
           lpad(LEAST(GREATEST(recorded_on - noticed_on, 0), 9999)::text, 4, '0'),
           '', '00000000-0000-0000-0000-000000000000'::uuid, count(*), 0
      FROM one
     WHERE noticed_on IS NOT NULL
       AND kind <> 'good_practice'
  GROUP BY 5, 6, 7
""")

_DATES: Final = ",\n           ".join(
    f"('{dated_by}', {dated(first=day)}, {day} IS NULL)" for dated_by, day in DAY.items()
)
COUNTED: Final = Statement(
    _TEXT.safe_substitute(dates=_DATES, finer="dated.grain = 'month'", whose="true")
)
"""What is kept: weeks at the level of services alone, as they would be most of the cells."""
FROM_ROWS: Final = Statement(_TEXT.safe_substitute(dates=_DATES, finer="true"))
"""The same with weeks of units and kinds, and of those findings that `@whose` lets through."""

ROLLUP: Final = Rollup(
    table=COUNTS,
    subjects={"trend_incidents": "incident", "trend_grounds": "incident"},
    counted=COUNTED,
    beside=Statement("""
    SELECT incident AS subject
      FROM @trend_joined
     WHERE tenant_id = $1
       AND joined = ANY ($2::uuid[])
"""),
)
