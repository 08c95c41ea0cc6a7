"""An action in a response: what it answers, whether it holds, and in which ways it did not work.

Heed's word on its measures and what people judged of it stand beside each other and are never
mixed.
"""

from collections.abc import Iterator
from typing import Any, Protocol
from uuid import UUID

from api.incidents.telling import moment
from api.themes.response.answer import DidNot
from api.themes.response.gathering import Streams
from api.themes.response.holding import Acted
from domain.action.events import AnsweredFinding, EffectivenessReviewed
from domain.action.timeliness import timeliness
from domain.action.vocabulary import Verdict
from domain.identifier import shown
from domain.moment import Moment
from domain.sealed import Body
from domain.theme.state import Theme
from domain.vocabulary.holding import Reason, Word

Members = dict[str, Any]
JUDGED = {Verdict.NOT_EFFECTIVE: DidNot.NOT_EFFECTIVE, Verdict.NOT_SUSTAINED: DidNot.NOT_SUSTAINED}


class Says(Protocol):
    """What is gathered, with its words."""

    @property
    def streams(self) -> Streams: ...

    def says(self, body: Body | None) -> str | None: ...


class _Dated(Protocol):
    """A fact that may say when it was."""

    @property
    def at(self) -> Moment | None: ...


def action_members(told: Says, theme: Theme, one: Acted) -> Members:
    action, of = one.asked.action, one.held.of
    agreed, on_time = action.agreed, timeliness(action)
    return {
        "action": shown("act", one.asked.id),
        "title": told.says(agreed.title),
        "kind": agreed.kind,
        "strength": agreed.strength,
        "state": action.stage,
        "service": agreed.service and shown("svc", agreed.service),
        "agreed_at": one.asked.agreed_at,
        "due_on": action.due_on,
        "original_due_on": action.original_due_on,
        "on_time": on_time.on_time,
        "on_original_time": on_time.on_original_time,
        "for_the_theme": one.asked.id in theme.actions,
        "findings": [
            known for each in agreed.findings if (known := _finding(told.streams, each)) is not None
        ],
        "word": of and of.word,
        "reasons": () if of is None else of.reasons,
        "stale_since": of and of.stale_since,
        "began_before_action": None if of is None else of.began_before_action,
        "measures": [_measure(measure, verdict) for measure, verdict in one.held.verdicts],
        "recurrences": _recurrences(one),
        "judged": [{"verdict": each.verdict, "at": _when(one, each)} for each in action.reviews],
    }


def _finding(streams: Streams, one: AnsweredFinding) -> Members | None:
    investigation = streams.investigations.get(one.investigation)
    known = None if investigation is None else investigation.findings.get(one.finding)
    if known is None:
        return None
    return {
        "investigation": shown("inv", one.investigation),
        "finding": shown("fnd", one.finding),
        "factor": known.says.factor,
    }


def _measure(measure: UUID, verdict: Any) -> Members:
    """A measure that nobody had defined yet proves nothing."""
    return {
        "measure": shown("mea", measure),
        "word": Word.NOT_PROVEN if verdict is None else verdict.word,
        "reasons": (Reason.NO_MEASURE,) if verdict is None else verdict.reasons,
    }


def _recurrences(one: Acted) -> Members | None:
    found = one.held.recurrences
    if found is None:
        return None
    known = found.expected
    return {
        "observed": len(found.noted),
        "expected": known
        and {
            "number": round(known.number, 2),
            "lower": round(known.lower, 2),
            "upper": round(known.upper, 2),
        },
    }


def did_not_work(told: Says, one: Acted) -> Iterator[Members]:
    """What people said first, in the order of their lives; then what the measures say now."""
    action = one.asked.action

    def said(what: DidNot, reason: Body | None, at: Members | None) -> Members:
        return {
            "action": shown("act", one.asked.id),
            "title": told.says(action.agreed.title),
            "what": what,
            "reason": told.says(reason),
            "at": at,
        }

    for refused in action.refused:
        yield said(DidNot.VERIFICATION_REFUSED, refused.reason, _when(one, refused))
    for review in action.reviews:
        if review.verdict in JUDGED:
            yield said(JUDGED[review.verdict], _because(review), _when(one, review))
    for reopened in action.reopened:
        yield said(DidNot.REOPENED, reopened.reason, _when(one, reopened))
    if action.cancelled is not None:
        yield said(DidNot.CANCELLED, action.cancelled.reason, _when(one, action.cancelled))
    if one.held.of is not None and one.held.of.word is Word.SLIPPED:
        yield said(DidNot.SLIPPED, None, None)


def _when(one: Acted, event: _Dated) -> Members | None:
    """As people claim it; where they say nothing, when it was recorded."""
    if event.at is not None:
        return moment(event.at)
    return moment(Moment(at=one.asked.recorded_at[id(event)]))


def _because(review: EffectivenessReviewed) -> Body | None:
    """What a measure showed to those who judged, else what people said."""
    readings = [one.reading for one in review.measures if one.reading is not None]
    return readings[0] if readings else review.people_said
