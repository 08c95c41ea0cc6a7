"""Which lessons are being taught: those that nobody has retired.

What each of them still owes is told by its own history; here they are only found.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from projections.runner.statement import Connection, Statement
from projections.source import LIVE

_TAUGHT: Final = Statement("""
    SELECT subject
      FROM @loop_subjects AS lesson
     WHERE tenant_id = $2
       AND kind = 'lesson'
       AND void IS NOT TRUE
       AND ($3::uuid IS NULL OR service IS NULL OR service = $3)
  ORDER BY subject DESC
     LIMIT $4
""")


async def taught(
    connection: Connection, provider: UUID, service: UUID | None, *, limit: int
) -> Sequence[UUID]:
    """Newest first: those that are for this service alone, for several, or for all. None: every
    lesson of the provider.
    """
    rows = await LIVE.rows(connection, _TAUGHT, ("loop_subjects",), provider, service, limit)
    return [row["subject"] for row in rows]
