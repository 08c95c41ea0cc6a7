"""The cells of the rollup as they are kept, and as one count from scratch gives them."""

from uuid import UUID

from projections.runner.statement import Statement
from projections.source import LIVE
from projections.trends.counts import COUNTED, COUNTS
from tests.integration.views.database import Database

KEY = tuple(column.name for column in COUNTS.key)
_WHOLE = Statement("SELECT * FROM (@counted) AS cell (@names)").safe_substitute(
    names=", ".join((*KEY, "n", "otherwise"))
)


async def cells(database: Database, provider: UUID) -> dict[tuple[str, ...], tuple[int, int]]:
    rows = await database.rows(provider, "trend_counts")
    return {tuple(str(row[name]) for name in KEY): (row["n"], row["otherwise"]) for row in rows}


async def recounted(database: Database, provider: UUID) -> dict[tuple[str, ...], tuple[int, int]]:
    counted = Statement(COUNTED.safe_substitute(provider="$2", which="true"))
    statement = Statement(Statement(_WHOLE).safe_substitute(counted=counted.template))
    async with database.reading(provider) as connection:
        tables = ("trend_incidents", "trend_grounds", "trend_joined")
        rows = await LIVE.rows(connection, statement, tables, provider)
    return {tuple(str(row[name]) for name in KEY): (row["n"], row["otherwise"]) for row in rows}
