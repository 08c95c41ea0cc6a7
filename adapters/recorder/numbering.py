"""Where the library's events go in their streams: its versions against the log's.

The library names every version and begins a stream at 0 or at 1; the log counts from 1 and leaves
no version out. What does not follow is refused before anything is sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from eventsourcing.persistence import DataError, IntegrityError, StoredEvent

BEGINNINGS: Final = (0, 1)


@dataclass(frozen=True, slots=True)
class Placed:
    """An event, its stream, and its version as the log counts. `first`: where the stream began."""

    stream: UUID
    version: int
    first: int
    event: StoredEvent


def stream_of(originator_id: UUID | str) -> UUID:
    """Raises DataError: the library knows streams by other names, the log does not."""
    if isinstance(originator_id, UUID):
        return originator_id
    raise DataError("A stream is named by a UUID.")


def entered(events: Sequence[StoredEvent]) -> dict[UUID, int]:
    """The version at which each stream is entered, in order. Raises IntegrityError where the
    events of one stream do not follow one another.
    """
    entries: dict[UUID, int] = {}
    newest: dict[UUID, int] = {}
    for event in events:
        stream, version = stream_of(event.originator_id), event.originator_version
        if version != newest.get(stream, version - 1) + 1:
            raise IntegrityError("The events of a stream do not follow one another.")
        entries.setdefault(stream, version)
        newest[stream] = version
    return entries


def placed(events: Sequence[StoredEvent], firsts: Mapping[UUID, int]) -> list[Placed]:
    """firsts: where each stream began, or begins with these."""
    places: list[Placed] = []
    for event in events:
        stream = stream_of(event.originator_id)
        first = firsts[stream]
        places.append(Placed(stream, event.originator_version - first + 1, first, event))
    return places


def seen(places: Sequence[Placed]) -> dict[UUID, int]:
    """The version that the log must have each stream at."""
    versions: dict[UUID, int] = {}
    for place in places:
        versions.setdefault(place.stream, place.version - 1)
    return versions
