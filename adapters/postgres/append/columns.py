"""Requests as columns: the arguments of the append functions, in their order.

The SQL lies beside the migrations that made the functions; a changed argument is a new function
there and a new list here.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from domain.log import Append, NewEvent

MANY = f"SELECT * FROM heed.append_many({', '.join(f'${n}' for n in range(1, 48))})"  # noqa: S608 - numbers only
ONE = f"SELECT * FROM heed.append_one({', '.join(f'${n}' for n in range(1, 19))})"  # noqa: S608 - numbers only
Columns = list[list[Any]]


def sealed_text(event: NewEvent) -> str:
    """What the event's row says of its bodies, in the order of its members."""
    said = [
        {"class": body.kind, "id": str(body.id), "sha256": body.sha256.hex()}
        for body in event.bodies
    ]
    return json.dumps(said, separators=(",", ":"))


def plain(append: Append) -> tuple[Any, ...] | None:
    """The scalar arguments, where this is one event that has read nothing but its own stream."""
    if len(append.events) != 1 or append.keys or append.aliases:
        return None
    [event] = append.events
    if event.bodies or append.seen != {event.stream: event.version - 1}:
        return None
    if (append.answers, append.answers_version) != (event.stream, event.version):
        return None
    origin = append.origin
    known = (
        (None, None, None, None, None)
        if origin is None
        else (origin.source, origin.ref, origin.version, origin.content, origin.members)
    )
    key = append.key
    return (
        append.provider, key.integration, key.key, key.request, append.status, append.now,
        *known,
        event.stream, event.version - 1, event.id, event.type, event.actor, event.salt, event.facts,
    )  # fmt: skip


def _turned(rows: list[tuple[Any, ...]], width: int) -> Columns:
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[]] * width


def many(appends: Sequence[Append]) -> list[Any]:
    """Every argument of `append_many`. Providers ascend, so that no two writers can deadlock."""
    providers = sorted({append.provider for append in appends})
    place = {provider: nth for nth, provider in enumerate(providers, 1)}
    requests = [_request(append, place) for append in appends]
    origins = [row for of, append in enumerate(appends, 1) for row in _origin(of, append)]
    seen = [
        (of, stream, version)
        for of, append in enumerate(appends, 1)
        for stream, version in append.seen.items()
    ]
    events = [row for of, append in enumerate(appends, 1) for row in _events(of, append)]
    bodies = [row for of, append in enumerate(appends, 1) for row in _bodies(of, append)]
    keys = [
        (of, key.id, key.kind, key.owner, key.epoch, key.wrapped)
        for of, append in enumerate(appends, 1)
        for key in append.keys
    ]
    aliases = [
        (of, alias.blind, alias.person)
        for of, append in enumerate(appends, 1)
        for alias in append.aliases
    ]
    return [
        providers, *_turned(requests, 10), *_turned(origins, 7), *_turned(seen, 3),
        *_turned(events, 10), *_turned(bodies, 7), *_turned(keys, 6), *_turned(aliases, 3),
    ]  # fmt: skip


def _request(append: Append, place: dict[UUID, int]) -> tuple[Any, ...]:
    key = append.key
    return (
        place[append.provider], key.integration, key.key, key.request, append.status,
        append.answers, append.answers_version, len(append.events), append.points_at, append.now,
    )  # fmt: skip


def _origin(of: int, append: Append) -> list[tuple[Any, ...]]:
    origin = append.origin
    if origin is None:
        return []
    told = (origin.source, origin.ref, origin.version, origin.content, origin.members)
    return [(of, *told, origin.stream)]


def _events(of: int, append: Append) -> list[tuple[Any, ...]]:
    return [
        (
            of, nth, event.stream, event.version, event.id, event.type, event.actor, event.salt,
            event.facts, sealed_text(event),
        )
        for nth, event in enumerate(append.events, 1)
    ]  # fmt: skip


def _bodies(of: int, append: Append) -> list[tuple[Any, ...]]:
    return [
        (of, nth, body.id, body.kind, body.key_id, body.wrapped, body.sealed)
        for nth, event in enumerate(append.events, 1)
        for body in event.bodies
    ]
