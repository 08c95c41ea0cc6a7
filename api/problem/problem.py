"""A problem, raised anywhere above the domain and answered at the edge."""

from collections.abc import Sequence
from typing import Final

from api.problem.catalogue import CATALOGUE
from api.problem.finding import Finding
from api.problem.problem_type import ProblemType
from domain.refusal import Refusal

MOST_ERRORS: Final = 100


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
    """The 409 that says a domain rule forbids it, in the rule's own words."""
    state = CATALOGUE["state-conflict"]
    kind = ProblemType(refusal.code, state.status, state.title, refusal.detail)
    errors = [Finding(refusal.pointer, refusal.code, refusal.detail)] if refusal.pointer else []
    return Problem(kind, errors=errors)
