"""Governance reviews: they close the loop of the service, or of the provider, that they look at."""

from collections.abc import Iterator
from typing import Final, get_args

from domain.governance_review.events import GovernanceReviewEvent
from domain.governance_review.state import GovernanceReview, evolve
from projections.open_loops.loop import Owes, Stream, Subject


def owes(_: GovernanceReview) -> Iterator[Owes]:
    """A review owes nothing itself; the actions it leads to have loops of their own."""
    return iter(())


def subject(review: GovernanceReview) -> Subject:
    return Subject(
        service=review.held.service,
        owner_role=review.held.chaired_by.role,
        void=review.voided is not None,
        held_on=review.held.held_on,
    )


STREAM: Final = Stream(get_args(GovernanceReviewEvent), evolve, subject, owes)
