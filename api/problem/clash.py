"""Problems of a request that was understood: its content, or its clash with what is recorded.

422: the body alone decides. 409: the state decides. 412: the caller saw an older state.

Source: RFC 9110 sections 13 and 15.5; RFC 6585 section 3; the pinned report door.
"""

from http import HTTPStatus

from api.problem.problem_type import ProblemType

CLASH = (
    ProblemType(
        "validation",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The request is not complete or not right",
        "Each of errors says where and what. Nothing was recorded.",
    ),
    ProblemType(
        "unknown-code",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "A code is not in its vocabulary",
        "Each of errors names a member whose code is not in its vocabulary. Nothing was recorded.",
    ),
    ProblemType(
        "idempotency-key-reused",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "Idempotency-Key was used for another request",
        "This Idempotency-Key belongs to another request. Use a new key for a new request.",
    ),
    ProblemType(
        "source-version-conflict",
        HTTPStatus.CONFLICT,
        "This version was sent with other content",
        "This source_ref and source_version were already sent with other content. Raise "
        "source_version to send later knowledge.",
    ),
    ProblemType(
        "state-conflict",
        HTTPStatus.CONFLICT,
        "Not possible in this state",
        "What is recorded so far does not allow this. Read the resource and decide again.",
    ),
    ProblemType(
        "conflict",
        HTTPStatus.CONFLICT,
        "Someone else was first",
        "The record changed while this was being done. Send it again.",
        retryable=True,
    ),
    ProblemType(
        "version-conflict",
        HTTPStatus.PRECONDITION_FAILED,
        "The resource has changed since you saw it",
        "The resource is now at current_version. Read it, and decide again on what it says.",
    ),
    ProblemType(
        "precondition-required",
        HTTPStatus.PRECONDITION_REQUIRED,
        "If-Match is missing",
        "This is a judgement on what you saw. Send the ETag you saw as If-Match.",
    ),
)
