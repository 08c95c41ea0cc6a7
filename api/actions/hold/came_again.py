"""What came again while an action was watched, beside the number that as many days would bring.

Noted is what Heed has linked to the action; expected is counted from what was on record before the
verification, as the reader may see it.

Source: Heed's rules on recurrences (`domain/action/recurrence.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from adapters.postgres.reading import Connection
from domain.action.recurrence import RecurrenceNoted
from domain.action.state import Action
from domain.moment import LONDON
from projections.holding import recurring
from projections.holding.expected import Expected, expected
from projections.holding.since import Change
from projections.source import Source


@dataclass(frozen=True, slots=True)
class Recurrences:
    """`noted`: those dated in the watch up to today."""

    watch_from: date
    watch_until: date
    days: int
    noted: tuple[RecurrenceNoted, ...]
    expected: Expected | None


@dataclass(frozen=True, slots=True)
class Look:
    """Where it is read from, and by whom: `persons`."""

    connection: Connection
    provider: UUID
    source: Source
    persons: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class Window:
    first: date
    last: date
    today: date

    @property
    def until(self) -> date:
        return min(self.last, self.today)

    def holds(self, day: date) -> bool:
        return self.first < day <= self.until


def window_of(change: Change, watch: timedelta, as_of: datetime) -> Window:
    first = change.verified_at.astimezone(LONDON).date()
    return Window(first, first + watch, as_of.astimezone(LONDON).date())


async def recurrences_of(look: Look, action: Action, window: Window) -> Recurrences | None:
    """None where the action answers no finding, or belongs to no service."""
    wanted = [one.finding for one in action.agreed.findings]
    found = await recurring.findings(look.connection, look.provider, wanted, look.source)
    about = recurring.together(list(found.values()), action.agreed.service)
    if not about.factors or not about.services:
        return None
    before = await recurring.before(
        look.connection,
        look.provider,
        about,
        window.first,
        persons=look.persons,
        source=look.source,
    )
    days = max(0, (window.until - window.first).days)
    noted = (one for one in action.recurred.values() if window.holds(one.on))
    return Recurrences(
        watch_from=window.first,
        watch_until=window.last,
        days=days,
        noted=tuple(sorted(noted, key=lambda one: one.on)),
        expected=expected(before=before.number, days_before=before.days, days=days),
    )
