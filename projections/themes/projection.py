"""One row for each theme, and for each incident whom it excludes.

A theme is seen as long as one of its members is; who may see an incident stands apart, so that a
restriction changes one row, whatever themes the incident is in.

Source: domain rules on themes (`domain/theme`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, get_args
from uuid import UUID

from domain import catalogue
from domain.event import DomainEvent
from domain.incident.events import IncidentReported, Restricted
from domain.theme.events import ThemeBegun, ThemeEvent, ThemeProposed
from domain.theme.member import MemberKind
from domain.theme.state import ENDED, Stage, Theme, fold
from projections.open_loops.loop import happened
from projections.runner.declaration import Change, Column, Event, Projection, Reads, Table
from projections.runner.histories import HISTORY

THEMES: Final = Table(
    name="themes",
    key=(Column("theme", "uuid"),),
    columns=(
        Column("position", "bigint"),
        Column("version", "int"),
        Column("recorded_at", "timestamptz"),
        Column("changed_at", "timestamptz"),
        Column("rule", "text"),
        Column("rule_version", "int"),
        Column("scope", "text"),
        Column("service", "uuid"),
        Column("subject", "text"),
        Column("stage", "text"),
        Column("incidents", "uuid[]"),
        Column("audits", "uuid[]"),
        Column("first_on", "date"),
        Column("last_on", "date"),
        Column("decided_at", "timestamptz"),
        Column("ended_at", "timestamptz"),
        Column("looked_on", "date"),
    ),
    indexes=(("position",), ("rule", "service"), ("stage", "position")),
)
INCIDENTS: Final = Table(
    name="theme_incidents",
    key=(Column("incident", "uuid"),),
    columns=(Column("excluded", "uuid[]"),),
)
_RESTRICTING: Final = (IncidentReported, Restricted)

History = Sequence[tuple[DomainEvent, datetime]]


def derive(event: Event) -> Sequence[Change]:
    """The row of one stream. Raises ImpossibleHistory for one that no decisions could make."""
    said, stream = event[HISTORY], event["stream_id"]
    history = [(catalogue.read(one.type, one.facts), one.recorded_at) for one in said]
    if said[0].type.startswith("incident."):
        return [Change("theme_incidents", (stream,), {"excluded": _excluded(history)})]
    theme = fold(one for one, _ in history)
    if theme is None:
        return []
    known = _known(theme) | _times(theme, history)
    whole = {"position": said[0].position, "version": len(said)}
    return [Change("themes", (stream,), known | whole)]


def _excluded(history: History) -> list[UUID]:
    last = [one for one, _ in history if isinstance(one, _RESTRICTING)][-1]
    return list(last.excluded or ())


def _first(first: ThemeProposed | ThemeBegun) -> dict[str, Any]:
    if isinstance(first, ThemeBegun):
        return {"rule": None, "rule_version": None, "scope": None, "subject": first.factor}
    return {
        "rule": first.rule.value,
        "rule_version": first.rule_version,
        "scope": first.scope.value,
        "subject": first.subject,
    }


def _known(theme: Theme) -> dict[str, Any]:
    """Of a withdrawn theme, what it was made of when that happened."""
    first = theme.first
    kinds = {one.id: one.kind for one in theme.left} | {one.id: one.kind for one in theme.in_order}
    ids = [one.id for one in theme.in_order] or list(kinds)
    days = [one.day for one in theme.in_order]
    return {
        **_first(first),
        "service": first.service,
        "stage": theme.stage.value,
        "incidents": [one for one in ids if kinds[one] is MemberKind.INCIDENT],
        "audits": [one for one in ids if kinds[one] is MemberKind.AUDIT],
        "first_on": min(days, default=None),
        "last_on": max(days, default=None),
        "looked_on": max((one.held_on for one in theme.looks.values()), default=None),
    }


def _times(theme: Theme, history: History) -> dict[str, Any]:
    """When it came to be, was first decided, and ended."""
    when = {id(one): happened(one, at) for one, at in history}
    first: DomainEvent | None = theme.judged[0] if theme.judged else None
    decided = theme.first if isinstance(theme.first, ThemeBegun) else first
    last = theme.judged[-1] if theme.stage in ENDED else None
    ended = None if last is None else when[id(last)]
    if theme.stage is Stage.WITHDRAWN:
        ended = history[-1][1]
    return {
        "recorded_at": history[0][1],
        "changed_at": history[-1][1],
        "decided_at": None if decided is None else when[id(decided)],
        "ended_at": ended,
    }


PROJECTION: Final = Projection(
    name="themes",
    tables=(THEMES, INCIDENTS),
    reads=tuple(Reads(one.type, derive) for one in (*get_args(ThemeEvent), *_RESTRICTING)),
    whole=True,
)
