"""Whom a request acts for: `Heed-On-Behalf-Of: <role>/<the caller's staff reference>`.

Asserted by the caller, never authenticated by Heed, and the log says so. The caller's own
reference becomes a random one; it is also how a restricted incident is hidden from the person it
names.
"""

from dataclasses import dataclass

from api.problem.problem import Problem
from domain.actor import is_role

HEADER = "heed-on-behalf-of"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class OnBehalfOf:
    """A role and the caller's own staff reference."""

    role: str
    staff_ref: str


def read_actor(text: str | None) -> OnBehalfOf | None:
    """None where the header is absent. Raises Problem `actor-malformed` for another form."""
    if text is None:
        return None
    role, slash, ref = text.strip().partition("/")
    printable = ref.isascii() and ref.isprintable()
    if not slash or not is_role(role) or not ref or len(ref) > _LONGEST or not printable:
        raise Problem("actor-malformed")
    return OnBehalfOf(role, ref)
