"""Problems of a request that cannot be read: its bytes, its JSON, its size, its pace.

Source: RFC 9110 section 15.5; RFC 8259; RFC 6585 section 5.
"""

from http import HTTPStatus

from api.problem.problem_type import ProblemType

UNREADABLE = (
    ProblemType(
        "malformed-request",
        HTTPStatus.BAD_REQUEST,
        "Not an HTTP request",
        "The request is not well-formed HTTP.",
    ),
    ProblemType(
        "malformed-json",
        HTTPStatus.BAD_REQUEST,
        "Not JSON",
        "The body is not one JSON value. Send JSON as RFC 8259 defines it.",
    ),
    ProblemType(
        "not-utf8",
        HTTPStatus.BAD_REQUEST,
        "Not UTF-8",
        "The request is not UTF-8 throughout. Send UTF-8 without a byte order mark, without NUL "
        "and without half of a surrogate pair.",
    ),
    ProblemType(
        "duplicate-member",
        HTTPStatus.BAD_REQUEST,
        "A member stands twice",
        "An object in the body has the same member twice, so what was meant is not certain.",
    ),
    ProblemType(
        "not-finite",
        HTTPStatus.BAD_REQUEST,
        "A number is not finite",
        "The body has a number that is not finite. NaN and Infinity are not JSON, and a number "
        "too great for a double is not kept.",
    ),
    ProblemType(
        "number-too-long",
        HTTPStatus.BAD_REQUEST,
        "A number is too long",
        "The body has a number of more than 20 digits. Send long references as strings.",
    ),
    ProblemType(
        "too-deep",
        HTTPStatus.BAD_REQUEST,
        "The body is too deep",
        "The body nests arrays and objects more than 32 levels deep.",
    ),
    ProblemType(
        "too-many-nodes",
        HTTPStatus.BAD_REQUEST,
        "The body has too many values",
        "The body has more than 5,000 values. Send several smaller requests, or an import.",
    ),
    ProblemType(
        "request-timeout",
        HTTPStatus.REQUEST_TIMEOUT,
        "The request came too slowly",
        "The request did not arrive in time, and nothing was done with it. Send it again.",
        retryable=True,
    ),
    ProblemType(
        "body-too-large",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "The body is too large",
        "The body is larger than this address takes. Send several smaller requests, or an import.",
    ),
    ProblemType(
        "uri-too-long",
        HTTPStatus.REQUEST_URI_TOO_LONG,
        "The address is too long",
        "The address with its query is longer than 8 KiB. Narrow the question.",
    ),
    ProblemType(
        "unsupported-media-type",
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "Not a media type that is taken here",
        "Send the body uncompressed, as the media type this address takes: application/json in "
        "UTF-8 unless its description says otherwise.",
    ),
    ProblemType(
        "header-too-large",
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
        "The headers are too large",
        "The headers are larger than 16 KiB together, or more than 100.",
    ),
)
