"""The worker's policies in a test's own hand: look now, and know that the look is done.

The views that the watches need are folded here, whether or not a worker is running beside.
"""

from collections.abc import Sequence

import asyncpg

from api.watching.looks import Looks
from api.watching.watch import Watch
from api.watching.watches import WATCHES
from projections.runner.claim import Unit
from projections.runner.declaration import Projection
from projections.runner.step import fold_all
from projections.runner.versions import prepare
from tests.acceptance.world import World


async def folded(world: World, projections: Sequence[Projection]) -> None:
    """Every one of these views up to the head of the log."""
    connection = await asyncpg.connect(world.urls.projector)
    try:
        for projection in projections:
            version = await prepare(connection, projection)
            await fold_all(connection, Unit(projection, version.version, world.provider))
    finally:
        await connection.close()


async def watched(world: World, watches: Sequence[Watch] = WATCHES) -> int:
    """Look until there is nothing new to record; the position at which that was so."""
    looks = Looks(world.heed, watches)
    needed = {id(one): one for watch in watches for one in watch.projections}
    while True:
        head = await world.heed.log.head(world.provider)
        await folded(world, list(needed.values()))
        assert await looks.look(world.provider, head), "A watch failed; the log says which."
        if await world.heed.log.head(world.provider) == head:
            return head
