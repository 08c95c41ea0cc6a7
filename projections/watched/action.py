"""One row for each action: what it answers, which measures it cites, and how far it has come.

Times are those that people claim where a clock may use them, otherwise those of recording; what
was taken back again, by a refused verification or a reopening, has no time any more. `verdicts`
are those of every review, in order; what people judged stays after a reopening.

Source: Heed's rules on actions (`domain/action`).
"""

from datetime import datetime
from typing import Any, Final, get_args
from uuid import UUID

from domain.action.events import ActionEvent
from domain.action.state import Action, fold
from domain.event import DomainEvent
from projections.open_loops.loop import happened
from projections.runner.declaration import Change, Column, Table
from projections.watched.history import History

EVENTS: Final = get_args(ActionEvent)

TABLE: Final = Table(
    name="watched_actions",
    key=(Column("action", "uuid"),),
    columns=(
        Column("service", "uuid"),
        Column("stage", "text"),
        Column("measures", "uuid[]"),
        Column("findings", "uuid[]"),
        Column("investigations", "uuid[]"),
        Column("audits", "uuid[]"),
        Column("agreed_at", "timestamptz"),
        Column("completed_at", "timestamptz"),
        Column("verified_at", "timestamptz"),
        Column("due_on", "date"),
        Column("original_due_on", "date"),
        Column("completed_on", "date"),
        Column("strength", "text"),
        Column("kind", "text"),
        Column("reopened", "int"),
        Column("verdicts", "text[]"),
        Column("cancelled", "bool"),
        Column("review_days", "int[]"),
        Column("recurrences", "uuid[]"),
    ),
    indexes=(("stage", "service"),),
)


def row(action: UUID, history: History) -> Change | None:
    """None where nothing of it is left."""
    known = fold(event for event, _ in history)
    if known is None:
        return None
    times = {id(event): happened(event, recorded) for event, recorded in history}
    return Change(TABLE.name, (action,), {**_planned(known, times), **_done(known, times)})


def _planned(action: Action, times: dict[int, datetime]) -> dict[str, Any]:
    agreed = action.agreed
    return {
        "service": agreed.service,
        "measures": list(dict.fromkeys(action.measures)),
        "findings": [one.finding for one in agreed.findings],
        "investigations": list(dict.fromkeys(one.investigation for one in agreed.findings)),
        "audits": list(dict.fromkeys(one.audit for one in agreed.gaps)),
        "agreed_at": times.get(id(agreed)),
        "due_on": action.due_on,
        "original_due_on": action.original_due_on,
        "strength": agreed.strength,
        "kind": agreed.kind,
        "review_days": list(action.review_days),
    }


def _done(action: Action, times: dict[int, datetime]) -> dict[str, Any]:
    completed, verified = action.completed, action.verified
    return {
        "stage": action.stage,
        "completed_at": _time(completed, times),
        "verified_at": _time(verified, times),
        "completed_on": None if completed is None else completed.on,
        "reopened": len(action.reopened),
        "verdicts": [one.verdict for one in action.reviews],
        "cancelled": action.cancelled is not None,
        "recurrences": list(action.recurred),
    }


def _time(event: DomainEvent | None, times: dict[int, datetime]) -> datetime | None:
    return None if event is None else times.get(id(event))
