"""The governance review as a resource."""

from collections.abc import Iterable
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field

from api.governance_reviews.facts import SubjectId
from api.incidents.answer import MomentAnswer, ReceiptAnswer, Word
from api.incidents.telling import moment
from api.principal import Principal
from api.resource import Resource, Standing
from api.roles import RoleAnswer, role_members
from api.schema import Answer, GovernanceReviewId, RoleShown, ServiceId, Version, identifier
from domain.governance_review.events import Answered, Decision, Forum, Subject
from domain.governance_review.state import GovernanceReview, fold
from domain.identifier import shown
from domain.moment import Day, Instant
from domain.sealed import Body, bodies_in
from domain.vocabulary.factor import Factor

MOST_LATER: Final = 100
Text = Annotated[str, Field(max_length=20_000)]
DecisionId = Annotated[str, identifier("dec")]
PREFIXES: Final = {
    Subject.ACTION: "act",
    Subject.LESSON: "les",
    Subject.MEASURE: "mea",
    Subject.INVESTIGATION: "inv",
    Subject.AUDIT: "aud",
    Subject.SIGNAL: "sig",
    Subject.THEME: "thm",
}


class AnsweredAnswer(Answer):
    """By its id; a theme by that or by its factor."""

    subject: Subject
    id: SubjectId | None
    factor: Factor | None


class LookedAtAnswer(Answer):
    known_at: Instant
    views: Annotated[tuple[Word, ...], Field(max_length=50)]
    subjects: Annotated[tuple[AnsweredAnswer, ...], Field(max_length=200)]


class DecisionAnswer(Answer):
    id: DecisionId
    text: Text | None
    answers: Annotated[tuple[AnsweredAnswer, ...], Field(max_length=50)]
    owner: RoleAnswer | None
    due_on: Day | None


class VoidedAnswer(Answer):
    reason: Text | None
    at: MomentAnswer | None


class GovernanceReviewAnswer(Answer):
    """A governance review as it stands."""

    id: GovernanceReviewId
    version: Version
    recorded_at: Instant
    held_on: Day
    forum: Forum
    service: ServiceId | None
    chaired_by: RoleAnswer
    attended: Annotated[tuple[RoleShown, ...], Field(max_length=50)]
    looked_at: LookedAtAnswer
    decisions: Annotated[tuple[DecisionAnswer, ...], Field(max_length=100 + MOST_LATER)]
    summary: Text | None
    at: MomentAnswer | None
    voided: VoidedAnswer | None


class GovernanceReviewRecorded(GovernanceReviewAnswer):
    """A governance review after a fact was recorded, with the receipt."""

    receipt: ReceiptAnswer


def _answered(answered: Iterable[Answered]) -> list[dict[str, Any]]:
    return [
        {
            "subject": one.subject,
            "id": one.id and shown(PREFIXES[one.subject], one.id),
            "factor": one.factor,
        }
        for one in answered
    ]


def _decision(at: Standing[GovernanceReview], one: Decision) -> dict[str, Any]:
    return {
        "id": shown("dec", one.decision),
        "text": at.says(one.text),
        "answers": _answered(one.answers),
        "owner": one.owner and role_members(one.owner),
        "due_on": one.due_on,
    }


def tell(_: Principal, at: Standing[GovernanceReview]) -> tuple[type[Answer], dict[str, Any]]:
    held, voided = at.state.held, at.state.voided
    return GovernanceReviewAnswer, {
        "id": shown("rev", at.id),
        "version": at.version,
        "recorded_at": at.recorded_at,
        "held_on": held.held_on,
        "forum": held.forum,
        "service": held.service and shown("svc", held.service),
        "chaired_by": role_members(held.chaired_by),
        "attended": held.attended,
        "looked_at": {
            "known_at": held.looked_at.known_at,
            "views": held.looked_at.views,
            "subjects": _answered(held.looked_at.subjects),
        },
        "decisions": [_decision(at, one) for one in at.state.decisions],
        "summary": at.says(held.summary),
        "at": moment(held.at),
        "voided": voided and {"reason": at.says(voided.reason), "at": moment(voided.at)},
    }


def everyone(_: Principal, __: frozenset[UUID], ___: GovernanceReview) -> bool:
    """Whoever may read learning; what a restricted incident hides is asked of every resource."""
    return True


def words(review: GovernanceReview) -> Iterable[Body]:
    voided = () if review.voided is None else (review.voided,)
    return bodies_in([review.held, *review.later, *voided])


GOVERNANCE_REVIEW: Resource[GovernanceReview] = Resource(
    name="governance_review",
    prefix="rev",
    fold=fold,
    may_see=everyone,
    tell=tell,
    words=words,
    recorded={GovernanceReviewAnswer: GovernanceReviewRecorded},
)
