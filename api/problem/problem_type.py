"""What a problem type is: one row of the catalogue.

The code is public API and the last part of the problem's `type`; it is never reused. Title and
detail are fixed sentences for a care manager and the developer beside them: what is wrong and what
to do about it, never what was sent.

Source: RFC 9457 section 3.1.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemType:
    """`retryable`: the same request may succeed later without any change to it, best after
    `retry_after_seconds` where that is said.
    """

    code: str
    status: int
    title: str
    detail: str
    retryable: bool = False
    retry_after_seconds: int | None = None

    @property
    def uri(self) -> str:
        """Where the problem is explained; relative to the server that gave it."""
        return f"/problems/{self.code}"
