"""Bringing the server back while Heed runs: a coroutine for the lifespan's task group."""

import asyncio
import secrets
from collections.abc import Callable

from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.supervisor import EmbeddedPostgres

_LONGEST_PAUSE = 30.0


def _nothing(_: CannotRun | None) -> None:
    """Nobody wants to know."""


async def watch(
    postgres: EmbeddedPostgres,
    every: float = 1.0,
    *,
    attempts: int = 20,
    told: Callable[[CannotRun | None], None] = _nothing,
) -> None:
    """Look `every` so many seconds, for ever, and start the server again where it has died.

    `told` hears None when it was brought back, and why not when that failed. After `attempts`
    failures in a row, each waited for longer, the last is raised. May be cancelled at any time; a
    start that is under way then ends with `postgres.stop()`.
    """
    failures = 0
    while True:
        await asyncio.sleep(_pause(every, failures))
        try:
            if await asyncio.to_thread(postgres.ensure_running):
                told(None)
            failures = 0
        except CannotRun as reason:
            failures += 1
            told(reason)
            if failures >= attempts:
                raise


def _pause(every: float, failures: int) -> float:
    """Doubling, up to half a minute, and up to a tenth longer, so that processes drift apart."""
    longest = max(every, _LONGEST_PAUSE)
    return min(every * 2.0**failures, longest) * (1 + secrets.randbelow(100) / 1000)
