"""One look at a view, never staler than asked, and never before a restriction it does not know.

What somebody may not see is in no list and no count, from the moment the restriction is in the
log: a look that cannot know it yet is repeated, and then refused.

Source: RFC 7240 (Prefer); OWASP API1:2023.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from uuid import UUID

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
    return await freshly_of_all(reader, (projection,), patience, look, live=live)


async def freshly_of_all(
    reader: Reader,
    projections: tuple[str, ...],
    patience: Patience,
    look: Look[T],
    *,
    live: bool = True,
) -> Fresh[T]:
    """The same where one look reads several views: it reflects what all of them do."""
    reads, provider = reader.heed.reads, reader.provider
    if patience.position:
        await reads.wait(provider, projections, patience.position, patience.seconds)
    found, at, unseen = await _looked(reader, projections, look)
    if unseen is not None:
        await reads.wait(provider, projections, unseen, patience.seconds)
        found, at, unseen = await _looked(reader, projections, look)
    is_stale = live and at < patience.position
    if is_stale or unseen is not None:
        reads.lateness.met(reader.heed.clock())
    if unseen is not None or (is_stale and not patience.lenient):
        raise Problem("read-model-behind")
    return Fresh(found, at, is_stale)


async def reached(connection: Connection, provider: UUID, projections: Iterable[str]) -> int:
    """The position that all of these views reflect, for whoever reads streams beside them: what is
    beyond it would be told with a position that does not have it yet.
    """
    return min([await position(connection, provider, name) for name in projections])


async def _looked(
    reader: Reader, projections: tuple[str, ...], look: Look[T]
) -> tuple[T, int, int | None]:
    """What was found, the position that all of the views reflect, and that of a restriction which
    one of them does not.
    """
    provider, unseen = reader.provider, list[int]()
    async with reader.heed.reads.looking(provider) as connection:
        found = await look(connection)
        come_to = {name: await position(connection, provider, name) for name in projections}
        for name, at in come_to.items():
            missing = await unseen_restriction(connection, provider, name, at, reader.persons)
            unseen += [] if missing is None else [missing]
    return found, min(come_to.values()), max(unseen, default=None)
