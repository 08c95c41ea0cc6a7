"""What an event says of the loops of its subject, in the words that the folds of them share.

Times are when people say it was, where a clock may use that and it was not after the recording;
else when it was recorded.
"""

from datetime import datetime
from typing import Any, Final

from projections.moments import clock_instant
from projections.runner.declaration import Change, Event

AT: Final = ("at.at", "at.precision", "at.suspect")
"""Where an event says when it was."""


def happened(event: Event, paths: tuple[str, str, str] = AT) -> datetime:
    recorded_at: datetime = event["recorded_at"]
    claimed_at = clock_instant(*(event[path] for path in paths))
    return recorded_at if claimed_at is None else min(claimed_at, recorded_at)


def subject(event: Event, values: dict[str, Any]) -> Change:
    """What is now known of the subject itself."""
    return Change("loop_subjects", (event["stream_id"],), values)


def loop(event: Event, name: str, part: str = "", **values: Any) -> Change:
    return Change("open_loops", (event["stream_id"], name, part), values)


def opened(event: Event, name: str, part: str = "") -> Change:
    """Open from when it happened, also where it had been closed before."""
    at = happened(event)
    return loop(event, name, part, opened_at=at, reopened_at=at, closed_at=None)


def closed(event: Event, name: str, part: str = "") -> Change:
    return loop(event, name, part, closed_at=happened(event))
