"""The signals: each one in one row, as it stands, with what it rests on and what became of it.

A signal that was withdrawn keeps its row and says so; an answer that was given stays beside it.
Whom its incidents and actions are hidden from is not told here: whoever reads asks the log.

Source: Heed's rule on the identity, the end and the answer of signals (`domain/signal`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, get_args

from domain import catalogue
from domain.signal.events import SignalEvent, SignalRaised
from domain.signal.state import Signal, fold
from projections.runner.declaration import Change, Column, Event, Projection, Reads, Table
from projections.runner.histories import HISTORY, Said

# `title`: the body that says what the measure was called then. `raised_at`: when it was recorded;
# `known_at`: when its ground was there.
TABLE: Final = Table(
    name="signals",
    key=(Column("signal", "uuid"),),
    columns=(
        Column("kind", "text"),
        Column("subject", "uuid"),
        Column("part", "text"),
        Column("rule_set", "text"),
        Column("rule_set_version", "int"),
        Column("rule", "text"),
        Column("direction", "text"),
        Column("occurrence", "int"),
        Column("segment", "text"),
        Column("first_period", "text"),
        Column("newest_period", "text"),
        Column("view", "text"),
        Column("title", "uuid"),
        Column("actions", "uuid[]"),
        Column("about", "uuid[]"),
        Column("service", "uuid"),
        Column("unit", "uuid"),
        Column("position", "bigint"),
        Column("known_at", "timestamptz"),
        Column("raised_at", "timestamptz"),
        Column("version", "int"),
        Column("stage", "text"),
        Column("answers", "int"),
        Column("decision", "text"),
        Column("answered_at", "timestamptz"),
        Column("withdrawn_at", "timestamptz"),
        Column("cause", "text"),
        Column("cause_event", "uuid"),
    ),
    indexes=(("raised_at", "signal"), ("subject", "stage")),
)


def derive(event: Event) -> Sequence[Change]:
    """The row of one signal. Raises ImpossibleHistory for one that no decisions could make."""
    said: Sequence[Said] = event[HISTORY]
    signal = fold(catalogue.read(one.type, one.facts) for one in said)
    if signal is None:
        return []
    times = {one.type: one.recorded_at for one in said}
    values = _raised(signal.raised) | _since(signal, times)
    return [Change(TABLE.name, (event["stream_id"],), values | {"version": len(said)})]


def _raised(raised: SignalRaised) -> dict[str, Any]:
    return {
        "kind": raised.subject.kind,
        "subject": raised.subject.id,
        "part": raised.subject.part,
        "rule_set": raised.rule_set.name,
        "rule_set_version": raised.rule_set.version,
        "rule": raised.rule,
        "direction": raised.direction,
        "occurrence": raised.occurrence,
        "segment": raised.segment,
        "first_period": raised.first_period,
        "newest_period": raised.newest_period,
        "view": raised.view,
        "title": None if raised.title is None else raised.title.id,
        "actions": list(raised.actions),
        "about": list(raised.about),
        "service": raised.service,
        "unit": raised.unit,
        "position": raised.position,
        "known_at": raised.known_at,
    }


def _since(signal: Signal, times: dict[str, datetime]) -> dict[str, Any]:
    """times: when a fact of each type was recorded last."""
    withdrawn = signal.withdrawn
    return {
        "raised_at": times[signal.raised.type],
        "stage": signal.stage,
        "answers": len(signal.answers),
        "decision": signal.answers[-1].decision if signal.answers else None,
        "answered_at": times[signal.answers[-1].type] if signal.answers else None,
        "withdrawn_at": None if withdrawn is None else times[withdrawn.type],
        "cause": None if withdrawn is None else withdrawn.cause,
        "cause_event": None if withdrawn is None else withdrawn.event,
    }


PROJECTION: Final = Projection(
    name="signals",
    tables=(TABLE,),
    reads=tuple(Reads(known.type, derive) for known in get_args(SignalEvent)),
    whole=True,
)
