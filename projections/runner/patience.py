"""How long a statement may take and may wait, where the pool's own limits are too short.

A pool that also serves requests gives up soon. What happens once per rebuild may take long, and
may wait for a batch or a comparison to end; what readers would have to wait for may not.
"""

from typing import Final

from projections.runner.statement import Connection

_PATIENT: Final = """
    SELECT set_config('lock_timeout', '60s', true), set_config('statement_timeout', '0', true)
"""

_BRIEF: Final = "SELECT set_config('lock_timeout', '2s', true)"


async def patient(connection: Connection) -> None:
    """Until the transaction ends, statements take as long as they need and wait for a minute."""
    await connection.execute(_PATIENT)


async def brief(connection: Connection) -> None:
    """Until the transaction ends, give up on a lock after two seconds: others wait behind us."""
    await connection.execute(_BRIEF)
