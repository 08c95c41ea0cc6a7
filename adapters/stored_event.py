"""A row of the log as the library `eventsourcing` stores events: a topic and a state of bytes.

The topic is the event's permanent type. The state is JSON with everything that the library does
not know of; facts stand in it as text, so that they come back exactly as they were given.
"""

import json
from datetime import datetime
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from domain.log import NewEvent, Recorded, SealedRef


def stored(provider: UUID, position: int, at: datetime, event: NewEvent) -> StoredEvent:
    """Raises ValueError where the facts are no JSON."""
    json.loads(event.facts)
    row = {
        "provider": str(provider),
        "position": position,
        "stream": str(event.stream),
        "version": event.version,
        "id": str(event.id),
        "type": event.type,
        "actor": event.actor,
        "recorded_at": at.isoformat(),
        "salt": event.salt.hex(),
        "facts": event.facts,
        "sealed": [[str(body.id), body.kind, body.sha256.hex()] for body in event.bodies],
    }
    return StoredEvent(event.stream, event.version, event.type, json.dumps(row).encode())


def row_of(state: bytes) -> Recorded:
    row = json.loads(state)
    return Recorded(
        provider=UUID(row["provider"]),
        position=row["position"],
        stream=UUID(row["stream"]),
        version=row["version"],
        id=UUID(row["id"]),
        type=row["type"],
        actor=row["actor"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        salt=bytes.fromhex(row["salt"]),
        facts=row["facts"],
        sealed=tuple(
            SealedRef(UUID(body), kind, bytes.fromhex(sha256))
            for body, kind, sha256 in row["sealed"]
        ),
    )
