"""Eight writers in a process of their own, which say every answer they get the moment they get it.

Like a caller on a bad line they ask again, under the same key, until they are answered. Each answer
is one line of JSON: the key, and the ids of its events in order. Ended by a signal.
"""

import asyncio
import json
import random
import sys
from uuid import UUID

from adapters.postgres.append.batcher import Batcher, batching
from domain.log import Append, Code, Overloaded, Unavailable, Unsure
from tests.integration.store.appends import append, body, case_key, event

WRITERS = 8


def wanted(provider: UUID, chance: random.Random) -> Append:
    """One event, or a few with words."""
    if chance.random() < 0.5:
        return append(provider)
    used = case_key()
    return append(provider, event(bodies=[body(used)]), event(), event(), keys=(used,))


async def writes(batcher: Batcher, provider: UUID, chance: random.Random) -> None:
    while True:
        sent = wanted(provider, chance)
        while True:
            try:
                outcome = await batcher.append(sent)
            except (Overloaded, Unavailable, Unsure):
                await asyncio.sleep(0.05)
            else:
                break
        assert outcome.code in {Code.STORED, Code.REPLAYED}, outcome
        answer = {"key": sent.key.key, "events": [str(each.id) for each in sent.events]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


async def main(url: str, provider: UUID) -> None:
    chance = random.Random()
    async with batching(url) as batcher, asyncio.TaskGroup() as tasks:
        for _ in range(WRITERS):
            tasks.create_task(writes(batcher, provider, chance))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], UUID(sys.argv[2])))
