"""Loose ends that are not told to a reader, though the view that lists them cannot know it.

A signal of a derived measure rests on incidents that its loop does not name; whether its chart
hides any of them from this reader is looked at in the log, as for the signal itself.

What concerns one person again and again is for whoever may read repeats, here as everywhere.

Source: Heed's rule on restricted incidents (`api/hidden_charts.py`); OWASP API1:2023.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.hidden import unseen_among
from api.principal import Principal
from api.reader import Reader
from api.scope import Scope
from projections.open_loops.loop import REPEATS
from projections.runner.statement import Statement
from projections.source import Source

_TABLES: Final = ("open_loops", "loop_subjects")
# Of readers who are kept out of nothing, none.
_SIGNALS: Final = Statement("""
    SELECT one.subject
      FROM @open_loops AS one
     WHERE one.tenant_id = $2
       AND one.pace = 'signal'
       AND (one.closed_at IS NULL OR one.closed_at > $4)
       AND EXISTS (
           SELECT
             FROM @loop_subjects AS other
            WHERE other.tenant_id = $2
              AND other.excluded && $3::uuid[])
""")


async def untold(
    connection: Connection, reader: Reader, source: Source, as_of: datetime
) -> frozenset[UUID]:
    """The signals among the loose ends of that day that this reader may not see."""
    if not reader.persons:
        return frozenset()
    rows = await source.rows(
        connection, _SIGNALS, _TABLES, reader.provider, list(reader.persons), as_of
    )
    return await unseen_among(reader, [row["subject"] for row in rows], connection)


def told_of(principal: Principal) -> tuple[str, ...]:
    """What this key may be told of beyond the rest, as loops depend on it."""
    return (REPEATS,) if principal.may(Scope.REPEATS_READ) else ()
