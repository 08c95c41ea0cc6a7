"""Whatever is killed, the next start makes it well, keeps the data and touches nobody else."""

import asyncio
import os
import signal
import subprocess
from pathlib import Path

import asyncpg
import pytest

from adapters.postgres.embedded.os_user import os_user
from adapters.postgres.embedded.supervisor import EmbeddedPostgres
from tests.integration.embedded.world import asked, eventually, is_alive, kill

KEEP = "CREATE TABLE kept AS SELECT 41 AS number"
ENDLESS = "SELECT count(*) FROM generate_series(1, 10000) a, generate_series(1, 10000000) b"
"""It computes and never looks up: it does not notice that its server is gone."""
KEPT = "SELECT number FROM kept"


@pytest.fixture
async def postgres(embedded) -> EmbeddedPostgres:
    """A running server with something to lose."""
    postgres = embedded().start()
    await asked(postgres.url("postgres"), KEEP)
    return postgres


async def test_a_killed_server_comes_back_with_its_data(postgres):
    kill(postgres.pid())

    assert postgres.ensure_running()
    assert await asked(postgres.url("postgres"), KEPT) == 41


def test_a_healthy_server_is_left_alone(postgres):
    before = postgres.pid()

    assert not postgres.ensure_running()
    assert postgres.pid() == before


async def test_a_killed_server_comes_back_for_a_new_process(postgres, another):
    kill(postgres.pid())

    found = another().told("start")

    assert await asked(found["url"], KEPT) == 41
    assert found["pid"] == postgres.pid()


async def test_a_query_that_outlives_its_killed_server_is_ended_first(postgres):
    connection = await asyncpg.connect(postgres.url("postgres"))
    query = await connection.fetchval("SELECT pg_backend_pid()")

    async with asyncio.TaskGroup() as tasks:
        asking = tasks.create_task(outcome(connection, ENDLESS))
        await eventually_busy(postgres, query)
        kill(postgres.pid())
        outlived = is_alive(query)
        await asyncio.to_thread(postgres.ensure_running)

    assert outlived
    assert not is_alive(query)
    assert "terminating connection" in asking.result()
    assert await asked(postgres.url("postgres"), KEPT) == 41
    connection.terminate()


async def outcome(connection: asyncpg.Connection, statement: str) -> str:
    try:
        return str(await connection.fetchval(statement))
    except asyncpg.PostgresError as refused:
        return str(refused)


async def eventually_busy(postgres: EmbeddedPostgres, query: int) -> None:
    state = f"SELECT state FROM pg_stat_activity WHERE pid = {query}"
    while await asked(postgres.url("postgres"), state) != "active":
        await asyncio.sleep(0.02)


def test_no_second_server_starts_beside_the_remains_of_the_first(embedded, postgres):
    helper = children(postgres.pid())[0]
    os.kill(helper, signal.SIGSTOP)
    kill(postgres.pid())

    with pytest.raises(Exception, match="still work in"):
        embedded(start_timeout=1).start()
    os.kill(helper, signal.SIGKILL)

    assert postgres.ensure_running()


def children(pid: int) -> list[int]:
    names = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8")
    return [int(name) for name in names.split()]


async def test_a_killed_owner_leaves_a_server_that_the_next_one_takes_over_and_ends(
    embedded, another
):
    owner = another()
    pid = owner.told("start")["pid"]
    owner.killed()

    heir = embedded().start()
    taken_over = heir.pid()
    heir.stop()

    assert taken_over == pid
    eventually(lambda: not is_alive(pid), "ended by its last user")


async def test_owner_and_server_may_die_together(embedded, another):
    owner = another()
    found = owner.told("start")
    await asked(found["url"], KEEP)
    owner.killed()
    kill(found["pid"])

    assert await asked(embedded().start().url("postgres"), KEPT) == 41


@pytest.mark.parametrize("command", [["sleep", "300"], ["true"]], ids=["innocent", "zombie"])
async def test_a_process_that_was_given_the_old_number_is_not_touched(
    embedded, home, postgres, command
):
    postgres.stop()
    innocent = os_user(home / "data").spawn(command, output=subprocess.DEVNULL)
    leave_traces(home, innocent.pid)

    again = embedded().start()

    assert await asked(again.url("postgres"), KEPT) == 41
    assert innocent.wait(60) == 0 if command == ["true"] else innocent.poll() is None
    innocent.kill()
    innocent.wait()


def leave_traces(home, pid: int) -> None:
    """As a crash leaves them."""
    words = f"{pid}\n{home / 'data'}\n1700000000\n5432\n{home / 'run'}\n\n  1 0\nready   \n"
    for trace in ("data/postmaster.pid", "run/.s.PGSQL.5432.lock"):
        (home / trace).write_text(words, encoding="utf-8")
        os.chown(home / trace, *owner_of(home / "data"))


def owner_of(path) -> tuple[int, int]:
    return path.stat().st_uid, path.stat().st_gid


async def test_a_server_whose_socket_was_removed_is_started_again(postgres, home, monkeypatch):
    monkeypatch.setattr("adapters.postgres.embedded.server.UNHEARD_SECONDS", 0.5)
    (home / "run" / ".s.PGSQL.5432").unlink()
    before = postgres.pid()

    assert postgres.ensure_running()
    assert postgres.pid() != before
    assert await asked(postgres.url("postgres"), KEPT) == 41


async def test_a_cluster_that_was_being_made_when_power_went_is_made_anew(embedded, home):
    (home / ".making-0" / "data").mkdir(parents=True)
    (home / ".making-0" / "data" / "PG_VERSION").write_text("18\n", encoding="ascii")
    home.chmod(0o755)

    postgres = embedded().start()

    assert await asked(postgres.url("postgres"), "SELECT 1") == 1
    assert not list(home.glob(".making-*"))


def test_a_server_that_refuses_its_settings_says_why(embedded):
    with pytest.raises(Exception, match=r'unrecognized configuration parameter "nonsense"'):
        embedded(settings={"nonsense": "1"}).start()
