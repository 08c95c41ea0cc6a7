"""What a view reflects: how far it has come, and what it may not be shown without.

To be asked after the view itself and in the same transaction, of one snapshot: then the position is
that of the rows that were read, also where another version took their place meanwhile.

A restriction counts from the moment it is in the log. A view that has not folded it yet, or could
not, would still show the incident to somebody whom it now keeps out; whoever reads asks for that.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from projections.runner.statement import Connection, Statement

_POSITION: Final = Statement("""
    SELECT position
      FROM heed.@{name}_position
     WHERE tenant_id = $1
""")

# A report that excludes somebody is not in the view until it is folded, so it only matters where
# it was parked: what came of that incident may be there without it.
_UNSEEN: Final = """
    SELECT max(unseen.position)
      FROM (SELECT position, facts
              FROM heed.event
             WHERE tenant_id = $1
               AND position > $3
               AND type = 'incident.restricted.v1'
         UNION ALL
            SELECT event.position, event.facts
              FROM heed.projection AS projection
              JOIN heed.projection_parked AS parked USING (name, version)
              JOIN heed.event AS event USING (tenant_id, position)
             WHERE parked.tenant_id = $1
               AND projection.name = $2
               AND projection.status = 'live'
               AND event.type IN ('incident.reported.v1', 'incident.restricted.v1')
           ) AS unseen
     WHERE (unseen.facts -> 'excluded')::jsonb ?| $4::text[]
"""


async def position(connection: Connection, provider: UUID, projection: str) -> int:
    """How far the view of this name has come; 0 where it has not begun."""
    statement = _POSITION.substitute(name=projection)
    return await connection.fetchval(statement, provider) or 0


async def unseen_restriction(
    connection: Connection,
    provider: UUID,
    projection: str,
    position: int,
    persons: Iterable[UUID],
) -> int | None:
    """The position of the last restriction that names one of these persons and is not in the view,
    which stands at `position`; None where there is none.
    """
    named = [str(person) for person in persons]
    if not named:
        return None
    found: int | None = await connection.fetchval(_UNSEEN, provider, projection, position, named)
    return found
