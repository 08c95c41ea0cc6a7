"""The worker: projections that follow the log.

Runs beside the API in one process, or alone in as many as it takes; the work is claimed, so that
two never do the same.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

import asyncpg

from adapters.postgres.reading import open_pool
from adapters.postgres.url import plain_url
from projections import escalation, register, signals
from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from projections.people_links import PROJECTION as PEOPLE_LINKS
from projections.runner.worker import Worker
from projections.taught import PROJECTION as TAUGHT
from projections.themes.projection import PROJECTION as THEMES
from projections.timeliness.projection import PROJECTION as TIMELINESS
from projections.trends.projection import PROJECTION as TRENDS
from projections.watched.projection import PROJECTION as WATCHED

PROJECTIONS: Final = (
    register.PROJECTION,
    escalation.PROJECTION,
    OPEN_LOOPS,
    PEOPLE_LINKS,
    WATCHED,
    signals.PROJECTION,
    TRENDS,
    THEMES,
    TIMELINESS,
    TAUGHT,
)


@asynccontextmanager
async def working(projector_url: str) -> AsyncGenerator[None]:
    """A worker that runs until the block ends."""
    pool = await open_pool(projector_url, size=5, name="heed projector")
    worker = Worker(
        pool, lambda: asyncpg.connect(plain_url(projector_url), timeout=10), PROJECTIONS
    )
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(worker.run())
        try:
            yield
        finally:
            running.cancel()
    await pool.close()
