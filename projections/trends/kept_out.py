"""Which investigations whoever reads may not know of: what they found is said of no incident.

One that covers an incident hidden from a reader is hidden whole, so that it gives no factor to its
other incidents either. It is the restriction as it is now that counts; in a picture of then, one
that was lifted since still holds.

Source: Heed's rule on restricted incidents (`api/hidden.py`).
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from projections.runner.statement import Connection, Statement
from projections.source import LIVE, Source

_TABLES: Final = ("trend_incidents", "trend_investigations")
_HIDDEN: Final = Statement("""
      WITH hidden AS (
    SELECT array_agg(row.incident) AS incidents
      FROM @trend_incidents AS row
     WHERE row.tenant_id = $2
       AND row.restricted
       AND row.excluded && $3::uuid[])
    SELECT review.investigation
      FROM hidden
      JOIN @trend_investigations AS review
        ON review.tenant_id = $2
       AND review.incidents && hidden.incidents
""")


async def hidden_investigations(
    connection: Connection, source: Source, provider: UUID, persons: Sequence[UUID]
) -> list[UUID]:
    """persons: whoever reads, by all of their references; nothing is hidden from nobody."""
    if not persons:
        return []
    found = set[UUID]()
    for known in (LIVE,) if source.folded is None else (LIVE, source):
        rows = await known.rows(connection, _HIDDEN, _TABLES, provider, list(persons))
        found.update(row["investigation"] for row in rows)
    return sorted(found)
