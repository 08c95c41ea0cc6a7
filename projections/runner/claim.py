"""A claim: for one transaction, nobody else folds this projection for this provider.

The claim is the row lock on the checkpoint, taken with SKIP LOCKED, so that any number of workers
share the work without waiting for each other. What the claim protects is read in statements after
it, never in the statement that takes it: that one still sees the moment before.
"""

from typing import Final, NamedTuple
from uuid import UUID

from projections.runner.declaration import Projection
from projections.runner.fingerprint import fingerprint
from projections.runner.statement import Connection

# A batch that a crash takes back is folded again from the log: nothing is lost by not waiting.
# Compiling would cost a batch of a long log more than reading it.
_BEGIN: Final = """
    SELECT set_config('heed.tenant', $1, true),
           set_config('synchronous_commit', 'off', true),
           set_config('jit', 'off', true),
           pg_advisory_xact_lock_shared(hashtextextended('heed.projection.' || $2, 0))
"""

# A provider that is new to this version starts at 0.
_OPEN: Final = """
    INSERT INTO heed.projection_checkpoint (tenant_id, name, version, position, updated_at)
    SELECT $1, name, version, 0, now()
      FROM heed.projection
     WHERE name = $2
       AND version = $3
       AND status IN ('live', 'building')
ON CONFLICT DO NOTHING
  RETURNING position
"""

# A building version never overtakes the live one: they are compared at the same position.
_CLAIM: Final = """
    SELECT own.position,
           CASE projection.status
                WHEN 'live' THEN head.position
                ELSE COALESCE((SELECT live.position
                                 FROM heed.projection_checkpoint AS live
                                 JOIN heed.projection AS shown USING (name, version)
                                WHERE live.tenant_id = $1
                                  AND live.name = $2
                                  AND shown.status = 'live'), 0)
           END AS until
      FROM heed.projection_checkpoint AS own
      JOIN heed.projection AS projection USING (name, version)
      JOIN heed.tenant_head AS head USING (tenant_id)
     WHERE own.tenant_id = $1
       AND own.name = $2
       AND own.version = $3
       AND projection.status IN ('live', 'building')
       AND projection.fingerprint = $4
       FOR UPDATE OF own @waiting
"""
_AT_ONCE: Final = _CLAIM.replace("@waiting", "SKIP LOCKED")
_WAITING: Final = _CLAIM.replace("@waiting", "")

# The hint is part of the commit: a process that waits for a position looks again when it is there.
_MOVE: Final = """
      WITH moved AS (
    UPDATE heed.projection_checkpoint
       SET position = $4, updated_at = now()
     WHERE tenant_id = $1
       AND name = $2
       AND version = $3
 RETURNING 1)
    SELECT pg_notify('heed_projection', '')
      FROM moved
"""


class Unit(NamedTuple):
    """What one worker folds at a time."""

    projection: Projection
    version: int
    provider: UUID


class Claim(NamedTuple):
    """Folded up to `position`; may be folded up to `until`."""

    position: int
    until: int


async def claim(connection: Connection, unit: Unit, *, wait: bool = False) -> Claim | None:
    """Within a transaction. None: someone else holds it, or it is not for this code to fold."""
    name = unit.projection.name
    key = (unit.provider, name, unit.version)
    await connection.execute(_BEGIN, str(unit.provider), name)
    statement, own = _WAITING if wait else _AT_ONCE, fingerprint(unit.projection)
    row = await connection.fetchrow(statement, *key, own)
    if row is None and await connection.fetchval(_OPEN, *key) is not None:
        row = await connection.fetchrow(statement, *key, own)
    return None if row is None else Claim(row["position"], max(row["until"], row["position"]))


async def move(connection: Connection, unit: Unit, position: int) -> None:
    key = (unit.provider, unit.projection.name, unit.version)
    await connection.execute(_MOVE, *key, position)
