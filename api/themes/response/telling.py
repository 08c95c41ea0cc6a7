"""From what was gathered to a response, with its words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from api.incidents.telling import moment
from api.roles import role_members
from api.themes.response.action_telling import action_members, did_not_work
from api.themes.response.answer import Acted as AnyActed
from api.themes.response.answer import Decided
from api.themes.response.gathering import Streams
from api.themes.response.holding import Acted
from api.themes.response.reading import readings
from api.themes.telling import subject_shown
from domain.governance_review.events import Decision
from domain.governance_review.state import GovernanceReview, themes_of
from domain.identifier import shown
from domain.sealed import Body
from domain.theme.events import Judgement, ThemeBegun, ThemeEscalated, ThemeRetired, ThemeWatched
from domain.theme.member import Member, MemberKind
from domain.theme.rules import RULES
from domain.theme.state import Theme
from domain.vocabulary.improvement import Strength

Members = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that responses are made from. `words`: of bodies of learning text."""

    streams: Streams
    acted: Mapping[UUID, Acted]
    words: Mapping[UUID, str]

    def says(self, body: Body | None) -> str | None:
        return None if body is None else self.words.get(body.id)


def theme_told(told: Told, id_: UUID, theme: Theme) -> Members:
    members = [one for one in theme.in_order if _is_seen(told.streams, one)]
    actions = sorted(_actions(told.streams, theme, members) & told.acted.keys())
    acted = [told.acted[one] for one in actions]
    kinds = [one.kind for one in members]
    said = {
        "id": shown("thm", id_),
        "state": theme.stage,
        **_first(told, theme),
        "service": theme.service and shown("svc", theme.service),
        "since": told.streams.since[id_],
        "incidents": kinds.count(MemberKind.INCIDENT),
        "audits": kinds.count(MemberKind.AUDIT),
        "members": [_member(told.streams, one) for one in members],
        "decision": _decision(told, id_, theme),
        "actions_state": AnyActed.AGREED if acted else AnyActed.NOTHING_YET,
        "strengths": _strengths(acted),
        "actions": [action_members(told, theme, one) for one in acted],
        "did_not_work": [one for each in acted for one in did_not_work(told, each)],
    }
    return said | {"readings": readings(said)}


def _is_seen(streams: Streams, one: Member) -> bool:
    return one.id in (streams.incidents if one.kind is MemberKind.INCIDENT else streams.audits)


def _actions(streams: Streams, theme: Theme, members: Iterable[Member]) -> set[UUID]:
    """For the theme itself, and for findings of what looked into its incidents."""
    inquiries = {one for member in members for one in streams.covered.get(member.id, ())}
    inquiries |= {one.investigation for one in theme.linked}
    answers = (one.action for each in inquiries for one in streams.answers.get(each, ()))
    return {*theme.actions, *answers}


def _first(told: Told, theme: Theme) -> Members:
    first = theme.first
    if isinstance(first, ThemeBegun):
        title = told.says(first.title)
        return {"rule": None, "explanation": None, "title": title, "subject": first.factor}
    return {
        "rule": first.rule,
        "explanation": RULES[first.rule].explanation,
        "title": None,
        "subject": subject_shown(first.rule, first.subject),
    }


def _member(streams: Streams, one: Member) -> Members:
    is_incident = one.kind is MemberKind.INCIDENT
    inquiries = streams.covered.get(one.id, ())
    return {
        "incident": shown("inc", one.id) if is_incident else None,
        "audit": None if is_incident else shown("aud", one.id),
        "day": one.day,
        "hours": one.hours,
        "investigations": [
            shown("inv", each) for each in inquiries if each in streams.investigations
        ],
    }


def _decision(told: Told, id_: UUID, theme: Theme) -> Members:
    """The decisions of reviews that answer it; a review that is voided is not among its looks."""
    reviews = [
        _review(told, id_, review, told.streams.reviews[review])
        for review in theme.looks
        if review in told.streams.reviews
    ]
    decided = theme.judged or isinstance(theme.first, ThemeBegun)
    decided = decided or any(one["decisions"] for one in reviews)
    return {
        "state": Decided.DECIDED if decided else Decided.NOTHING_YET,
        "judgements": [_judgement(told, one) for one in theme.judged],
        "reviews": sorted(reviews, key=lambda one: one["held_on"]),
    }


def _review(told: Told, theme: UUID, id_: UUID, review: GovernanceReview) -> Members:
    return {
        "review": shown("rev", id_),
        "held_on": review.held.held_on,
        "forum": review.held.forum,
        "as_known_at": review.held.looked_at.known_at,
        "decisions": [
            {
                "text": told.says(one.text),
                "owner": one.owner and role_members(one.owner),
                "due_on": one.due_on,
            }
            for one in _answering(review.decisions, theme)
        ],
    }


def _answering(decisions: Sequence[Decision], theme: UUID) -> Iterator[Decision]:
    return (one for one in decisions if theme in set(themes_of(one.answers)))


def _judgement(told: Told, one: Judgement) -> Members:
    reviews = one.reviews if isinstance(one, ThemeRetired) else ()
    return {
        "decision": one.type.split(".")[1],
        "by": role_members(one.by),
        "reason": told.says(one.reason),
        "to": one.to if isinstance(one, ThemeEscalated) else None,
        "until": one.until if isinstance(one, ThemeWatched) else None,
        "reviews": [shown("rev", each) for each in reviews if each in told.streams.reviews],
        "at": moment(one.at),
    }


def _strengths(acted: Iterable[Acted]) -> list[Members]:
    """How many of each strength, the strongest first; cancelled ones do nothing."""
    counted = Counter(
        one.asked.action.agreed.strength for one in acted if one.asked.action.cancelled is None
    )
    return [{"strength": each, "actions": counted[each]} for each in Strength if counted[each]]
