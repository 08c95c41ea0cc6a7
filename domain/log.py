"""The log as the rest of Heed sees it: what is appended, what comes back, and who may be late.

One append is all or nothing: its events, their sealed bodies, its idempotency record and the
caller's own reference commit together, or none does. Per provider, positions run 1..N without a
gap and in commit order, so `position > n` never misses an event. A stream that was read is checked
like one that is written: whatever moved meanwhile makes the append a conflict.

PostgreSQL (`adapters/postgres/log.py`) and memory (`adapters/memory.py`) implement `Log`; one
contract suite runs against both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SealedBody:
    """One encrypted body. `wrapped` is its data key under `key_id`; `sha256` is of `sealed`."""

    id: UUID
    kind: str
    key_id: UUID
    wrapped: bytes
    sealed: bytes
    sha256: bytes


@dataclass(frozen=True, slots=True)
class NewKey:
    """A class key created in this append. `owner` is the person, the incident or the provider."""

    id: UUID
    kind: str
    owner: UUID
    epoch: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class NewAlias:
    """The caller's own reference for a person, as a keyed blind index; never the reference."""

    blind: bytes
    person: UUID


@dataclass(frozen=True, slots=True)
class NewEvent:
    """`version` is the stream's version after this event: the first is 1. `salt`: 32 bytes."""

    id: UUID
    stream: UUID
    version: int
    type: str
    actor: str
    salt: bytes
    facts: str
    bodies: tuple[SealedBody, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The caller's natural key: (provider, source, ref) is unique for ever and `version` only
    grows. `members` holds a keyed fingerprint per member of the newest snapshot, as JSON text.
    """

    source: str
    ref: str
    version: int
    content: bytes
    members: str
    stream: UUID


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key in its scope. `request` is an HMAC of the request (32 bytes)."""

    integration: UUID
    key: str
    request: bytes


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a key's first answer was: replayed as the fold of `stream` at `version`.

    `position` is that append's last position, `events` how many it had (0: nothing was written,
    the answer pointed at what was there).
    """

    status: int
    stream: UUID
    version: int
    position: int
    events: int


@dataclass(frozen=True, slots=True)
class Append:
    """One request to the log.

    `seen` maps every stream read or written to the version it had (0: it did not exist).
    `answers` is the stream whose fold answers the request, at `answers_version`; where `events`
    is empty, `points_at` says which earlier append the key now points at.
    `now` is the API's clock: the recorded time is the greater of it and the provider's last.
    """

    provider: UUID
    key: Key
    status: int
    answers: UUID
    answers_version: int
    seen: Mapping[UUID, int]
    events: tuple[NewEvent, ...]
    now: datetime
    origin: Origin | None = None
    keys: tuple[NewKey, ...] = ()
    aliases: tuple[NewAlias, ...] = ()
    points_at: int = 0


class Code(IntEnum):
    """What became of an append. Everything but STORED and REPLAYED wrote nothing."""

    STORED = 0
    REPLAYED = 1
    KEY_REUSED = 2
    """The key stands for another request."""
    ORIGIN_KNOWN = 3
    """The source reference is held by another stream, or by this one at this version or a newer."""
    CONFLICT = 4
    """A stream, a key or an alias moved since it was read: load and decide again."""
    NO_PROVIDER = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """`pointer` is the stored answer for STORED and REPLAYED, else None. `recorded_at` is the
    time of this append, or of the first one where it was replayed.
    """

    code: Code
    pointer: Pointer | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SealedRef:
    """What a row says of a body it carries."""

    id: UUID
    kind: str
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event as it lies in the log. `facts` and `salt` are None once it was disposed of."""

    provider: UUID
    position: int
    stream: UUID
    version: int
    id: UUID
    type: str
    actor: str
    recorded_at: datetime
    salt: bytes | None
    facts: str | None
    sealed: tuple[SealedRef, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class KnownOrigin:
    """What the log knows of a source reference."""

    stream: UUID
    version: int
    content: bytes
    members: str


@dataclass(frozen=True, slots=True)
class Recalled:
    """What one look found: the record behind a reference, the person behind each blind index, and
    the key of each of these persons that has one.
    """

    origin: KnownOrigin | None
    persons: Mapping[bytes, UUID]
    keys: Mapping[UUID, NewKey]


class Overloaded(Exception):  # noqa: N818 - an answer: come back later
    """The queue of appends is full. Nothing was written; sending again is safe."""


class Unsure(Exception):  # noqa: N818 - an answer: ask again with the same key
    """The log could not tell whether the append was kept. Sending the same key again is safe."""


class Unavailable(Exception):  # noqa: N818 - an answer: come back later
    """The log cannot be reached just now. Nothing was written; sending again is safe."""


class Log(Protocol):
    """Append and read. Reads see everything that was acknowledged before they began."""

    async def append(self, append: Append) -> Outcome:
        """Answer after commit. Raises Overloaded or Unsure; both are safe to send again."""
        ...

    async def replay(self, provider: UUID, key: Key) -> Outcome | None:
        """The answer that this key already has, durably touched, or None if it is new.

        KEY_REUSED where the key stands for another request.
        """
        ...

    async def load(
        self, provider: UUID, stream: UUID, *, version: int | None = None
    ) -> Sequence[Recorded]:
        """Every event of the stream up to `version`, oldest first; empty where it is unknown."""
        ...

    async def load_many(
        self, provider: UUID, streams: Sequence[UUID]
    ) -> Mapping[UUID, Sequence[Recorded]]:
        """The same for several streams, as of one moment; unknown ones are left out."""
        ...

    async def after(self, provider: UUID, position: int, limit: int) -> Sequence[Recorded]:
        """Events with a greater position, in order; at most `limit`."""
        ...

    async def at(self, provider: UUID, position: int) -> Recorded | None: ...

    async def head(self, provider: UUID) -> int:
        """The last position, 0 for an empty log. Raises LookupError for an unknown provider."""
        ...

    async def origins(
        self, provider: UUID, source: str, refs: Sequence[str]
    ) -> Mapping[str, KnownOrigin]:
        """What is known of these references of this source; unknown ones are left out."""
        ...

    async def aliases(self, provider: UUID, blinds: Sequence[bytes]) -> Mapping[bytes, UUID]:
        """The person behind each blind index; unknown ones are left out."""
        ...

    async def named(self, provider: UUID, persons: Sequence[UUID]) -> frozenset[UUID]:
        """Those of these to whom some name of this provider leads."""
        ...

    async def recall(
        self, provider: UUID, source: str, ref: str, blinds: Sequence[bytes]
    ) -> Recalled:
        """What a report has to know, in one look: `origins` of one reference, `aliases`, and the
        keys of those persons.
        """
        ...
