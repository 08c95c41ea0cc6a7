import asyncio

import pytest

from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.watch import watch
from tests.integration.embedded.world import asked, kill


async def test_a_server_that_dies_while_heed_runs_is_started_again(embedded):
    postgres = embedded().start()
    back: asyncio.Queue[CannotRun | None] = asyncio.Queue()

    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(watch(postgres, 0.02, told=back.put_nowait))
        kill(postgres.pid())
        told = await back.get()
        answer = await asked(postgres.url("postgres"), "SELECT 1")
        watching.cancel()

    assert told is None
    assert answer == 1


async def test_a_server_that_cannot_come_back_is_given_up_at_last(embedded, home):
    postgres = embedded().start()
    (home / "password").chmod(0o644)
    told: list[CannotRun | None] = []
    kill(postgres.pid())

    with pytest.raises(CannotRun, match="chmod 600"):
        await watch(postgres, 0.001, attempts=3, told=told.append)

    assert len(told) == 3
