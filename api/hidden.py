"""What a restricted incident hides besides itself: whatever is about it, however far away.

An investigation is about its incidents, an action about the investigations whose findings it
answers. Whoever may not see an incident finds none of them, at any version: it is the restriction
as it is now that counts, not as it was then.

Source: Heed's rule on restricted incidents; OWASP API1:2023.
"""

from collections.abc import Sequence
from uuid import UUID

from api.attempt import events_of
from api.reader import Reader
from domain import catalogue
from domain.action.events import ActionAgreed
from domain.incident.state import fold
from domain.investigation.events import InvestigationOpened
from domain.log import Recorded


def _behind(rows: Sequence[Recorded]) -> tuple[UUID, ...]:
    """The streams that this one is directly about. Its first event has said so, for good."""
    first = rows[0]
    if first.facts is None:
        return ()
    match catalogue.read(first.type, first.facts):
        case InvestigationOpened(incidents=incidents):
            return incidents
        case ActionAgreed(findings=findings):
            return tuple(one.investigation for one in findings)
        case _:
            return ()


def _excludes(rows: Sequence[Recorded], persons: frozenset[UUID]) -> bool:
    """Whether this is an incident that one of these persons may not see."""
    incident = fold(events_of(rows)) if rows[0].type.startswith("incident.") else None
    return incident is not None and incident.excludes(persons)


async def is_hidden(reader: Reader, rows: Sequence[Recorded]) -> bool:
    """Whether an incident behind this stream is hidden from whoever is acting; one look at the
    log for each step away, and none where nobody is named.
    """
    behind = set(_behind(rows)) if reader.persons else set[UUID]()
    while behind:
        found = await reader.heed.log.load_many(reader.provider, sorted(behind))
        if any(_excludes(one, reader.persons) for one in found.values()):
            return True
        behind = {further for one in found.values() for further in _behind(one)}
    return False
