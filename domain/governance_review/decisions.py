"""What may be recorded about a governance review, and when the rules say no.

Source: domain rule that a review says what was looked at, as it was known when.
"""

from collections.abc import Iterable
from datetime import datetime

from domain.governance_review import refusals
from domain.governance_review.events import (
    Answered,
    DecisionAdded,
    ReviewHeld,
    ReviewVoided,
    Subject,
)
from domain.governance_review.state import GovernanceReview
from domain.moment import CLOCK_SKEW, in_the_future


def _must_be_named(answered: Iterable[Answered], pointer: str) -> None:
    for place, one in enumerate(answered):
        by_factor = one.factor is not None
        if by_factor is (one.id is not None) or (by_factor and one.subject is not Subject.THEME):
            raise refusals.SubjectNotNamed(f"{pointer}/{place}")


def hold(held: ReviewHeld, *, now: datetime) -> ReviewHeld:
    _must_be_named(held.looked_at.subjects, "/looked_at/subjects")
    for place, decision in enumerate(held.decisions):
        _must_be_named(decision.answers, f"/decisions/{place}/answers")
    if in_the_future(held.held_on, now=now):
        raise refusals.ReviewNotHeldYet("/held_on")
    if not held.looked_at.views and not held.looked_at.subjects:
        raise refusals.NothingLookedAt("/looked_at")
    if held.looked_at.known_at > now + CLOCK_SKEW:
        raise refusals.LookedAtTheFuture("/looked_at/known_at")
    return held


def _must_count(review: GovernanceReview) -> None:
    if review.voided is not None:
        raise refusals.ReviewAlreadyVoided


def add_decision(review: GovernanceReview, added: DecisionAdded) -> DecisionAdded:
    _must_be_named(added.decision.answers, "/answers")
    _must_count(review)
    return added


def void(review: GovernanceReview, voided: ReviewVoided) -> ReviewVoided:
    _must_count(review)
    return voided
