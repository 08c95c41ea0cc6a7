"""Appends as the API would send them, made before the clock starts: one event, and where asked
three sealed bodies under a new key. Sealing itself is not in these figures; `http` has it.
"""

import hashlib
import json
import os
import random
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from api.identity import uuid7
from benchmarks.lives import a_life
from domain.log import Append, Key, NewEvent, NewKey, Origin, SealedBody

KINDS = 256
BODY_BYTES = 1056
WRAPPED = bytes(60)
INTEGRATION = UUID(int=0x0190_0000_0000_7000_8000_0000_0000_FFFF)
_chosen = random.Random(7)
_WORDS = ("supported_living", "care_worker", "escalation_delay", "2025-03-11T16:30:00+00:00")


def _facts() -> str:
    members = {f"field_{n}": _chosen.choice((*_WORDS, str(uuid7()))) for n in range(27)}
    return json.dumps(members, separators=(",", ":"))


FACTS = [_facts() for _ in range(KINDS)]
"""About 900 bytes each, like a reported incident's."""

_SEALED = [os.urandom(BODY_BYTES) for _ in range(KINDS)]
_SHA256 = [hashlib.sha256(sealed).digest() for sealed in _SEALED]


def _bodies(nth: int, count: int, key: UUID) -> tuple[SealedBody, ...]:
    places = [(nth + n) % KINDS for n in range(count)]
    return tuple(
        SealedBody(uuid7(), "narrative", key, WRAPPED, _SEALED[place], _SHA256[place])
        for place in places
    )


def an_append(nth: int, provider: UUID, bodies: int = 0) -> Append:
    """A new incident with a version check, an idempotency record and a source reference."""
    stream, key, facts = uuid7(), uuid7(), FACTS[nth % KINDS]
    name = uuid7().hex
    event = NewEvent(
        uuid7(), stream, 1, "incident.reported.v1", f"key:{INTEGRATION}", os.urandom(32), facts,
        _bodies(nth, bodies, key),
    )  # fmt: skip
    return Append(
        provider=provider,
        key=Key(INTEGRATION, name, hashlib.sha256(facts.encode()).digest()),
        status=201,
        answers=stream,
        answers_version=1,
        seen={stream: 0},
        events=(event,),
        now=datetime.now(UTC),
        origin=Origin("bench", name, 1, WRAPPED[:32], "{}", stream),
        keys=(NewKey(key, "case", stream, 1, WRAPPED),) if bodies else (),
    )


def a_report(nth: int, provider: UUID) -> Append:
    """The same, of an incident that projections can read."""
    append = an_append(nth, provider)
    [event] = append.events
    _, facts = a_life(nth, _chosen)[0]
    return replace(append, events=(replace(event, facts=json.dumps(facts)),))
