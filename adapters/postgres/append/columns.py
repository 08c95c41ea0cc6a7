"""Requests as columns: the arguments of the append functions, in their order.

The SQL lies beside the migrations that made the functions; a changed argument is a new function
there and a new list here.

Ids, numbers and times travel as array literals, one text a column, which PostgreSQL casts: asyncpg
asks of every member of a list whether it is a list itself, and with dozens of columns that took
more of the process than all else that an append does. What a literal would have to quote or to
double, text and bytes, stays a list.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from domain.log import Append, NewEvent

NOTHING_SEALED: Final = "[]"
Column = str | list[Any]


def _ids(column: Iterable[UUID]) -> str:
    return f"{{{','.join([each.hex for each in column])}}}"


def _numbers(column: Iterable[int]) -> str:
    return f"{{{','.join(map(str, column))}}}"


def _times(column: Iterable[datetime]) -> str:
    return f"{{{','.join([each.isoformat() for each in column])}}}"


_LITERAL: Final[dict[str, Callable[[Any], str]]] = {
    "uuid": _ids, "int": _numbers, "bigint": _numbers, "timestamptz": _times,
}  # fmt: skip
_REQUESTS: Final = (
    "int", "uuid", "text", "bytea", "int", "uuid", "int", "int", "bigint", "timestamptz"
)  # fmt: skip
_ORIGINS: Final = ("int", "text", "text", "int", "bytea", "text", "uuid")
_SEEN: Final = ("int", "uuid", "int")
_EVENTS: Final = (
    "int", "int", "uuid", "int", "uuid", "text", "text", "bytea", "text", "text"
)  # fmt: skip
_BODIES: Final = ("int", "int", "uuid", "text", "uuid", "bytea", "bytea")
_KEYS: Final = ("int", "uuid", "text", "uuid", "int", "bytea")
_ALIASES: Final = ("int", "bytea", "uuid")
_ALL: Final = ("uuid", *_REQUESTS, *_ORIGINS, *_SEEN, *_EVENTS, *_BODIES, *_KEYS, *_ALIASES)


def _argument(nth: int, kind: str) -> str:
    return f"${nth}::text::{kind}[]" if kind in _LITERAL else f"${nth}"


MANY: Final = (
    "SELECT * FROM heed.append_many("  # noqa: S608 - numbers and types only
    f"{', '.join(_argument(nth, kind) for nth, kind in enumerate(_ALL, 1))})"
)
ONE: Final = f"SELECT * FROM heed.append_one({', '.join(f'${n}' for n in range(1, 19))})"  # noqa: S608 - numbers only


def sealed_text(event: NewEvent) -> str:
    """What the event's row says of its bodies, in the order of its members."""
    if not event.bodies:
        return NOTHING_SEALED
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


def _turned(rows: list[tuple[Any, ...]], kinds: Sequence[str]) -> list[Column]:
    """Rows as columns of these kinds, each as it travels."""
    if not rows:
        return ["{}" if kind in _LITERAL else [] for kind in kinds]
    return [
        _LITERAL[kind](column) if kind in _LITERAL else list(column)
        for kind, column in zip(kinds, zip(*rows, strict=True), strict=True)
    ]


def many(appends: Sequence[Append]) -> list[Column]:
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
        _ids(providers), *_turned(requests, _REQUESTS), *_turned(origins, _ORIGINS),
        *_turned(seen, _SEEN), *_turned(events, _EVENTS), *_turned(bodies, _BODIES),
        *_turned(keys, _KEYS), *_turned(aliases, _ALIASES),
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
