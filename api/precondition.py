"""If-Match: a person judged what they saw, so it must be what is there.

Compared by the version number alone: `"7"`, `W/"7"` and `"7.anything"` are version 7, because
proxies that compress weaken entity tags. This deviates from RFC 9110's strong comparison, and is
stated in the contract.

Source: RFC 9110 section 13.1.1; RFC 6585 section 3 (428).
"""

import re

from api.problem.problem import Problem

HEADER = "if-match"
_TAG = re.compile(r'(?:W/)?"(\d{1,10})(?:\.[^"]{0,200})?"')


def etag(version: int) -> str:
    """The entity tag of a resource: its stream's version."""
    return f'"{version}"'


def expected_version(text: str | None, *, required: bool) -> int | None:
    """The version the caller saw; None for `*` or, where it is not required, for no header."""
    if text is None:
        if required:
            raise Problem("precondition-required")
        return None
    if text.strip() == "*":
        return None
    tag = _TAG.fullmatch(text.strip())
    if tag is None:
        raise Problem("precondition-malformed")
    return int(tag[1])


def must_match(expected: int | None, version: int) -> None:
    """Raises Problem `version-conflict`, naming the version that is there."""
    if expected is not None and expected != version:
        raise Problem("version-conflict", current_version=version)
