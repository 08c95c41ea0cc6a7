"""What reading many takes: connections of heed_app, how far the views are, cursors.

Made by the wiring and owned by Heed; the routes read through it and nothing else.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

import asyncpg

from adapters.postgres.reading import Connection, Pool, at_one_moment, or_unavailable
from api.problem.problem import Problem
from api.views.cursor import Cursors
from api.views.lateness import Lateness
from projections.runner.positions import Positions


@dataclass(frozen=True, slots=True)
class ReadSide:
    """`positions` is told to listen by whoever made it."""

    pool: Pool
    positions: Positions
    cursors: Cursors
    lateness: Lateness = field(default_factory=Lateness)

    @asynccontextmanager
    async def looking(self, provider: UUID) -> AsyncGenerator[Connection]:
        """One state of the provider's log and views. Raises Problem `read-model-behind` where a
        view was never made: no worker has run yet.
        """
        try:
            async with at_one_moment(self.pool, provider) as connection:
                yield connection
        except asyncpg.UndefinedTableError:
            raise Problem("read-model-behind") from None

    async def wait(
        self, provider: UUID, projections: tuple[str, ...], position: int, seconds: float
    ) -> None:
        """Until all of these projections have come to `position`, for so long at most."""
        with or_unavailable():
            await self.positions.reached(provider, projections, position, seconds)
