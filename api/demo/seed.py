"""Identities of the demo: the same on every machine, so that every example works as printed.

An identity depends on this seed, the request's key and its place among the request's identities,
never on chance or time.
"""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from api.identity import IdSource, seeded_ids
from domain.identifier import shown

SEED: Final = "three stories"
EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The time part of every demo identity; it means nothing."""

IDS: Final[IdSource] = seeded_ids(SEED, lambda: EPOCH)


def demo_id(key: str, place: int = 1) -> UUID:
    """The `place`-th identity of the request with this key, 1 being the first."""
    ids = IDS(key)
    identity = ids()
    for _ in range(place - 1):
        identity = ids()
    return identity


PROVIDER: Final = demo_id("provider")
ADMIN: Final = demo_id("integration/demo")
"""The integration of every admin key that the demo mints: one start's keys replay another's."""


def request_id(key: str, place: int = 1, integration: UUID = ADMIN) -> UUID:
    """The `place`-th identity that a request with this key makes when this integration sends it."""
    return demo_id(f"{integration}/{key}", place)


def demo_name(prefix: str, key: str, place: int = 1) -> str:
    """The same as callers see it."""
    return shown(prefix, request_id(key, place))
