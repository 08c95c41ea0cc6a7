"""What a commissioner's return asks of incidents, counted in one go: raised, decided, asked.

Counts of single incidents, each once in every breakdown where it has a value; one with two types of
abuse stands under both. Unsuppressed: a return is for the provider and for whoever commissions it.

Source: contract monitoring returns of councils; Safeguarding Adults Collection SG1f, SG2, SG4a.
"""

from collections.abc import Mapping
from typing import Final

from projections.cases.question import Cases, CaseTables, about_cases

_TABLES: Final = ("trend_incidents",)
_COUNTED: Final = about_cases("""
      WITH seen AS (SELECT row.* FROM @trend_incidents AS row WHERE @where),
           concern AS (SELECT * FROM seen WHERE kind = 'safeguarding_concern')
    SELECT asked, part, count(*) AS number
      FROM (SELECT 'kind' AS asked, kind AS part
              FROM seen
         UNION ALL
            SELECT 'type', unnest(COALESCE(NULLIF(risk_types, '{}'), '{not_stated}'))
              FROM concern
         UNION ALL
            SELECT 'source', unnest(COALESCE(NULLIF(risk_sources, '{}'), '{not_stated}'))
              FROM concern
         UNION ALL
            SELECT 'location', unnest(COALESCE(NULLIF(risk_locations, '{}'), '{not_stated}'))
              FROM concern
         UNION ALL
            SELECT 'decision', COALESCE(council_decision, 'awaited')
              FROM concern
             WHERE told
                OR council_decision IS NOT NULL
         UNION ALL
            SELECT 'wishes', COALESCE(wishes_asked, 'not_recorded')
              FROM concern
         UNION ALL
            SELECT 'outcomes', COALESCE(wishes_outcome, 'not_recorded')
              FROM concern
             WHERE wishes_asked = 'asked_and_expressed'
           ) AS counted
  GROUP BY asked, part
  ORDER BY asked, number DESC, part
""")

Parts = Mapping[str, int]


async def counted(tables: CaseTables, cases: Cases) -> Mapping[str, Parts]:
    """By what is asked: `kind`, `type`, `source`, `location`, `decision`, `wishes`, `outcomes`; of
    each, how many by code, the most first. What nobody has is left out.
    """
    found: dict[str, dict[str, int]] = {}
    for row in await tables.rows(_COUNTED, _TABLES, cases):
        found.setdefault(row["asked"], {})[row["part"]] = row["number"]
    return found
