"""From the signal as it stands to what callers read."""

from typing import Any
from uuid import UUID

from api.incidents.telling import moment
from api.resource import Standing
from api.roles import role_members
from api.signals.subjects import chart_of, subject_members
from domain.identifier import shown
from domain.signal.events import SignalAnswered, SignalRaised
from domain.signal.state import Signal


def ground_members(raised: SignalRaised) -> dict[str, Any]:
    return {
        "rule_set": raised.rule_set.model_dump(),
        "rule": raised.rule,
        "direction": raised.direction,
        "occurrence": raised.occurrence,
        "segment": raised.segment,
        "first_period": raised.first_period,
        "newest_period": raised.newest_period,
        "view": raised.view,
        "known_at": raised.known_at,
    }


def _ids(at: Standing[Signal], prefix: str, identities: tuple[UUID, ...]) -> list[str]:
    """Those that this reader may see."""
    return [shown(prefix, one) for one in identities if one not in at.unseen]


def _answered(at: Standing[Signal], one: SignalAnswered) -> dict[str, Any]:
    return {
        "decision": one.decision,
        "measure_version": one.measure_version,
        "explanation": at.says(one.explanation),
        "by": role_members(one.by),
        "actions": _ids(at, "act", one.actions),
        "investigations": _ids(at, "inv", one.investigations),
        "themes": _ids(at, "thm", one.themes),
        "at": moment(one.at),
    }


def signal_members(at: Standing[Signal]) -> dict[str, Any]:
    raised, withdrawn = at.state.raised, at.state.withdrawn
    return {
        "id": shown("sig", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "stage": at.state.stage,
        "owes_answer": at.state.owes_answer,
        "title": at.says(raised.title),
        "chart": chart_of(raised.subject.kind, raised.subject.id),
        "subject": subject_members(raised.subject.kind, raised.subject.id, raised.subject.part),
        "ground": ground_members(raised),
        "service": raised.service and shown("svc", raised.service),
        "unit": raised.unit and shown("unt", raised.unit),
        "actions": _ids(at, "act", raised.actions),
        "incidents": _ids(at, "inc", raised.about),
        "answers": [_answered(at, one) for one in at.state.answers],
        "withdrawn": withdrawn
        and {
            "cause": withdrawn.cause,
            "event": withdrawn.event and shown("evt", withdrawn.event),
            "known_at": withdrawn.known_at,
        },
    }
