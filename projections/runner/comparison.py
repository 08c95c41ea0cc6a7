"""Is what was rebuilt the same as what readers see? Counted and hashed at the same position.

For one provider at a time, both checkpoints are held while the rebuilt version is brought to
exactly the live one's position; then each table is counted and its rows are hashed, regardless of
their order, over the columns that both versions have.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from projections.runner.claim import Unit, claim
from projections.runner.patience import patient
from projections.runner.statement import Connection, Statement, versioned
from projections.runner.step import fold_all

_SHARED: Final = """
    SELECT one.attname
      FROM pg_attribute AS one
      JOIN pg_attribute AS other USING (attname, atttypid)
     WHERE one.attrelid = to_regclass($1)
       AND other.attrelid = to_regclass($2)
       AND one.attnum > 0
       AND other.attnum > 0
  ORDER BY one.attname
"""

_SUM: Final = Statement("""
    SELECT count(*) AS rows,
           COALESCE(sum(hashtextextended(ROW(@columns)::text, 0)), 0)::text AS checksum
      FROM heed.@table
     WHERE tenant_id = $1
""")

_HOLD: Final = """
    SELECT position
      FROM heed.projection_checkpoint
     WHERE tenant_id = $1
       AND name = $2
       AND version = $3
       FOR UPDATE
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One table of one provider at `position`. `same` is about the columns both versions have."""

    provider: UUID
    table: str
    position: int
    rows_live: int
    rows_rebuilt: int
    same: bool


async def compare(connection: Connection, unit: Unit, live: int) -> list[Comparison]:
    """The building `unit` beside version `live`. Tables that are new are left out."""
    async with connection.transaction():
        await patient(connection)
        if await claim(connection, unit, wait=True) is None:
            return []
        key = (unit.provider, unit.projection.name, live)
        position: int | None = await connection.fetchval(_HOLD, *key)
        if position is None:
            return []
        await fold_all(connection, unit)
        found = [
            await _table(connection, unit, live, table.name, position)
            for table in unit.projection.every_table
        ]
        return [each for each in found if each is not None]


async def _table(
    connection: Connection, unit: Unit, live: int, table: str, position: int
) -> Comparison | None:
    shown, rebuilt = versioned(table, live), versioned(table, unit.version)
    shared = await connection.fetch(_SHARED, f"heed.{shown}", f"heed.{rebuilt}")
    if not shared:
        return None
    columns = ", ".join(row["attname"] for row in shared)
    sums = [
        await connection.fetchrow(_SUM.substitute(columns=columns, table=each), unit.provider)
        for each in (shown, rebuilt)
    ]
    (rows_live, live_sum), (rows_rebuilt, rebuilt_sum) = (tuple(each or (0, "")) for each in sums)
    same = (rows_live, live_sum) == (rows_rebuilt, rebuilt_sum)
    return Comparison(unit.provider, table, position, rows_live, rows_rebuilt, same)
