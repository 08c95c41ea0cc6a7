"""A governance review as it stands: its events folded, oldest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from domain.event import DomainEvent, ImpossibleHistory
from domain.governance_review.events import (
    Answered,
    Decision,
    DecisionAdded,
    GovernanceReviewEvent,
    ReviewHeld,
    ReviewVoided,
    Subject,
)


@dataclass(frozen=True, slots=True)
class GovernanceReview:
    """`later`: decisions that were written down afterwards."""

    held: ReviewHeld
    later: tuple[Decision, ...] = ()
    voided: ReviewVoided | None = None

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """In the order in which they were written down."""
        return self.held.decisions + self.later


def named(answered: Iterable[Answered]) -> Iterator[UUID]:
    """The resources among them."""
    return (one.id for one in answered if one.id is not None)


def themes_of(answered: Iterable[Answered]) -> Iterator[UUID]:
    """The themes among them that have an identity."""
    return (one.id for one in answered if one.subject is Subject.THEME and one.id is not None)


def evolve(review: GovernanceReview | None, event: GovernanceReviewEvent) -> GovernanceReview:
    if isinstance(event, ReviewHeld):
        if review is not None:
            raise ImpossibleHistory("A governance review held twice.")
        return GovernanceReview(event)
    if review is None:
        raise ImpossibleHistory(f"{event.type} before governance_review.held")
    match event:
        case DecisionAdded():
            return replace(review, later=(*review.later, event.decision))
        case ReviewVoided():
            return replace(review, voided=event)
        case _:
            assert_never(event)


def fold(events: Iterable[DomainEvent]) -> GovernanceReview | None:
    """The review as it stands; None for no events."""
    review: GovernanceReview | None = None
    for event in events:
        if not isinstance(event, GovernanceReviewEvent):
            raise ImpossibleHistory(f"{event.type} in the stream of a governance review")
        review = evolve(review, event)
    return review
