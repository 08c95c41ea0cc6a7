"""Where facts have moved since a position, so that a look at one house does not read all of them.

What a policy or a link between people changes can be anywhere; an incident belongs to its service,
and to whatever theme it has been a member of, wherever that is.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection

# $1 provider, $2 after, $3 until. A null service: anywhere.
_MOVED: Final = """
      WITH moved AS MATERIALIZED (
    SELECT DISTINCT stream_id AS stream, split_part(type, '.', 1) AS kind
      FROM heed.event
     WHERE tenant_id = $1
       AND position > $2
       AND position <= $3),
           touched AS MATERIALIZED (
    SELECT stream FROM moved WHERE kind = 'incident'
     UNION
    SELECT unnest(one.incidents)
      FROM moved
      JOIN heed.trend_investigations AS one
        ON one.tenant_id = $1 AND one.investigation = moved.stream
     WHERE moved.kind = 'investigation'),
           cases AS MATERIALIZED (
    SELECT stream FROM touched
     UNION
    SELECT heir.incident
      FROM touched
      JOIN heed.trend_joined AS heir
        ON heir.tenant_id = $1 AND heir.joined = touched.stream)
    SELECT NULL::uuid AS service FROM moved WHERE kind IN ('provider', 'person')
     UNION
    SELECT one.service
      FROM cases
      JOIN heed.trend_incidents AS one
        ON one.tenant_id = $1 AND one.incident = cases.stream
     WHERE one.service IS NOT NULL
     UNION
    SELECT one.service
      FROM moved
      JOIN heed.trend_audits AS one
        ON one.tenant_id = $1 AND one.audit = moved.stream
     WHERE one.service IS NOT NULL
     UNION
    SELECT one.service
      FROM moved
      JOIN heed.signals AS one
        ON one.tenant_id = $1 AND one.signal = moved.stream
     WHERE one.service IS NOT NULL
     UNION
    SELECT one.service
      FROM heed.themes AS one
     WHERE one.tenant_id = $1
       AND one.service IS NOT NULL
       AND (one.theme IN (SELECT stream FROM moved)
            OR one.incidents && ARRAY(SELECT stream FROM cases)
            OR one.audits && ARRAY(SELECT stream FROM moved WHERE kind = 'audit'))
"""


async def moved_services(
    connection: Connection, provider: UUID, *, after: int, until: int
) -> Sequence[UUID] | None:
    """The services in which something moved; None: perhaps in all."""
    rows = await connection.fetch(_MOVED, provider, after, until)
    services = [row["service"] for row in rows]
    return None if None in services else services
