"""Which actions cite a measure, as it was on record at a time.

A signal names them as they were when its ground was there, however late somebody looks: so it is
the same signal from whichever worker.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from api.attempt import events_of
from api.watching.watch import Looking
from domain.action.events import ActionVerified
from domain.action.state import Stage, fold
from domain.log import Recorded

_CITING: Final = """
    SELECT action
      FROM heed.watched_actions
     WHERE tenant_id = $1
       AND measures && ARRAY[$2::uuid]
  ORDER BY action
"""


@dataclass(frozen=True, slots=True)
class Citing:
    """The streams of all actions that ever named the measure."""

    measure: UUID
    streams: Mapping[UUID, Sequence[Recorded]] = field(
        default_factory=dict[UUID, Sequence[Recorded]]
    )

    def at(self, at: datetime) -> tuple[tuple[UUID, ...], bool]:
        """Those that cited it then and were not cancelled; and whether any of them was verified."""
        cited: list[UUID] = []
        verified = False
        for action, rows in self.streams.items():
            known = fold(events_of([row for row in rows if row.recorded_at <= at]))
            if known is None or self.measure not in known.measures:
                continue
            if known.stage is not Stage.CANCELLED:
                cited.append(action)
                verified = verified or known.stage is Stage.VERIFIED
        return tuple(cited), verified

    def verifications(self) -> list[Recorded]:
        """Those of actions that cited it then, in order."""
        found = [
            row
            for rows in self.streams.values()
            for place, row in enumerate(rows, start=1)
            if row.type == ActionVerified.type and self._cited_in(rows[:place])
        ]
        return sorted(found, key=lambda row: row.position)

    def _cited_in(self, rows: Sequence[Recorded]) -> bool:
        known = fold(events_of(rows))
        return known is not None and self.measure in known.measures


async def citing(looking: Looking, measure: UUID) -> Citing:
    async with looking.connection() as connection:
        rows = await connection.fetch(_CITING, looking.provider, measure)
    actions = [row["action"] for row in rows]
    found = await looking.rows(actions)
    return Citing(measure, {one: found[one] for one in actions if one in found})
