"""A view as it was known at a time: which position that was, and its rows as folded up to there.

`recorded_at` never goes backwards along a provider's positions, so a time is exactly a position.
A restriction of today hides an incident from yesterday's view too, and one that was lifted since
still holds in the picture of then.

Source: Snodgrass, "Developing Time-Oriented Database Applications in SQL" (transaction time).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from projections.runner.declaration import Projection, Table
from projections.runner.on_demand import fold_until
from projections.runner.statement import Connection, Statement
from projections.source import Source, folded

_HEAD: Final = "SELECT position FROM heed.tenant_head WHERE tenant_id = $1"
_RECORDED: Final = "SELECT recorded_at FROM heed.event WHERE tenant_id = $1 AND position = $2"
_HIDDEN: Final = Statement("""
    SELECT DISTINCT @key AS key, excluded
      FROM heed.@table
     WHERE tenant_id = $1
       AND excluded && $2::uuid[]
""")
_EXCLUDED: Final = "excluded"

Rows = Sequence[dict[str, Any]]


async def position_at(connection: Connection, provider: UUID, at: datetime) -> int:
    """The last position that was recorded by then; 0 for a time before the first."""
    low, high = 0, await connection.fetchval(_HEAD, provider) or 0
    while low < high:
        middle = (low + high + 1) // 2
        if await connection.fetchval(_RECORDED, provider, middle) <= at:
            low = middle
        else:
            high = middle - 1
    return low


async def known_at(
    connection: Connection,
    projection: Projection,
    provider: UUID,
    position: int,
    persons: Sequence[UUID],
) -> Source:
    """The rows as they were known at `position`, to be queried like the live view. `persons`:
    whoever reads, by all of their references.

    Raises ScanTooLong where the log up to there is longer than one request may read.
    """
    rows = await fold_until(connection, projection, provider, position)
    for table in projection.tables if persons else ():
        if _EXCLUDED in {column.name for column in table.columns}:
            hidden = await _hidden_now(connection, table, provider, persons)
            _hide(table, rows[table.name], hidden)
    return folded(rows)


async def _hidden_now(
    connection: Connection, table: Table, provider: UUID, persons: Sequence[UUID]
) -> Mapping[UUID, list[UUID]]:
    """By incident: the first column of the key of every table that says who is excluded."""
    statement = _HIDDEN.substitute(key=table.key[0].name, table=table.name)
    rows = await connection.fetch(statement, provider, list(persons))
    return {row["key"]: row[_EXCLUDED] for row in rows}


def _hide(table: Table, rows: Rows, hidden: Mapping[UUID, list[UUID]]) -> None:
    incident = table.key[0].name
    for row in rows:
        if row[incident] in hidden:
            row[_EXCLUDED] = hidden[row[incident]]
