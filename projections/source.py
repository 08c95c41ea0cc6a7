"""Where the rows of a view come from: its tables as they are, or a fold up to some position.

A query is written once. For what was known earlier the same statement runs over rows that were
folded on demand and handed to PostgreSQL as one parameter, in the shape of the view; so filters,
order and confidentiality cannot differ between now and then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import asyncpg

from projections.runner.json_text import written
from projections.runner.statement import Connection, Statement

# $1 is the folded rows in both forms, so that every other parameter keeps its number.
_LIVE: Final = Statement("(SELECT * FROM heed.@table WHERE $1::json IS NULL)")
_FOLDED: Final = Statement("json_populate_recordset(NULL::heed.@table, $1::json -> '@table')")

_INDEXED: Final = "NOT MATERIALIZED"
_READ_ONCE: Final = "MATERIALIZED"

# PostgreSQL does not know how many folded rows there are and would go through them again and again.
_LOOPS: Final = "SELECT set_config('enable_nestloop', $1, true)"


@dataclass(frozen=True, slots=True)
class Source:
    """`folded`: JSON by table name; None reads the live tables."""

    folded: str | None = None

    async def rows(
        self,
        connection: Connection,
        statement: Statement,
        tables: Sequence[str],
        *parameters: Any,
    ) -> list[asyncpg.Record]:
        """Each `@table` of `tables` is replaced by its rows; `parameters` begin at $2. `@once` says
        of a CTE that its rows are read once, where there is no index to read them by.
        """
        form, once = (_LIVE, _INDEXED) if self.folded is None else (_FOLDED, _READ_ONCE)
        places = {name: form.substitute(table=name) for name in tables}
        text = statement.substitute(places, once=once)
        if self.folded is None:
            return await connection.fetch(text, None, *parameters)
        await connection.execute(_LOOPS, "off")
        rows = await connection.fetch(text, self.folded, *parameters)
        await connection.execute(_LOOPS, "on")
        return rows


LIVE: Final = Source()


def folded(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Source:
    """What `fold_until` returned, to be queried like the live view."""
    return Source(written(rows))


def together(sources: Iterable[Source]) -> Source:
    """The tables of several views at once, all of them live or all folded."""
    objects = [source.folded[1:-1] for source in sources if source.folded is not None]
    return Source("{" + ",".join(objects) + "}") if objects else LIVE
