"""What an investigation loses when one of its incidents was entered in error.

No finding is withdrawn by that: each says which of its grounds it lost, and people judge whether
it stands. Both ends are appended together, so that no investigation misses it.

Source: Heed's rules that every link is a fact at both ends and that a machine changes no verdict.
"""

from collections.abc import Iterable
from uuid import UUID

from api.attempt import Attempt, events_of
from domain.investigation.conduct import lose_ground
from domain.investigation.state import fold


async def lose_grounds(attempt: Attempt, incident: UUID, investigations: Iterable[UUID]) -> None:
    """`investigations`: all that cover the incident."""
    rows = await attempt.load_all(investigations)
    for stream, each in rows.items():
        investigation = fold(events_of(each))
        if investigation is not None:
            attempt.record(stream, lose_ground(investigation, incident=incident))
