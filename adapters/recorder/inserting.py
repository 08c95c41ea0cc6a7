"""Inserting the library's events through the log's own append.

The library gives events no identity, and its programs expect that events which are inserted twice
are refused: that is how the second of two deciders learns that it was second. An answer that was
lost is another matter. Each call has an idempotency key of its own, so that whatever is sent again
on its behalf finds what is stored. Where a call ends without an answer, its key is remembered: the
next call with the very same events and tracking sends that key, and gets the positions instead of
a conflict with itself. What is remembered dies with the process; a program that starts anew reads
the stream, or the tracking, and knows.

The fingerprint of a request is made of its key alone: one of the content would outlive the content.
"""

import asyncio
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NoReturn, TypeAlias
from uuid import UUID

from eventsourcing.persistence import IntegrityError, ProgrammingError, StoredEvent, Tracking

from adapters.recorder.failure import LATER
from adapters.recorder.numbering import BEGINNINGS, Placed, entered, placed, seen
from adapters.recorder.reading import Reading
from adapters.recorder.state import facts_of
from adapters.recorder.tracking import TrackedAppends
from domain.actor import Actor
from domain.log import Append, Code, Key, Log, NewEvent, Outcome

Said: TypeAlias = tuple[tuple[StoredEvent, ...], Tracking | None]

_CREATED: Final = 201
_SALT_BYTES: Final = 32
_MOST_REMEMBERED: Final = 1000


@dataclass(frozen=True, slots=True)
class Author:
    """Whose log it is, the credential that writes, and where times and identities come from."""

    provider: UUID
    credential: UUID
    clock: Callable[[], datetime]
    ids: Callable[[], UUID]


class Inserting:
    """One provider's log, written to."""

    def __init__(self, log: Log, tracked: TrackedAppends, reading: Reading, author: Author) -> None:
        self._log = log
        self._tracked = tracked
        self._reading = reading
        self._author = author
        self._unanswered: dict[Said, UUID] = {}

    async def insert(self, events: Sequence[StoredEvent], tracking: Tracking | None) -> list[int]:
        """Their positions. Raises the errors of the log, and IntegrityError as the library does."""
        said = (tuple(events), tracking)
        key = self._unanswered.pop(said, None) or self._author.ids()
        try:
            outcome = await self._inserted(key, events, tracking)
        except (*LATER, asyncio.CancelledError):
            self._remember(said, key)
            raise
        if outcome.pointer is None:
            refuse(outcome)
        last = outcome.pointer.position
        return list(range(last - outcome.pointer.events + 1, last + 1))

    async def track(self, tracking: Tracking) -> None:
        await self._tracked.track(self._author.provider, tracking)

    def _remember(self, said: Said, key: UUID) -> None:
        self._unanswered[said] = key
        while len(self._unanswered) > _MOST_REMEMBERED:
            del self._unanswered[next(iter(self._unanswered))]

    async def _inserted(
        self, key: UUID, events: Sequence[StoredEvent], tracking: Tracking | None
    ) -> Outcome:
        """A stream that is entered at 0 or 1 is taken for new and asked about only where it is not:
        1 may be the second event of one that began at 0.
        """
        entries = entered(events)
        begun = [stream for stream, version in entries.items() if version not in BEGINNINGS]
        guessed = {stream: 0 if version == 0 else 1 for stream, version in entries.items()}
        firsts = guessed | dict(await self._reading.firsts(begun) if begun else {})
        outcome = await self._appended(key, placed(events, firsts), tracking)
        if outcome.code is Code.CONFLICT:
            known = guessed | dict(await self._reading.firsts(list(entries)))
            if known != firsts:
                return await self._appended(key, placed(events, known), tracking)
        return outcome

    async def _appended(
        self, key: UUID, places: Sequence[Placed], tracking: Tracking | None
    ) -> Outcome:
        append = self._append(key, places)
        if tracking is None:
            return await self._log.append(append)
        return await self._tracked.append(append, tracking)

    def _append(self, key: UUID, places: Sequence[Placed]) -> Append:
        author = self._author
        request = hashlib.sha256(key.bytes).digest()
        return Append(
            provider=author.provider,
            key=Key(author.credential, str(key), request),
            status=_CREATED,
            answers=places[-1].stream,
            answers_version=places[-1].version,
            seen=seen(places),
            events=tuple(self._event(place) for place in places),
            now=author.clock(),
        )

    def _event(self, place: Placed) -> NewEvent:
        return NewEvent(
            id=self._author.ids(),
            stream=place.stream,
            version=place.version,
            type=place.event.topic,
            actor=str(Actor(self._author.credential)),
            salt=os.urandom(_SALT_BYTES),
            facts=facts_of(place.event.state, first=place.first),
        )


def refuse(outcome: Outcome) -> NoReturn:
    """The library's error for an append that was not kept."""
    if outcome.code is Code.NO_PROVIDER:
        raise ProgrammingError("No such provider.")
    raise IntegrityError("The stream is not at the version that these events follow.")
