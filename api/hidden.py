"""What a restricted incident hides besides itself: whatever is about it, however far away.

An investigation is about its incidents and the audit or review that asked for it, an audit about
the actions whose effect it looked for, an action about the investigations whose findings it
answers, a lesson about those whose findings it teaches, a governance review about what it looked
at and answered. Whoever may not see an incident finds none of them, at any version: it is the
restriction as it is now that counts, not as it was then.

Source: Heed's rule on restricted incidents; OWASP API1:2023.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from api.attempt import Attempt, events_of
from api.reader import Reader
from domain import catalogue
from domain.action.events import ActionAgreed
from domain.audit.events import AuditCompleted
from domain.governance_review.events import DecisionAdded, ReviewHeld
from domain.governance_review.state import named
from domain.incident.state import fold
from domain.investigation.events import InvestigationOpened, OriginPointer, ScopeExtended
from domain.lesson.events import LessonPublished
from domain.log import Recorded

WIDENING: Final = frozenset({ScopeExtended.type, DecisionAdded.type, AuditCompleted.type})
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
        case ActionAgreed(findings=findings) | LessonPublished(findings=findings):
            return tuple(one.investigation for one in findings)
        case ReviewHeld(looked_at=looked_at, decisions=decisions):
            answered = (one for decision in decisions for one in decision.answers)
            return tuple(named([*looked_at.subjects, *answered]))
        case DecisionAdded(decision=decision):
            return tuple(named(decision.answers))
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
    reader: Reader, streams: Mapping[UUID, Sequence[Recorded]]
) -> frozenset[UUID]:
    """Those of these streams that `is_hidden`, asked of all of them at once."""
    known = dict(streams) if reader.persons else {}
    behind = {one: frozenset(_behind(rows)) for one, rows in known.items()}
    while left := frozenset[UUID]().union(*behind.values()) - behind.keys():
        more = await reader.heed.log.load_many(reader.provider, sorted(left))
        known |= more
        behind |= {one: frozenset(_behind(more.get(one, ()))) for one in left}
    hidden = {one for one, rows in known.items() if _excludes(rows, reader.persons)}
    while more_hidden := {one for one in behind.keys() - hidden if behind[one] & hidden}:
        hidden |= more_hidden
    return frozenset(hidden & streams.keys())


async def is_hidden(reader: Reader, rows: Sequence[Recorded]) -> bool:
    """Whether an incident behind this stream is hidden from whoever is acting; one look at the
    log for each step away, and none where nobody is named.
    """
    behind = set(_behind(rows)) if reader.persons else set[UUID]()
    known = set[UUID]()
    while behind := behind - known:
        known |= behind
        found = await reader.heed.log.load_many(reader.provider, sorted(behind))
        if any(_excludes(one, reader.persons) for one in found.values()):
            return True
        behind = {further for one in found.values() for further in _behind(one)}
    return False
