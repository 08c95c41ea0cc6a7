"""Problems that are Heed's own: it is behind, full, unsure or broken. All may be tried again."""

from http import HTTPStatus

from api.problem.problem_type import ProblemType

SERVICE = (
    ProblemType(
        "internal",
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Something is wrong in Heed",
        "This is a fault of Heed and was recorded. Send the request again with the same "
        "Idempotency-Key; if it fails again, quote request_id.",
        retryable=True,
    ),
    ProblemType(
        "read-model-behind",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The view has not caught up",
        "The view does not reflect the position you asked for yet. Ask again in a moment.",
        retryable=True,
        retry_after_seconds=1,
    ),
    ProblemType(
        "overloaded",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Too much at once",
        "Heed cannot take this request now, and nothing was done with it. Send it again.",
        retryable=True,
        retry_after_seconds=1,
    ),
    ProblemType(
        "outcome-unknown",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "It is not certain whether this was recorded",
        "The answer was lost on the way. Send the request again with the same Idempotency-Key: "
        "it is recorded once, whatever happened.",
        retryable=True,
        retry_after_seconds=1,
    ),
    ProblemType(
        "unavailable",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Heed cannot reach its records",
        "Heed cannot reach its database just now, and nothing was done. Send the request again.",
        retryable=True,
        retry_after_seconds=2,
    ),
)
