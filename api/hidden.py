"""What a restricted incident hides besides itself: whatever is about it, however far away.

An investigation is about its incidents and the audit or review that asked for it, an audit about
the actions whose effect it looked for, an action about the investigations whose findings it answers
and about what came again after it, a lesson about those whose findings it teaches, a governance
review about what it looked at and answered, a signal about what raised it. Whoever may not see an
incident finds none of them, at any version: it is the restriction as it is now that counts, not as
it was then.

A signal of a derived measure rests on whatever that counts (`hidden_charts.py`).

A theme is about many incidents, and seen as long as one of them is: the others are no part of it
for whoever may not see them (`unseen_among`). Where none is left, it is hidden like anything else.

Source: Heed's rule on restricted incidents; OWASP API1:2023.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from adapters.postgres.reading import Connection
from api.attempt import Attempt, events_of
from api.hidden_charts import of_charts, telling
from api.reader import Reader
from domain import catalogue
from domain.action.events import ActionAgreed
from domain.action.recurrence import RecurrenceNoted
from domain.audit.events import AuditCompleted
from domain.governance_review.events import DecisionAdded, ReviewHeld
from domain.governance_review.state import named
from domain.incident.state import fold
from domain.investigation.events import InvestigationOpened, OriginPointer, ScopeExtended
from domain.lesson.events import LessonPublished
from domain.log import Recorded
from domain.signal.events import SignalRaised
from domain.theme.events import FindingLinked, MembersJoined, ThemeBegun, ThemeProposed
from domain.theme.state import fold as theme_of

WIDENING: Final = frozenset(
    {
        ScopeExtended.type,
        DecisionAdded.type,
        AuditCompleted.type,
        ThemeProposed.type,
        MembersJoined.type,
        FindingLinked.type,
        RecurrenceNoted.type,
    }
)
"""Events after which a stream is about more than its first event said."""


def _asked_by(pointer: OriginPointer | None) -> tuple[UUID, ...]:
    named = () if pointer is None else (pointer.audit, pointer.governance_review)
    return tuple(one for one in named if one is not None)


def _named(row: Recorded) -> tuple[UUID, ...]:
    """The streams that this event says its own is about."""
    if row.facts is None:
        return ()
    match catalogue.read(row.type, row.facts):
        case InvestigationOpened(incidents=incidents, pointer=pointer):
            return (*incidents, *_asked_by(pointer))
        case ScopeExtended(incidents=incidents):
            return incidents
        case AuditCompleted(actions_checked=checked):
            return checked or ()
        case ActionAgreed(findings=findings, themes=themes):
            return (*(one.investigation for one in findings), *(themes or ()))
        case LessonPublished(findings=findings):
            return tuple(one.investigation for one in findings)
        case ReviewHeld(looked_at=looked_at, decisions=decisions):
            answered = (one for decision in decisions for one in decision.answers)
            return tuple(named([*looked_at.subjects, *answered]))
        case DecisionAdded(decision=decision):
            return tuple(named(decision.answers))
        case RecurrenceNoted(incident=incident):
            return (incident,)
        case SignalRaised(subject=subject, about=about):
            return (subject.id, *about)
        case ThemeProposed() | ThemeBegun() | MembersJoined() | FindingLinked() as theme:
            return tuple(one.id for one in theme.members)
        case _:
            return ()


def _behind(rows: Sequence[Recorded]) -> tuple[UUID, ...]:
    """The streams that this one is directly about: its first event has said so, and each that
    looks at more. None is ever left out again.
    """
    said = [row for row in rows if row is rows[0] or row.type in WIDENING]
    return tuple(dict.fromkeys(one for row in said for one in _named(row)))


def _excludes(rows: Sequence[Recorded], persons: frozenset[UUID]) -> bool:
    """Whether this is an incident that one of these persons may not see."""
    incident = fold(events_of(rows)) if rows[0].type.startswith("incident.") else None
    return incident is not None and incident.excludes(persons)


async def all_behind(attempt: Attempt) -> Mapping[UUID, Sequence[Recorded]]:
    """Every stream that this attempt has read, and all that they are about, however far away. What
    is read here is no part of what was decided on.
    """
    found = {stream: rows for stream, rows in attempt.loaded.items() if rows}
    left = {one for rows in found.values() for one in _behind(rows)} - found.keys()
    while left:
        more = await attempt.heed.log.load_many(attempt.provider, sorted(left))
        found |= more
        left = {one for rows in more.values() for one in _behind(rows)} - found.keys()
    return found


async def hidden_among(
    reader: Reader,
    streams: Mapping[UUID, Sequence[Recorded]],
    connection: "Connection | None" = None,
) -> frozenset[UUID]:
    """Those of these streams that `is_hidden`, asked of all of them at once. `connection`: where
    whoever asks holds one to the views.
    """
    known = dict(streams) if reader.persons else {}
    behind = {one: frozenset(_behind(rows)) for one, rows in known.items()}
    while left := frozenset[UUID]().union(*behind.values()) - behind.keys():
        more = await reader.heed.log.load_many(reader.provider, sorted(left))
        known |= more
        behind |= {one: frozenset(_behind(more.get(one, ()))) for one in left}
    hidden = {one for one, rows in known.items() if _excludes(rows, reader.persons)}
    while more_hidden := {
        one
        for one in behind.keys() - hidden
        if _is_hidden_with(known.get(one, ()), behind[one], hidden)
    }:
        hidden |= more_hidden
    charted = of_charts(reader, streams.keys() - hidden, known)
    hidden |= await telling(reader, charted, unseen_among, connection)
    return frozenset(hidden & streams.keys())


def _is_hidden_with(rows: Sequence[Recorded], behind: frozenset[UUID], hidden: set[UUID]) -> bool:
    """Any one that is hidden hides what is about it; a theme is hidden only with all of its own."""
    theme = theme_of(events_of(rows)) if rows and rows[0].type.startswith("theme.") else None
    if theme is None:
        return not behind.isdisjoint(hidden)
    return bool(theme.shown) and theme.shown <= hidden


async def unseen_among(
    reader: Reader, streams: Iterable[UUID], connection: "Connection | None" = None
) -> frozenset[UUID]:
    """Those of these streams that are hidden from whoever acts; none where nobody is named."""
    wanted = sorted(set(streams)) if reader.persons else []
    if not wanted:
        return frozenset()
    known = await reader.heed.log.load_many(reader.provider, wanted)
    return await hidden_among(reader, known, connection)


async def is_hidden(reader: Reader, rows: Sequence[Recorded]) -> bool:
    """Whether an incident behind this stream is hidden from whoever is acting; one look at the
    log for each step away, and none where nobody is named.
    """
    if not rows:
        return False
    stream = rows[0].stream
    return stream in await hidden_among(reader, {stream: rows})
