"""Dropping the versions that a rebuild left behind. There is no way back afterwards."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from projections.runner.patience import patient
from projections.runner.providers import providers
from projections.runner.statement import Connection
from projections.runner.tables import drop_tables
from projections.runner.versions import Status, alone, known

_NAME_PROVIDER: Final = "SELECT set_config('heed.tenant', $1, true)"

_FORGET: Final = """
      WITH parked AS (
    DELETE FROM heed.projection_parked
     WHERE tenant_id = $1
       AND name = $2
       AND version = $3)
    DELETE FROM heed.projection_checkpoint
     WHERE tenant_id = $1
       AND name = $2
       AND version = $3
"""

_REMOVE: Final = "DELETE FROM heed.projection WHERE name = $1 AND version = $2"


async def drop_old(connection: Connection, name: str) -> list[int]:
    """Drop what is retired; the versions that went, newest first."""
    async with connection.transaction():
        await patient(connection)
        await alone(connection, name)
        gone = [
            each.version for each in await known(connection, name) if each.status is Status.RETIRED
        ]
        everyone = await providers(connection)
        for version in gone:
            await drop_tables(connection, name, version)
            await _forget(connection, name, version, everyone)
            await connection.execute(_REMOVE, name, version)
        return gone


async def _forget(
    connection: Connection, name: str, version: int, everyone: Sequence[UUID]
) -> None:
    for provider in everyone:
        await connection.execute(_NAME_PROVIDER, str(provider))
        await connection.execute(_FORGET, provider, name, version)
