"""Everybody who is the same person: whatever is linked to a reference, directly or through others.

Whoever is kept out of an incident is kept out by each of their references, so whoever acts is
looked up with all that theirs are linked to. Read from the log itself, so that a link counts from
the moment it is recorded.

Source: Heed's rule on restricted incidents; `domain/person` (links).
"""

from collections.abc import Iterable
from uuid import UUID

from api.attempt import events_of
from domain.log import Log
from domain.person.state import fold


async def all_references(log: Log, provider: UUID, persons: Iterable[UUID]) -> frozenset[UUID]:
    """These, and all that mean one of them; one look at the log where nobody is linked."""
    found: set[UUID] = set()
    left = set(persons)
    while left:
        rows = await log.load_many(provider, sorted(left))
        found |= left
        linked = {other for stream in rows.values() for other in fold(events_of(stream)).links}
        left = linked - found
    return frozenset(found)
