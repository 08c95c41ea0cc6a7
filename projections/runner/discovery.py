"""What is behind: every live projection and provider whose log has gone on.

One statement over positions only, so that it stays cheap with thousands of providers. It is what
makes a lost hint harmless, and it needs no list of providers kept anywhere else.
"""

from collections.abc import Sequence
from typing import Final

from projections.runner.claim import Unit
from projections.runner.declaration import Projection
from projections.runner.fingerprint import fingerprint
from projections.runner.statement import Connection

# In random order, so that several workers seldom reach for the same one and none is always last.
_BEHIND: Final = """
    SELECT projection.name, projection.version, head.tenant_id
      FROM unnest($1::text[], $2::text[]) AS code (name, fingerprint)
      JOIN heed.projection AS projection USING (name, fingerprint)
CROSS JOIN heed.tenant_head AS head
 LEFT JOIN heed.projection_checkpoint AS own
        ON own.tenant_id = head.tenant_id
       AND own.name = projection.name
       AND own.version = projection.version
     WHERE projection.status = 'live'
       AND COALESCE(own.position, 0) < head.position
  ORDER BY random()
     LIMIT $3
"""


async def behind(
    connection: Connection, projections: Sequence[Projection], *, limit: int
) -> list[Unit]:
    """At most `limit` units that this code may fold."""
    by_name = {each.name: each for each in projections}
    prints = [fingerprint(each) for each in by_name.values()]
    rows = await connection.fetch(_BEHIND, list(by_name), prints, limit)
    return [Unit(by_name[row["name"]], row["version"], row["tenant_id"]) for row in rows]
