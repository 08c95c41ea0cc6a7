"""What the tests do to a server and ask of it."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import asyncpg


async def asked(url: str, *statements: str) -> object:
    """The answer to the last of `statements`."""
    connection = await asyncpg.connect(url, timeout=30)
    try:
        for statement in statements:
            answer = await connection.fetchval(statement)
    finally:
        await connection.close()
    return answer


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def eventually(condition: Callable[[], bool], what: str) -> None:
    """For what another process does in its own time; a minute is for the slowest machine."""
    ends = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < ends, f"never: {what}"
        time.sleep(0.02)


def kill(pid: int) -> None:
    """As the kernel does when memory is short."""
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: not is_alive(pid), "killed")
