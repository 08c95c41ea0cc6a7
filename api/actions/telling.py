"""From an action to what callers get."""

from collections.abc import Iterable
from typing import Any

from api.advice import advice_members
from api.incidents.telling import moment
from api.resource import Standing
from api.roles import role_members
from domain.action.events import EffectivenessReviewed
from domain.action.lint import advice
from domain.action.state import Action
from domain.action.timeliness import reviews_due, timeliness
from domain.identifier import shown
from domain.sealed import Body, bodies_in

At = Standing[Action]


def _agreed(at: At) -> dict[str, Any]:
    agreed = at.state.agreed
    return {
        "title": at.says(agreed.title),
        "kind": agreed.kind,
        "strength": agreed.strength,
        "suggested_strength": agreed.suggested_strength,
        "strength_reason": at.says(agreed.strength_reason),
        "findings": [
            {
                "investigation": shown("inv", one.investigation),
                "finding": shown("fnd", one.finding),
            }
            for one in agreed.findings
        ],
        "gaps": [
            {"audit": shown("aud", one.audit), "criterion": one.criterion} for one in agreed.gaps
        ],
        "themes": [shown("thm", one) for one in agreed.themes or ()],
        "measure": at.says(agreed.measure),
        "measures": [shown("mea", one) for one in at.state.measures],
        "why_no_measure": at.says(agreed.why_no_measure),
        "service": agreed.service and shown("svc", agreed.service),
        "at": moment(agreed.at),
    }


def _plan(at: At) -> dict[str, Any]:
    """Whose it is, and when it is and was due."""
    action, told = at.state, timeliness(at.state)
    return {
        "owner": role_members(action.owner),
        "owner_changes": [
            {"owner": role_members(one.owner), "reason": at.says(one.reason), "at": moment(one.at)}
            for one in action.owners
        ],
        "due_on": action.due_on,
        "original_due_on": action.original_due_on,
        "due_changes": [
            {
                "before": one.from_,
                "due_on": one.to,
                "reason": at.says(one.reason),
                "interim_control": at.says(one.interim_control),
                "at": moment(one.at),
            }
            for one in (*action.past_changes, *action.changes)
        ],
        "on_time": told.on_time,
        "on_original_time": told.on_original_time,
    }


def _work(at: At) -> dict[str, Any]:
    begun, done, seen = at.state.started, at.state.completed, at.state.verified
    return {
        "started": begun and {"at": moment(begun.at)},
        "completed": done
        and {
            "by": role_members(done.by),
            "evidence": at.says(done.evidence),
            "at": moment(done.at),
        },
        "verified": seen
        and {
            "by": role_members(seen.by),
            "evidence": at.says(seen.evidence),
            "at": moment(seen.at),
        },
        "verifications_refused": [
            {"by": role_members(one.by), "reason": at.says(one.reason), "at": moment(one.at)}
            for one in at.state.refused
        ],
    }


def _review(at: At, one: EffectivenessReviewed) -> dict[str, Any]:
    return {
        "verdict": one.verdict,
        "by": role_members(one.by),
        "together_with": [role_members(other) for other in one.together_with],
        "day": one.day,
        "measures": [
            {
                "measure": shown("mea", cited.measure),
                "state": cited.state,
                "reading": at.says(cited.reading),
            }
            for cited in one.measures
        ],
        "as_known_at": moment(one.as_known_at),
        "people_said": at.says(one.people_said),
        "why_nobody_was_asked": at.says(one.why_nobody_was_asked),
        "cited_verdict": one.cited_verdict and one.cited_verdict.model_dump(),
        "recurrences": [shown("inc", incident) for incident in one.recurrences or ()],
        "at": moment(one.at),
    }


def _effect(at: At) -> dict[str, Any]:
    action = at.state
    gone = action.cancelled
    return {
        "review_days": action.review_days,
        "reviews_due": [
            {"day": one.day, "due_on": one.due_on, "held": one.held} for one in reviews_due(action)
        ],
        "effectiveness": [_review(at, one) for one in action.reviews],
        "reopened": [
            {
                "by": role_members(one.by),
                "reason": at.says(one.reason),
                "due_on": one.due_on,
                "signal": one.signal and shown("sig", one.signal),
                "recurrence": one.recurrence and shown("inc", one.recurrence),
                "at": moment(one.at),
            }
            for one in action.reopened
        ],
        "cancelled": gone
        and {
            "by": role_members(gone.by),
            "reason": at.says(gone.reason),
            "risk_accepted_by": gone.risk_accepted_by,
            "at": moment(gone.at),
        },
    }


def action_members(at: At) -> dict[str, Any]:
    aside = {one.rule: one.reason for one in at.state.set_aside}
    return {
        "id": shown("act", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "state": at.state.stage,
        **_agreed(at),
        **_plan(at),
        **_work(at),
        **_effect(at),
        "advice": advice_members(at, advice(at.state), aside),
    }


def words(action: Action) -> Iterable[Body]:
    """Every learning text that is shown with it."""
    one = (action.agreed, action.completed, action.verified, action.cancelled)
    several = (action.refused, action.past_changes, action.changes, action.owners, action.reviews)
    return bodies_in([*one, *several, action.reopened, action.set_aside, action.looks])
