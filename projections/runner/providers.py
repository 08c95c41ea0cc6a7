"""All providers that have a log, for what is done provider by provider."""

from typing import Final
from uuid import UUID

from projections.runner.statement import Connection

_PROVIDERS: Final = "SELECT tenant_id FROM heed.tenant_head ORDER BY tenant_id"


async def providers(connection: Connection) -> list[UUID]:
    rows = await connection.fetch(_PROVIDERS)
    return [row["tenant_id"] for row in rows]
