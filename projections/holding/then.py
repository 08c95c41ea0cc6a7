"""An action and a measure as they stood on an earlier day, by the times that people claim.

Asked of a day in the past, only what had been decided and measured by then counts: limits that
were made anew a month later are no part of that day's answer. A figure of which nobody says when it
was measured belongs to its period, and is there as soon as that is over. What was done follows in
the order of the log: what had to come first had come by then, whenever it was recorded.

Source: Heed's rule on `as_of` (time in the world) and `known_at` (time on Heed's record).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from domain.action.events import (
    ActionAgreed,
    ActionCancelled,
    ActionCompleted,
    ActionReopened,
    ActionVerified,
    EffectivenessReviewed,
    VerificationRefused,
)
from domain.action.recurrence import RecurrenceNoted, RecurrenceWithdrawn
from domain.event import DomainEvent
from domain.measure.events import MeasureDefined, MeasurementCorrected, MeasurementRecorded
from domain.moment import starts
from projections.open_loops.loop import Recorded, happened

_LIFE: Final = (
    ActionCompleted
    | ActionVerified
    | VerificationRefused
    | EffectivenessReviewed
    | ActionReopened
    | ActionCancelled
)


def action_then(history: Sequence[Recorded], as_of: datetime) -> list[DomainEvent]:
    """A recurrence is there from the day of its incident, whenever it was noted."""
    kept: list[DomainEvent] = []
    latest: datetime | None = None
    for event, recorded_at in reversed(history):
        at = happened(event, recorded_at)
        if isinstance(event, _LIFE):
            at = latest = at if latest is None else min(at, latest)
        if isinstance(event, RecurrenceNoted):
            at = starts(event.on)
        if isinstance(event, ActionAgreed | RecurrenceWithdrawn) or at <= as_of:
            kept.append(event)
    return kept[::-1]


def measure_then(history: Sequence[Recorded], as_of: datetime) -> Iterator[DomainEvent]:
    measured: set[str] = set()
    for event, recorded_at in history:
        match event:
            case MeasureDefined():
                yield event
            case MeasurementRecorded(period=period):
                if not _is_later(event, recorded_at, as_of):
                    measured.add(period)
                    yield event
            case MeasurementCorrected(period=period):
                if period in measured and not _is_later(event, recorded_at, as_of):
                    yield event
            case _:
                if happened(event, recorded_at) <= as_of:
                    yield event


def _is_later(
    event: MeasurementRecorded | MeasurementCorrected, recorded_at: datetime, as_of: datetime
) -> bool:
    """Whether people say that this figure came after the day."""
    return event.at is not None and happened(event, recorded_at) > as_of
