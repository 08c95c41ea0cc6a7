"""Which services are of one type: like is compared with like.

Source: Spiegelhalter, Statistics in Medicine 2005;24:1185-1202 (institutions of one kind).
"""

from typing import Final
from uuid import UUID

from domain.vocabulary.service_type import ServiceType
from projections.runner.statement import Connection, Statement
from projections.source import Source

_OF_TYPE: Final = Statement("""
    SELECT row.service
      FROM @trend_services AS row
     WHERE row.tenant_id = $2
       AND row.service_type = $3
  ORDER BY row.service
""")


async def services_of_type(
    connection: Connection, source: Source, provider: UUID, service_type: ServiceType
) -> tuple[UUID, ...]:
    found = await source.rows(connection, _OF_TYPE, ("trend_services",), provider, service_type)
    return tuple(row["service"] for row in found)
