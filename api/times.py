"""Times in their order: what is said to come before what it follows from is marked as suspect.

Nothing is refused for it. Where nobody said when the earlier thing was, the day on which it was
recorded stands in, as it does in every clock.

Source: domain law on clocks (suspect times are kept, shown and left out).
"""

from collections.abc import Sequence

from api.attempt import Attempt
from domain import catalogue
from domain.event import DomainEvent
from domain.incident.clocks import marked
from domain.log import Recorded
from domain.moment import Moment, Precision, When


def moment_after(attempt: Attempt, at: When | None, not_before: Moment | None) -> Moment | None:
    """A claimed time, marked where it lies in the future or before the other."""
    if at is None:
        return None
    return marked(Moment(at=at), now=attempt.now, not_before=not_before)


def _claimed(event: DomainEvent) -> Moment | None:
    at = getattr(event, "at", None)
    return at if isinstance(at, Moment) and not at.suspect else None


def when_of(rows: Sequence[Recorded], event: DomainEvent) -> Moment | None:
    """When this was, as claimed where that can be relied on; else the day it was recorded on."""
    return _claimed(event) or recorded_on(rows, event)


def recorded_on(rows: Sequence[Recorded], event: DomainEvent) -> Moment | None:
    """The day on which this was recorded, where nobody said when it was; else None."""
    if _claimed(event) is not None:
        return None
    for row in reversed(rows):
        if row.facts is not None and catalogue.read(row.type, row.facts) == event:
            return Moment(at=row.recorded_at, precision=Precision.DAY)
    return None
