"""The operations on governance reviews, as the contract has them."""

from api.contract.parameters import identifier_in_path
from api.governance_reviews import deciding, facts
from api.governance_reviews.resource import GOVERNANCE_REVIEW
from api.recording import Collection
from api.scope import Scope

REVIEWS = Collection(
    path="/v1/governance-reviews",
    tag="governance reviews",
    noun="governance review",
    resource=GOVERNANCE_REVIEW,
    identity=identifier_in_path("rev", "governance review", "rev_0000000000000000000000000a"),
    reads=(Scope.LEARNING_READ, Scope.LEARNING_MANAGE),
    writes=(Scope.LEARNING_MANAGE,),
)

OPERATIONS = (
    REVIEWS.begins("Record a governance review", facts.HoldReview, deciding.hold),
    REVIEWS.read(),
    REVIEWS.history(),
    REVIEWS.fact(
        "decisions",
        "Add a decision",
        facts.AddDecision,
        deciding.add_decision,
        accountable=True,
    ),
    REVIEWS.fact(
        "voidings",
        "Say that it was recorded by mistake",
        facts.VoidReview,
        deciding.void,
        judged=True,
        accountable=True,
    ),
)
