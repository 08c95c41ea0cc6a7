"""Problems of who asks, for what, and how: keys, scopes, addresses, headers, parameters.

Source: RFC 9110 sections 11 and 15.5; draft-ietf-httpapi-idempotency-key-header.
"""

from http import HTTPStatus

from api.problem.problem_type import ProblemType

CALLER = (
    ProblemType(
        "unauthenticated",
        HTTPStatus.UNAUTHORIZED,
        "No valid key",
        "Send a valid API key: Authorization: Bearer heed_...",
    ),
    ProblemType(
        "key-revoked",
        HTTPStatus.UNAUTHORIZED,
        "The key is no longer valid",
        "This API key was revoked or has expired. Ask the provider for a new one.",
    ),
    ProblemType(
        "forbidden",
        HTTPStatus.FORBIDDEN,
        "The key may not do this",
        "The API key lacks the scope named in missing_scope.",
    ),
    ProblemType(
        "provider-required",
        HTTPStatus.BAD_REQUEST,
        "Which provider is not said",
        "This API key serves several providers. Name one in Heed-Provider.",
    ),
    ProblemType(
        "actor-required",
        HTTPStatus.BAD_REQUEST,
        "Who acts is not said",
        "Say for whom this is done: Heed-On-Behalf-Of: <role>/<your reference for the person>.",
    ),
    ProblemType(
        "actor-malformed",
        HTTPStatus.BAD_REQUEST,
        "Who acts cannot be read",
        "Heed-On-Behalf-Of has to be a role, a slash, and your reference for the person, at most "
        "200 visible characters.",
    ),
    ProblemType(
        "idempotency-key-missing",
        HTTPStatus.BAD_REQUEST,
        "Idempotency-Key is missing",
        "Send an Idempotency-Key, so that sending this again is safe.",
    ),
    ProblemType(
        "idempotency-key-malformed",
        HTTPStatus.BAD_REQUEST,
        "Idempotency-Key cannot be read",
        "An Idempotency-Key has 1 to 255 visible ASCII characters.",
    ),
    ProblemType(
        "precondition-malformed",
        HTTPStatus.BAD_REQUEST,
        "If-Match cannot be read",
        'If-Match has to be the ETag of the resource, such as "7", or *.',
    ),
    ProblemType(
        "cursor-mismatch",
        HTTPStatus.BAD_REQUEST,
        "The cursor belongs to another question",
        "A cursor goes with the filters it was given for. Start again without it.",
    ),
    ProblemType(
        "position-unknown",
        HTTPStatus.BAD_REQUEST,
        "The position is not of this log",
        "The position is not one that this provider's log has given. Use one you were sent.",
    ),
    ProblemType(
        "too-much-to-read",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "The question reads too much",
        "The log up to that time is longer than one request may read. Read the resources "
        "themselves with known_at, or ask for an earlier time.",
    ),
    ProblemType(
        "not-found",
        HTTPStatus.NOT_FOUND,
        "Not found",
        "There is nothing here, or nothing that this API key may see.",
    ),
    ProblemType(
        "method-not-allowed",
        HTTPStatus.METHOD_NOT_ALLOWED,
        "Not possible at this address",
        "This address does not take this method. Allow lists those it takes.",
    ),
    ProblemType(
        "not-acceptable",
        HTTPStatus.NOT_ACCEPTABLE,
        "Not a media type that is given here",
        "The Accept header leaves out what this address gives: application/json unless its "
        "description says otherwise.",
    ),
    ProblemType(
        "unknown-parameter",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "A query parameter is unknown",
        "The query has a parameter that this address does not know. A mistyped filter would "
        "otherwise answer with everything.",
    ),
    ProblemType(
        "repeated-parameter",
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "A query parameter stands twice",
        "The query parameter named in parameter stands more often than it may.",
    ),
)
