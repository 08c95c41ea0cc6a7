"""From a theme as it stands to what a caller reads, without what they may not see."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from api.incidents.telling import moment
from api.resource import Standing
from api.roles import role_members
from api.themes.answer import MOST_LEFT
from domain.identifier import shown
from domain.theme.events import (
    FindingLinked,
    Judgement,
    ThemeBegun,
    ThemeEscalated,
    ThemeProposed,
    ThemeRetired,
    ThemeWatched,
)
from domain.theme.member import Ground, GroundKind, Left, Member, MemberKind, Why
from domain.theme.rules import OF_PERSONS, RULES
from domain.theme.state import Theme

Members = dict[str, Any]
At = Standing[Theme]
PREFIXES: Final = {MemberKind.INCIDENT: "inc", MemberKind.AUDIT: "aud"}


def visible(at: At) -> tuple[Member, ...]:
    return tuple(one for one in at.state.in_order if one.id not in at.unseen)


def theme_members(at: At) -> Members:
    theme, members = at.state, visible(at)
    kinds = [one.kind for one in members]
    return {
        "id": shown("thm", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "state": theme.stage,
        **_first(at, theme.first),
        "incidents": kinds.count(MemberKind.INCIDENT),
        "audits": kinds.count(MemberKind.AUDIT),
        "members": [_member(theme, one) for one in members],
        "left": [
            _named(one) | {"cause": one.cause} for one in theme.left if one.id not in at.unseen
        ][-MOST_LEFT:],
        "why": None if theme.why is None else _why(at, theme.why, members),
        "judgements": [_judgement(at, one) for one in theme.judged],
        "findings": [
            _linked(at, one) for one in theme.linked if one.investigation not in at.unseen
        ],
        "looked_at": [
            {"review": shown("rev", review), "held_on": one.held_on, "decided": one.decided}
            for review, one in theme.looks.items()
            if review not in at.unseen
        ],
        "actions": [shown("act", one) for one in _seen(at, theme.actions)],
    }


def _seen(at: At, streams: Iterable[UUID]) -> list[UUID]:
    return [one for one in streams if one not in at.unseen]


def _first(at: At, first: ThemeProposed | ThemeBegun) -> Members:
    service = first.service and shown("svc", first.service)
    if isinstance(first, ThemeBegun):
        return {
            "rule": None,
            "title": at.says(first.title),
            "reason": at.says(first.reason),
            "begun_by": role_members(first.by),
            "service": service,
            "subject": first.factor,
        }
    return {
        "rule": rule_members(first),
        "title": None,
        "reason": None,
        "begun_by": None,
        "service": service,
        "subject": subject_shown(first.rule, first.subject),
    }


def rule_members(first: ThemeProposed) -> Members:
    return {
        "name": first.rule,
        "version": first.rule_version,
        "scope": first.scope,
        "explanation": RULES[first.rule].explanation,
    }


def subject_shown(rule: str | None, subject: str | None) -> str | None:
    """A factor, a risk or a duty by its code. Who an adult is stands nowhere in a theme."""
    return None if rule in OF_PERSONS else subject


def _named(one: Member | Left) -> Members:
    name = shown(PREFIXES[one.kind], one.id)
    is_incident = one.kind is MemberKind.INCIDENT
    return {"incident": name if is_incident else None, "audit": None if is_incident else name}


def _member(theme: Theme, one: Member) -> Members:
    return _named(one) | {
        "day": one.day,
        "shows": one.shows,
        "hours": one.hours,
        "by_hand": one.id in theme.by_hand,
    }


def _why(at: At, why: Why, members: Sequence[Member]) -> Members:
    grounds = (_ground(at, one, members) for one in why.grounds)
    return {
        "threshold": why.threshold,
        "window_days": why.window_days,
        "services": why.services,
        "over_hours": why.over_hours,
        "grounds": [one for one in grounds if one is not None],
    }


def _ground(at: At, one: Ground, members: Iterable[Member]) -> Members | None:
    """As far as it is seen: its span ends with members, and a day of a hidden one would tell of it.
    None where nothing of it is seen.
    """
    first, last, count = one.from_, one.until, one.incidents
    if one.signal is not None and one.signal in at.unseen:
        return None
    if not at.unseen.isdisjoint([*at.state.members, *(left.id for left in at.state.left)]):
        kind = MemberKind.AUDIT if one.kind is GroundKind.AUDITS else MemberKind.INCIDENT
        days = [each.day for each in members if each.kind is kind and first <= each.day <= last]
        if not days:
            return None
        if one.kind is not GroundKind.SIGNAL:
            first, last = min(days), max(days)
        count = len(days) if kind is MemberKind.INCIDENT else count
    return {
        "kind": one.kind,
        "from": first,
        "until": last,
        "incidents": count,
        "tool": one.tool,
        "criterion": one.criterion,
        "signal": one.signal and shown("sig", one.signal),
    }


def _judgement(at: At, one: Judgement) -> Members:
    reviews = _seen(at, one.reviews) if isinstance(one, ThemeRetired) else []
    return {
        "decision": one.type.split(".")[1],
        "by": role_members(one.by),
        "reason": at.says(one.reason),
        "to": one.to if isinstance(one, ThemeEscalated) else None,
        "until": one.until if isinstance(one, ThemeWatched) else None,
        "reviews": [shown("rev", review) for review in reviews],
        "at": moment(one.at),
    }


def _linked(at: At, one: FindingLinked) -> Members:
    return {
        "investigation": shown("inv", one.investigation),
        "finding": shown("fnd", one.finding),
        "reason": at.says(one.reason),
        "at": moment(one.at),
    }
