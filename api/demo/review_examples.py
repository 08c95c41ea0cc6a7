"""The examples of governance reviews, and what the demo prepares for them: a review for each."""

from collections.abc import Mapping
from typing import Any, Final

from api.demo.client import DemoClient
from api.demo.sample import Example
from api.demo.seed import demo_name

AT: Final = "2019-02-03T10:15:00+00:00"
CHAIR: Final = {"role": "nominated_individual", "staff_ref": "n01"}
REVIEW: Final = {
    "held_on": "2019-02-03",
    "forum": "quality_committee",
    "chaired_by": CHAIR,
    "attended": ["registered_manager", "quality_lead"],
    "looked_at": {
        "known_at": "2019-02-02T17:00:00+00:00",
        "views": ["register", "open_loops"],
        "subjects": [{"subject": "theme", "factor": "boundaries"}],
    },
    "decisions": [
        {
            "text": "Keep the theme open until two reviews found nothing new.",
            "answers": [{"subject": "theme", "factor": "boundaries"}],
        }
    ],
}


def subject(operation: str) -> str:
    """The review that was recorded for this example."""
    return demo_name("rev", f"EX/{operation}")


def _of(operation: str, body: Mapping[str, Any], **more: Any) -> Example:
    return Example(operation, "", body, about=subject(operation), **more)


REVIEWS: Final = (
    _of("recordGovernanceReviewDecisions", {
        "text": "Ask the night staff first.", "due_on": "2019-03-31",
        "owner": {"role": "registered_manager", "staff_ref": "m01"}, "at": AT,
    }, actor="nominated_individual/n01"),
    _of("recordGovernanceReviewVoidings", {
        "reason": "Recorded twice.",
    }, version=1, actor="nominated_individual/n01"),
)  # fmt: skip
BEGUN_REVIEWS: Final[Mapping[str, Any]] = {"beginGovernanceReview": REVIEW}
READ_REVIEWS: Final[Mapping[str, str]] = {
    "getGovernanceReview": subject("recordGovernanceReviewDecisions"),
}


async def prepare_reviews(client: DemoClient) -> None:
    """A review for each example that changes one."""
    for example in REVIEWS:
        await client.post("/v1/governance-reviews", REVIEW, key=f"EX/{example.operation}")
