"""A short log, told event by event, and what a projection makes of it in memory.

Events are the domain's own, picked as PostgreSQL would pick them, so that a fold is tested against
the facts that are really stored.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from domain.event import DomainEvent
from projections.runner.declaration import Projection
from projections.runner.deltas import Deltas, fold
from projections.runner.histories import HISTORY, Said

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""When the first event is recorded; each later one an hour after the one before."""


def recorded_at(position: int) -> datetime:
    return START + timedelta(hours=position - 1)


@dataclass
class Told:
    """`told.by(stream, event, ...)` records events, in order."""

    events: list[dict[str, Any]] = field(default_factory=list)
    versions: dict[UUID, int] = field(default_factory=dict)

    def by(self, stream: UUID, *events: DomainEvent) -> "Told":
        for event in events:
            self.versions[stream] = self.versions.get(stream, 0) + 1
            position = len(self.events) + 1
            self.events.append(
                {
                    "position": position,
                    "stream_id": stream,
                    "version": self.versions[stream],
                    "type": event.type,
                    "recorded_at": recorded_at(position),
                    "facts": json.loads(event.facts()),
                }
            )
        return self

    def picked_by(self, projection: Projection) -> list[dict[str, Any]]:
        if projection.whole:
            return self._histories(projection)
        return [
            {**event, **{path: picked(event["facts"], path) for path in projection.paths}}
            for event in self.events
            if event["type"] in projection.folds
        ]

    def _histories(self, projection: Projection) -> list[dict[str, Any]]:
        """Each stream once, as it stands at the end."""
        known = [event for event in self.events if event["type"] in projection.folds]
        last = {event["stream_id"]: event for event in known}
        return [
            {**event, HISTORY: [said(one) for one in known if one["stream_id"] == stream]}
            for stream, event in last.items()
        ]

    def folded_by(self, projection: Projection) -> Deltas:
        return fold(projection, self.picked_by(projection))

    def rows(self, projection: Projection, table: str) -> dict[tuple[Any, ...], dict[str, Any]]:
        """Rows by key. Nothing may have been refused."""
        deltas = self.folded_by(projection)
        assert deltas.refused == []
        return deltas.rows.get(table, {})


def said(event: dict[str, Any]) -> Said:
    facts = json.dumps(event["facts"])
    return Said(event["type"], event["recorded_at"], facts, event["position"])


def picked(facts: Any, path: str) -> str | None:
    """What `->` and `->>` give."""
    for name in path.split("."):
        facts = facts.get(name) if isinstance(facts, dict) else None
    return facts if facts is None or isinstance(facts, str) else json.dumps(facts)
