"""Appends as tests make them: everything that does not matter has a value already."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from domain.log import Append, Key, NewAlias, NewEvent, NewKey, Origin, SealedBody

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
EARLIER = NOON - timedelta(minutes=5)
INTEGRATION = UUID(int=0x17)


def key(name: str | None = None, request: str = "the request", **changes: object) -> Key:
    """Without a name, one that nobody used."""
    usual = {"integration": INTEGRATION, "key": name or uuid4().hex}
    return Key(**usual | {"request": hashlib.sha256(request.encode()).digest()} | changes)


def body(class_key: NewKey, words: bytes = b"as if encrypted") -> SealedBody:
    return SealedBody(
        id=uuid4(),
        kind="narrative",
        key_id=class_key.id,
        wrapped=os.urandom(60),
        sealed=words,
        sha256=hashlib.sha256(words).digest(),
    )


def case_key(owner: UUID | None = None) -> NewKey:
    return NewKey(uuid4(), "case", owner or uuid4(), 1, os.urandom(60))


def alias(blind: bytes | None = None, person: UUID | None = None) -> NewAlias:
    return NewAlias(blind or os.urandom(16), person or uuid4())


def event(
    stream: UUID | None = None,
    version: int = 1,
    facts: str = '{"harm":"none"}',
    bodies: Sequence[SealedBody] = (),
) -> NewEvent:
    return NewEvent(
        id=uuid4(),
        stream=stream or uuid4(),
        version=version,
        type="incident.reported.v1",
        actor="credential/registered_manager",
        salt=os.urandom(32),
        facts=facts,
        bodies=tuple(bodies),
    )


def append(
    provider: UUID,
    *events: NewEvent,
    seen: Mapping[UUID, int] | None = None,
    **changes: object,
) -> Append:
    """Of these events, or of one on a stream of its own. `seen` is added to what they need."""
    events = events or (event(),)
    needed = {each.stream: each.version - 1 for each in reversed(events)}
    usual = {
        "key": key(),
        "status": 201,
        "answers": events[-1].stream,
        "answers_version": events[-1].version,
        "now": NOON,
    }
    return Append(
        provider=provider, events=events, seen=needed | dict(seen or {}), **usual | changes
    )


def nothing(provider: UUID, stream: UUID, version: int, **changes: object) -> Append:
    """An append without events, whose key points at what was there."""
    usual = {"key": key(), "status": 200, "now": NOON, "seen": {stream: version}, "points_at": 1}
    pointed = {"answers": stream, "answers_version": version, "events": ()}
    return Append(provider=provider, **pointed | usual | changes)


def origin(stream: UUID, version: int = 1, ref: str = "INC-1", **changes: object) -> Origin:
    """`{"what": "…"}` stands for the fingerprints of members."""
    usual = {"source": "carewise", "content": bytes([version]) * 32, "members": '{"what": "1f"}'}
    return Origin(ref=ref, version=version, stream=stream, **usual | changes)
