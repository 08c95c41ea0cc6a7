"""One look at a view, never staler than asked, and never before a restriction it does not know.

What somebody may not see is in no list and no count, from the moment the restriction is in the
log: a look that cannot know it yet is repeated, and then refused.

Source: RFC 7240 (Prefer); OWASP API1:2023.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from adapters.postgres.reading import Connection
from api.problem.problem import Problem
from api.reader import Reader
from api.views.patience import Patience
from projections.reflected import position, unseen_restriction

T = TypeVar("T")
Look = Callable[[Connection], Awaitable[T]]
STALE: Final[Mapping[str, str]] = {"Heed-Stale": "true"}


@dataclass(frozen=True, slots=True)
class Fresh(Generic[T]):
    """`position`: what it reflects. `is_stale`: less than was asked for, which the caller takes."""

    found: T
    position: int
    is_stale: bool

    @property
    def headers(self) -> Mapping[str, str]:
        return STALE if self.is_stale else {}


async def freshly(
    reader: Reader, projection: str, patience: Patience, look: Look[T], *, live: bool = True
) -> Fresh[T]:
    """`live` False: an earlier state is asked for, which no waiting changes. Raises Problem
    `read-model-behind`.
    """
    reads, provider = reader.heed.reads, reader.provider
    if patience.position:
        await reads.wait(provider, projection, patience.position, patience.seconds)
    found, at, unseen = await _looked(reader, projection, look)
    if unseen is not None:
        await reads.wait(provider, projection, unseen, patience.seconds)
        found, at, unseen = await _looked(reader, projection, look)
    is_stale = live and at < patience.position
    if is_stale or unseen is not None:
        reads.lateness.met(reader.heed.clock())
    if unseen is not None or (is_stale and not patience.lenient):
        raise Problem("read-model-behind")
    return Fresh(found, at, is_stale)


async def _looked(reader: Reader, projection: str, look: Look[T]) -> tuple[T, int, int | None]:
    """What was found, the position it reflects, and that of a restriction it does not."""
    provider = reader.provider
    async with reader.heed.reads.looking(provider) as connection:
        found = await look(connection)
        at = await position(connection, provider, projection)
        unseen = await unseen_restriction(connection, provider, projection, at, reader.persons)
    return found, at, unseen
