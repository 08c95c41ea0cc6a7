"""What took the ground of a repeat away: the last fact since then that can have.

An unlinking of one of the references, a correction of who was named, another kind, or an incident
that was entered in error or merged into another; where no single fact did, a policy was changed.

Source: Heed's rule that a withdrawal names its cause.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from api.attempt import events_of
from api.watching.watch import Looking
from domain.incident.events import (
    Classified,
    EnteredInError,
    IncidentAmended,
    IncidentCorrected,
    PeopleNamed,
)
from domain.incident.merged import IncidentMerged
from domain.log import Recorded
from domain.person.events import PersonLinked, PersonUnlinked
from domain.signal.vocabulary import Cause

CAUSES: Final[Mapping[str, Cause]] = MappingProxyType(
    {
        EnteredInError.type: Cause.ENTERED_IN_ERROR,
        IncidentMerged.type: Cause.ENDED,
        Classified.type: Cause.RECLASSIFIED,
        PeopleNamed.type: Cause.CORRECTION,
        IncidentAmended.type: Cause.CORRECTION,
        IncidentCorrected.type: Cause.CORRECTION,
        PersonUnlinked.type: Cause.UNLINKED,
    }
)


@dataclass(frozen=True, slots=True)
class Lost:
    why: Cause
    event: UUID | None


async def why_lost(looking: Looking, incidents: Iterable[UUID], since: int) -> Lost:
    """`since`: the position at which the ground was there."""
    about = await looking.rows(sorted(incidents))
    people = await _people(looking, about.values())
    rows = (row for streams in (about, people) for stream in streams.values() for row in stream)
    later = [row for row in rows if row.position > since and row.type in CAUSES]
    if not later:
        return Lost(Cause.LIMITS_CHANGED, None)
    last = max(later, key=lambda row: row.position)
    return Lost(CAUSES[last.type], last.id)


async def _people(
    looking: Looking, incidents: Iterable[Sequence[Recorded]]
) -> Mapping[UUID, Sequence[Recorded]]:
    """The streams of whoever these incidents ever named, and of whoever they were linked to."""
    left = {
        person.person
        for rows in incidents
        for event in events_of(rows)
        if isinstance(event, PeopleNamed)
        for person in event.people
    }
    found: dict[UUID, Sequence[Recorded]] = {}
    while left:
        more = await looking.rows(sorted(left))
        found |= {one: more.get(one, ()) for one in left}
        left = {other for rows in more.values() for other in _others(rows)} - found.keys()
    return found


def _others(rows: Sequence[Recorded]) -> Iterable[UUID]:
    return (
        event.other for event in events_of(rows) if isinstance(event, PersonLinked | PersonUnlinked)
    )
