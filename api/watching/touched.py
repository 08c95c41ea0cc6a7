"""Whom the watch for repeats has to look at: whoever was touched since it looked last.

What is remembered is remembered in this process alone. A process that begins anew looks at
everybody once, as it does where a policy was set or more happened than can be told one by one; that
records nothing twice.
"""

from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection

MOST_MOVED: Final = 2_000

_MOVED: Final = """
    SELECT DISTINCT stream_id, split_part(type, '.', 1) AS kind
      FROM heed.event
     WHERE tenant_id = $1
       AND position > $2
       AND position <= $3
       AND (type LIKE 'incident.%' OR type LIKE 'person.%' OR type = 'provider.policy_set.v1')
     LIMIT $4
"""
_NAMED: Final = """
    SELECT DISTINCT person
      FROM heed.trend_people
     WHERE tenant_id = $1
       AND incident = ANY ($2)
"""


@dataclass(frozen=True, slots=True)
class Touched:
    """`persons`: named in one of the `incidents`, or linked or unlinked."""

    incidents: frozenset[UUID]
    persons: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Remembered:
    """Up to which position of each provider's log everything was looked at."""

    positions: dict[UUID, int] = field(default_factory=dict[UUID, int])

    async def since(self, connection: Connection, provider: UUID, until: int) -> Touched | None:
        """None: look at everybody."""
        last = self.positions.get(provider)
        if last is None or last > until:
            return None
        rows = await connection.fetch(_MOVED, provider, last, until, MOST_MOVED)
        if len(rows) == MOST_MOVED or any(row["kind"] == "provider" for row in rows):
            return None
        incidents = [row["stream_id"] for row in rows if row["kind"] == "incident"]
        named = await connection.fetch(_NAMED, provider, incidents)
        persons = {row["stream_id"] for row in rows if row["kind"] == "person"}
        persons |= {row["person"] for row in named}
        return Touched(frozenset(incidents), frozenset(persons))
