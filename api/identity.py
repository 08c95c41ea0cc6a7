"""Where identities come from: UUIDv7 in production, the stories' own in the demo.

Both are asked per request, so that a repeated attempt at the same request may get the same
identities; nothing in the log depends on it.

Source: RFC 9562 section 5.7 (UUIDv7).
"""

import hashlib
import os
import time
from collections.abc import Callable
from uuid import UUID

from api.clock import Clock

Ids = Callable[[], UUID]
"""The next identity of one request."""

IdSource = Callable[[str], Ids]
"""Identities for the request with this idempotency key."""

_VERSION = 7 << 76
_VARIANT = 2 << 62
_RANDOM = (1 << 76) - 1 & ~(3 << 62)


def _laid_out(milliseconds: int, random: int) -> UUID:
    return UUID(int=(milliseconds << 80) | _VERSION | (random & _RANDOM & ~(15 << 76)) | _VARIANT)


def uuid7() -> UUID:
    """Time-ordered to the millisecond, 74 random bits."""
    return _laid_out(time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10), "big"))


def random_ids(_: str) -> Ids:
    return uuid7


def seeded_ids(seed: str, clock: Clock) -> IdSource:
    """Identities that depend on the seed, the request's key and their order only.

    The demo uses this, so that its ids are the same on every machine. `clock` gives their time
    part; a fixed one makes them wholly reproducible.
    """

    def for_request(key: str) -> Ids:
        count = 0
        milliseconds = int(clock().timestamp() * 1000)

        def next_id() -> UUID:
            nonlocal count
            count += 1
            digest = hashlib.sha256(f"{seed}\0{key}\0{count}".encode()).digest()
            return _laid_out(milliseconds, int.from_bytes(digest[:10], "big"))

        return next_id

    return for_request
