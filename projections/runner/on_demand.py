"""A view as it was known at a position: the same fold, in memory, over the log up to there.

There is no second set of tables for the past. The cost is one reading of the provider's log up to
the position, so a question that would read more than it may is refused before it begins.
"""

from typing import Any, Final
from uuid import UUID

from projections.runner import picking
from projections.runner.declaration import Column, Merge, Projection, Table
from projections.runner.deltas import Deltas, Rows, fold
from projections.runner.statement import Connection
from projections.runner.step import BATCH

SCAN_LIMIT: Final = 100_000


class ScanTooLong(Exception):  # noqa: N818 - an answer: ask something narrower
    """The log up to that position is longer than one request may read."""


async def fold_until(
    connection: Connection,
    projection: Projection,
    provider: UUID,
    position: int,
    *,
    limit: int = SCAN_LIMIT,
) -> dict[str, list[dict[str, Any]]]:
    """Each table's rows as they were at `position`, in no order, `tenant_id` included.

    Within a transaction that names the provider. Raises ScanTooLong beyond `limit` events.
    """
    if position > limit:
        raise ScanTooLong(f"{position} events are more than the {limit} that may be read.")
    deltas = fold(projection, ())
    for after in range(0, position, BATCH):
        until = min(after + BATCH, position)
        events = await picking.between(connection, projection, provider, after, until)
        blocked = {each.stream for each in deltas.refused}
        fold(projection, events, parked=blocked, onto=deltas)
    return {table.name: _rows(table, provider, deltas) for table in projection.tables}


def _rows(table: Table, provider: UUID, deltas: Deltas) -> list[dict[str, Any]]:
    empty = {column.name: _nothing(column) for column in table.columns}
    names = [column.name for column in table.key]
    rows: Rows = deltas.rows.get(table.name, {})
    return [
        {"tenant_id": provider, **dict(zip(names, key, strict=True)), **empty, **row}
        for key, row in rows.items()
    ]


def _nothing(column: Column) -> int | None:
    return 0 if column.merge is Merge.SUM else None
