"""The other end of a link: what a fact names in another stream is there, and is seen.

What is unknown, of another kind or hidden from whoever acts is the same to the caller: not found,
at the member that names it. Whatever is found was read by the attempt, so the append notices when
it moves.

Source: Heed's rule that every link is a fact at both ends; OWASP API1:2023.
"""

from collections.abc import Mapping
from typing import Final, TypeVar
from uuid import UUID

from api.attempt import Attempt
from api.problem.finding import Finding
from api.problem.problem import Problem
from api.reader import Reader
from api.resource import Resource

S = TypeVar("S")
WORDS: Final = "There is nothing with this identifier, or nothing that this API key may see."


def not_found(pointer: str) -> Problem:
    return Problem("not-found", errors=[Finding(pointer, "not_found", WORDS)])


def reader_in(attempt: Attempt) -> Reader:
    """Whoever this attempt is made for."""
    return Reader(attempt.heed, attempt.principal, attempt.provider, attempt.persons)


async def other_ends(
    attempt: Attempt, resource: Resource[S], named: Mapping[UUID, str]
) -> Mapping[UUID, S]:
    """What stands at the other ends, in the order given. `named`: the pointer of the member that
    names each. Raises Problem `not-found`.
    """
    rows = await attempt.load_all(named)
    reader = reader_in(attempt)
    ends: dict[UUID, S] = {}
    for stream, pointer in named.items():
        state = await resource.found(reader, rows[stream])
        if state is None:
            raise not_found(pointer)
        ends[stream] = state
    return ends
