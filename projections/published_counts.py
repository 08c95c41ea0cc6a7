"""The true numbers of a quarter, every incident once in each dimension.

Incidents that stand (open or closed) and are restricted for nobody, dated as every series is
(`projections/trends/dating`); what is shared as good practice is none. One of several types, or of
none, is counted as that.

Source: `domain/publishing/table.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from domain.incident.vocabulary import RiskLocation, RiskSource, RiskType
from domain.publishing.table import ALL, NOT_STATED, SEVERAL, Counts, Dimension
from domain.vocabulary.factor import Factor
from projections.runner.statement import Connection, Statement
from projections.source import LIVE
from projections.trends.cut import INCIDENTS
from projections.trends.dating import dated

_TABLES: Final = ("trend_incidents", "trend_grounds", "trend_joined")
_COUNTED: Final = Statement(
    Statement("""
      WITH one AS (
    SELECT row.incident, row.kind, row.service, row.risk_types, row.risk_sources,
           row.risk_locations, row.suggested_factors
      FROM @trend_incidents AS row
     WHERE row.tenant_id = $2
       AND row.state IN ('open', 'closed')
       AND NOT row.restricted
       AND row.kind IS DISTINCT FROM 'good_practice'
       AND @day >= $3
       AND @day < $4),
           with_factors AS (
    SELECT one.*,
           ARRAY(SELECT unnest(one.suggested_factors)
                  UNION
                 SELECT ground.factor
                   FROM @trend_grounds AS ground
                  WHERE ground.tenant_id = $2
                    AND ground.incident = ANY (one.incident || ARRAY(
                        SELECT joined.joined
                          FROM @trend_joined AS joined
                         WHERE joined.tenant_id = $2
                           AND joined.incident = one.incident))) AS factors
      FROM one)
    SELECT said.dimension,
           CASE cardinality(said.of_it)
                WHEN 0 THEN 'not_stated'
                WHEN 1 THEN said.of_it[1]
                ELSE 'several'
           END AS value,
           count(*) AS n
      FROM with_factors
CROSS JOIN LATERAL (VALUES
           ('none', ARRAY['all']),
           ('service', array_remove(ARRAY[service::text], NULL)),
           ('kind', array_remove(ARRAY[kind], NULL)),
           ('type', COALESCE(risk_types, '{}')),
           ('source', COALESCE(risk_sources, '{}')),
           ('location', COALESCE(risk_locations, '{}')),
           ('factor', factors)) AS said (dimension, of_it)
  GROUP BY 1, 2
""").safe_substitute(day=dated("row"))
)
_SERVICES: Final = Statement("""
    SELECT row.service::text AS service
      FROM @trend_services AS row
     WHERE row.tenant_id = $2
  ORDER BY 1
""")
_VALUES: Final[Mapping[Dimension, Iterable[str]]] = {
    Dimension.NONE: (ALL,),
    Dimension.KIND: INCIDENTS,
    Dimension.TYPE: (*RiskType, SEVERAL, NOT_STATED),
    Dimension.SOURCE: (*RiskSource, SEVERAL, NOT_STATED),
    Dimension.LOCATION: (*RiskLocation, SEVERAL, NOT_STATED),
    Dimension.FACTOR: (*Factor, SEVERAL, NOT_STATED),
    Dimension.SERVICE: (NOT_STATED,),
}


async def quarter_counted(
    connection: Connection, provider: UUID, first: date, after: date
) -> Mapping[Dimension, Counts]:
    """From the first day to the day after the last. A value that nothing has is nought, and there:
    its absence would tell.
    """
    found = await LIVE.rows(connection, _COUNTED, _TABLES, provider, first, after)
    services = await LIVE.rows(connection, _SERVICES, ("trend_services",), provider)
    counts = {
        dimension: dict.fromkeys((str(value) for value in values), 0)
        for dimension, values in _VALUES.items()
    }
    counts[Dimension.SERVICE] = (
        dict.fromkeys((row["service"] for row in services), 0) | counts[Dimension.SERVICE]
    )
    for row in found:
        counts[Dimension(row["dimension"])][row["value"]] = row["n"]
    return counts
