"""From the history of a stream to its loops: since when each is owed, and when it was done.

The history is walked event by event; whatever is owed after one and was not before opened with it,
whatever is owed no more was closed by it. A loop that opens again begins anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeAlias
from uuid import UUID

from domain import catalogue
from projections.open_loops import (
    action,
    audit,
    governance_review,
    incident,
    investigation,
    lesson,
    measure,
    service,
    signal,
    theme,
)
from projections.open_loops.loop import Owes, Recorded, Stream, happened
from projections.runner.declaration import Change, Event
from projections.runner.histories import HISTORY

STREAMS: Final[Mapping[str, Stream]] = MappingProxyType(
    {
        "incident": incident.STREAM,
        "investigation": investigation.STREAM,
        "action": action.STREAM,
        "audit": audit.STREAM,
        "lesson": lesson.STREAM,
        "measure": measure.STREAM,
        "service": service.STREAM,
        "provider": service.PROVIDER,
        "governance_review": governance_review.STREAM,
        "theme": theme.STREAM,
        "signal": signal.STREAM,
    }
)
"""By the word that the types of its events begin with."""

Key: TypeAlias = tuple[str, str]
Row: TypeAlias = dict[str, Any]


class Walk:
    """The loops of one stream as its history goes on."""

    def __init__(self) -> None:
        self.rows: dict[Key, Row] = {}
        self._open: set[Key] = set()

    def see(self, owed: Iterator[Owes], at: datetime) -> None:
        """What is owed after something that happened `at`."""
        now: set[Key] = set()
        for one in owed:
            key = one.loop, one.part
            now.add(key)
            if key in self._open:
                self._goes_on(self.rows[key], one)
            else:
                self.rows[key] = _opened(one, at)
        for key in self._open - now:
            self.rows[key]["closed_at"] = at
        self._open = now

    def _goes_on(self, row: Row, one: Owes) -> None:
        if one.since is not None:
            row["owed_since"] = one.since
        row["opened_at"] = one.late_from or row["owed_since"]
        row["owner_role"] = one.owner_role


def _opened(one: Owes, at: datetime) -> Row:
    since = one.since or at
    return {
        "owed_since": since,
        "opened_at": one.late_from or since,
        "closed_at": None,
        "owner_role": one.owner_role,
        "depends_on": one.depends_on,
    }


def derive(event: Event) -> Sequence[Change]:
    """The rows of one stream. Raises ImpossibleHistory for one that no decisions could make."""
    said = event[HISTORY]
    kind = said[0].type.partition(".")[0]
    stream, subject = STREAMS[kind], event["stream_id"]
    history: list[Recorded] = [
        (catalogue.read(one.type, one.facts), one.recorded_at) for one in said
    ]
    state, rows = walked(stream, history)
    return [*_loops(subject, kind, rows), _subject(subject, kind, stream, state)]


def walked(stream: Stream, history: Sequence[Recorded]) -> tuple[Any, Mapping[Key, Row]]:
    """The stream as it stands, and its loops by name and part."""
    state: Any = None
    walk = Walk()
    for event, recorded_at in history:
        state = stream.evolve(state, event)
        owed = () if stream.subject(state).void else stream.owes(state)
        walk.see(iter(owed), happened(event, recorded_at))
    for span in stream.spans(state, history) if stream.spans is not None else ():
        walk.rows[span.loop, span.part] = {
            "owed_since": span.since,
            "opened_at": span.late_from,
            "closed_at": span.closed_at,
            "owner_role": span.owner_role,
            "depends_on": span.depends_on,
        }
    return state, walk.rows


def pace(loop: str, part: str, kind: str) -> str:
    """Loops that one policy gives the same time, by the name that it has there."""
    match loop:
        case "duty" | "feedback" | "theme_review":
            return f"{loop}/{part.partition('/')[0]}"
        case "governance_review":
            return f"{loop}/{kind}"
        case _:
            return loop


def _loops(subject: UUID, kind: str, rows: Mapping[Key, Row]) -> Iterator[Change]:
    for (loop, part), row in rows.items():
        yield Change("open_loops", (subject, loop, part), row | {"pace": pace(loop, part, kind)})


def _subject(subject: UUID, kind: str, stream: Stream, state: Any) -> Change:
    known = stream.subject(state)
    return Change(
        "loop_subjects",
        (subject,),
        {
            "kind": kind,
            "service": subject if kind == "service" else known.service,
            "unit": known.unit,
            "about": list(known.about),
            "members": list(known.members),
            "excluded": list(known.excluded),
            "void": known.void,
            "owner_role": known.owner_role,
            "held_on": known.held_on,
            "registered": known.registered,
        },
    )
