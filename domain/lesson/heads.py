"""How many people a lesson met, by counts or by staff references or by both.

`of` is how many were in post then, said at the time and never counted anew. Where both are given,
the references are part of those counted: a reference is never required to be counted.

Source: domain rule that n of N is kept as it was known.
"""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.lesson.refusals import CountIncomplete, MoreThanInPost, NobodyCounted
from domain.part import Part
from domain.service import Headcount


class Heads(Part):
    """`number` of `of`; `staff` by their random references, each once."""

    number: Headcount | None = None
    of: Annotated[int, Field(ge=1, le=100_000)] | None = None
    staff: tuple[UUID, ...] = ()

    @property
    def counted(self) -> int:
        """How many, at least: as counted, or as many as were named."""
        return len(self.staff) if self.number is None else self.number


def counted(heads: Heads, *, pointer: str) -> Heads:
    """The same. `pointer`: the member that holds the number."""
    if heads.number is None and not heads.staff:
        raise NobodyCounted
    if heads.number is not None and heads.of is None:
        raise CountIncomplete("/of")
    if len(heads.staff) > heads.counted:
        raise MoreThanInPost("/staff_refs")
    if heads.of is not None and heads.counted > heads.of:
        raise MoreThanInPost(pointer if heads.number is not None else "/staff_refs")
    return heads
