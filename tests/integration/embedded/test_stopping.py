"""The process that runs in the foreground is gone within half a minute, whatever clients do."""

import os
import signal
import threading

import asyncpg
import pytest

from adapters.postgres.embedded import lock, server, supervisor
from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.patience import Patience
from tests.integration.embedded.world import asked, eventually, is_alive


def test_all_that_a_stop_may_wait_for_ends_within_half_a_minute():
    waits = server.FAST_SECONDS + server.IMMEDIATE_SECONDS + supervisor.STOP_GATE_SECONDS

    assert waits < 30


async def test_open_connections_do_not_keep_the_server(embedded):
    postgres = embedded().start()
    pid = postgres.pid()
    connection = await asyncpg.connect(postgres.url("postgres"))
    transaction = connection.transaction()
    await transaction.start()

    postgres.stop()

    assert not is_alive(pid)
    connection.terminate()


async def test_a_client_that_hangs_does_not_keep_the_server(embedded, monkeypatch):
    monkeypatch.setattr(server, "FAST_SECONDS", 0.5)
    postgres = embedded().start()
    url, pid = postgres.url("postgres"), postgres.pid()
    await asked(url, "CREATE TABLE kept AS SELECT 41 AS number")
    connection = await asyncpg.connect(url)
    os.kill(await connection.fetchval("SELECT pg_backend_pid()"), signal.SIGSTOP)

    postgres.stop()

    assert not is_alive(pid)
    assert await asked(embedded().start().url("postgres"), "SELECT number FROM kept") == 41
    connection.terminate()


def test_stopping_twice_or_before_the_start_does_nothing(embedded):
    postgres = embedded()

    postgres.stop()
    postgres.start()
    postgres.stop()
    postgres.stop()

    assert not postgres.ensure_running()


def test_a_stop_interrupts_a_start_that_is_under_way(embedded, home):
    embedded().start().stop()
    blocker = embedded().start()
    pid = blocker.pid()
    os.kill(pid, signal.SIGSTOP)  # alive, but it will never be ready
    postgres, refusals = embedded(start_timeout=120), []

    def start() -> None:
        try:
            postgres.start()
        except CannotRun as refused:
            refusals.append(refused)

    thread = threading.Thread(target=start)
    thread.start()
    eventually(lambda: is_at_the_gate(home), "under way")
    postgres.stop()
    thread.join(60)
    os.kill(pid, signal.SIGCONT)

    assert not thread.is_alive()
    assert len(refusals) == 1


def is_at_the_gate(home) -> bool:
    with lock.gate(home, Patience.of(0)) as ours:
        return not ours


def test_a_server_that_takes_too_long_is_left_to_go_on(embedded):
    owner = embedded().start()
    pid = owner.pid()
    os.kill(pid, signal.SIGSTOP)

    with pytest.raises(CannotRun, match="alive but not ready"):
        embedded(start_timeout=0.5).start()
    os.kill(pid, signal.SIGCONT)

    assert embedded().start().pid() == pid
