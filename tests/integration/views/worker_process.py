"""A worker in a process of its own, to be killed. Run as `python -m`, with the projector's URL.

Says `ready` once it has what it needs, and then folds in very small batches until it is killed.
"""

import asyncio
import sys

import asyncpg

from projections.escalation import PROJECTION as ESCALATION
from projections.open_loops.projection import PROJECTION as OPEN_LOOPS
from projections.register import PROJECTION as REGISTER
from projections.runner.worker import Pace, Worker
from projections.trends.projection import PROJECTION as TRENDS


async def main(url: str) -> None:
    async with asyncpg.create_pool(url, min_size=2, max_size=4) as pool:
        worker = Worker(
            pool,
            lambda: asyncpg.connect(url),
            (REGISTER, ESCALATION, OPEN_LOOPS, TRENDS),
            Pace(batch=4, poll_seconds=0.02),
        )
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await worker.run()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
