"""Instants and days of facts, as far as trends may use them.

An instant is for a clock, so nothing vaguer than an hour or suspect; a day is for a calendar, so
nothing vaguer than a day or suspect. What people say they did is dated as loose ends are: when
they claim, never after the recording.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from domain.duty.calendar import london_day
from domain.event import DomainEvent
from domain.incident.account import Occurred
from domain.moment import Moment, Precision, ends
from projections.open_loops.loop import happened

_BY_DAY: Final = {None, Precision.EXACT, Precision.HOUR, Precision.DAY}


class Recorded(NamedTuple):
    """An event, when it was recorded, and where it stands in the log."""

    event: DomainEvent
    at: datetime
    position: int


def instant(moment: Moment | None) -> datetime | None:
    return None if moment is None else moment.instant()


def day(moment: Moment | None) -> date | None:
    """The day in London; None where it is vaguer than that, or suspect."""
    if moment is None or moment.suspect or moment.precision not in _BY_DAY:
        return None
    return london_day(moment.at)


def first_day(occurred: Occurred | None) -> date | None:
    """The day on which it happened or began to."""
    if occurred is None or occurred.from_ is None:
        return None
    began = Moment(at=occurred.from_, precision=occurred.precision, suspect=occurred.suspect)
    return day(began)


def times(history: Iterable[Recorded]) -> dict[int, datetime]:
    """When each event happened, by its identity."""
    return {id(one.event): happened(one.event, one.at) for one in history}


def happened_at(known: dict[int, datetime], event: Any) -> datetime | None:
    """known: as `times` gives it; None for no event."""
    return None if event is None else known.get(id(event))


def not_after(at: datetime | date | None, recorded_at: datetime) -> datetime:
    """What is claimed, a day from its end, never after the recording; else the recording."""
    return recorded_at if at is None else min(ends(at), recorded_at)
