"""A problem, raised anywhere above the domain and answered at the edge."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from api.problem.catalogue import CATALOGUE
from api.problem.finding import Finding
from api.problem.problem_type import ProblemType
from domain.refusal import Refusal

MOST_ERRORS: Final = 100


_BODY_ALONE: Final = (
    "incident-not-named",
    "factors-contradict",
    "origin-points-elsewhere",
    "action-answers-nothing",
    "measure-or-reason",
    "review-days-out-of-order",
    "verdict-without-ground",
    "asked-or-not",
    "period-backwards",
    "unit-without-service",
    "criterion-repeated",
    "passed-more-than-checked",
    "question-for-derived-only",
    "question-unknown",
    "chart-does-not-fit-question",
    "cadence-does-not-fit-question",
    "figure-incomplete",
    "numerator-over-denominator",
    "periods-backwards",
    "rebase-not-justified",
    "audience-repeated",
    "question-without-answer",
    "affects-nobody",
    "nobody-counted",
    "count-incomplete",
    "more-than-in-post",
    "passed-more-than-asked",
    "support-not-recorded",
    "nothing-said",
    "opinion-required",
    "duty-conditions-not-met",
    "commissioner-not-asked",
    "duty-of-another-body",
    "candour-by-steps",
    "attempts-required",
    "policy-unknown",
    "nothing-looked-at",
    "subject-not-named",
    "outcome-not-said",
    "outcome-without-risk",
    "feedback-reason-missing",
    "merged-into-itself",
    "linked-to-itself",
    "answer-without-action",
    "answer-without-investigation",
    "answer-without-theme",
)
STATUS_OF: Final[Mapping[str, int]] = MappingProxyType(
    dict.fromkeys(_BODY_ALONE, 422) | {"actor-required": 400}
)
"""Refusals that the body alone decides, whatever the state: 422, and 400 for a missing actor."""


class Problem(Exception):  # noqa: N818 - a problem is an answer, not an error
    """`Problem("version-conflict", current_version=8)`. Nothing of the input goes into it.

    `errors` says where, a hundred times at most; `missing_scope` goes with `forbidden`,
    `parameter` (a name of the contract) with problems of the query, `current_version` with
    `version-conflict`, `allow` with `method-not-allowed`, `existing_id` where the resource is
    there already, and `retry_after_seconds` where another pause than the type's own helps.
    """

    def __init__(
        self,
        code: str | ProblemType,
        *,
        errors: Sequence[Finding] = (),
        missing_scope: str | None = None,
        parameter: str | None = None,
        current_version: int | None = None,
        existing_id: str | None = None,
        retry_after_seconds: int | None = None,
        allow: Sequence[str] = (),
    ) -> None:
        self.type = CATALOGUE[code] if isinstance(code, str) else code
        super().__init__(self.type.code)
        self.errors = tuple(errors[:MOST_ERRORS])
        self.missing_scope = missing_scope
        self.parameter = parameter
        self.current_version = current_version
        self.existing_id = existing_id
        self.retry_after_seconds = (
            self.type.retry_after_seconds if retry_after_seconds is None else retry_after_seconds
        )
        self.allow = tuple(allow)

    @property
    def code(self) -> str:
        return self.type.code


def problem_of(refusal: Refusal) -> Problem:
    """What says that a domain rule forbids it, in the rule's own words: 409, or as `STATUS_OF`."""
    state = CATALOGUE["state-conflict"]
    status = STATUS_OF.get(refusal.code, state.status)
    title = CATALOGUE["validation"].title if status != state.status else state.title
    kind = ProblemType(refusal.code, status, title, refusal.detail)
    errors = [Finding(refusal.pointer, refusal.code, refusal.detail)] if refusal.pointer else []
    return Problem(kind, errors=errors)
