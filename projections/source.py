"""Where the rows of a view come from: its tables as they are, or a fold up to some position.

A query is written once. For what was known earlier the same statement runs over rows that were
folded on demand and handed to PostgreSQL as one parameter, in the shape of the view; so filters,
order and confidentiality cannot differ between now and then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import to_json

from projections.runner.statement import Statement

# $1 is the folded rows in both forms, so that every other parameter keeps its number.
_LIVE: Final = Statement("(SELECT * FROM heed.@table WHERE $1::json IS NULL)")
_FOLDED: Final = Statement("json_populate_recordset(NULL::heed.@table, $1::json -> '@table')")


@dataclass(frozen=True, slots=True)
class Source:
    """`rows`: JSON by table name; None reads the live tables."""

    rows: str | None = None

    def over(self, statement: Statement, *tables: str) -> str:
        """The statement with each `@table` of these replaced by its rows; $1 takes `rows`."""
        form = _LIVE if self.rows is None else _FOLDED
        return statement.safe_substitute({name: form.substitute(table=name) for name in tables})


LIVE: Final = Source()


def folded(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Source:
    """What `fold_until` returned, to be queried like the live view."""
    return Source(to_json(rows).decode())
