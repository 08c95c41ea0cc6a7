"""Who uses the server, whose turn it is, and whether anything of it still lives: three file locks.

The kernel drops an advisory lock when the last holder dies, however it dies, so no list of
process ids can go stale. In a home lie:

- `gate.lock`, held by whoever starts or stops the server: one at a time;
- `users.lock`, shared by everybody who uses it: whoever can have it alone is the last;
- `postmaster.lock`, inherited by the server and every process it forks: free means that
  nothing of it is left, whatever `postmaster.pid` claims.

Source: flock(2); the descriptor is shared across fork and kept by exec only where it is passed on.
"""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from adapters.postgres.embedded.patience import Patience
from adapters.postgres.embedded.private import opened

GATE = "gate.lock"
USERS = "users.lock"
POSTMASTER = "postmaster.lock"


def taken(lock: int, how: int) -> bool:
    """Try once, without waiting: `how` is LOCK_SH or LOCK_EX."""
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def gate(home: Path, patience: Patience) -> Generator[bool, None, None]:
    """Whether it became our turn to start or stop the server of `home`, until the block ends."""
    lock = opened(home / GATE)
    try:
        yield patience.until(lambda: taken(lock, fcntl.LOCK_EX))
    finally:
        os.close(lock)


class Use:
    """One user's share in the server of `home`. Join and leave at the gate."""

    def __init__(self, home: Path) -> None:
        self._lock = opened(home / USERS)
        fcntl.flock(self._lock, fcntl.LOCK_SH)  # waits for nobody: LOCK_EX is held at the gate only

    def is_the_last(self) -> bool:
        """True where nobody else uses the server; nobody joins while we hold the gate."""
        return taken(self._lock, fcntl.LOCK_EX)

    def leave(self) -> None:
        os.close(self._lock)


@contextmanager
def life(home: Path) -> Generator[int, None, None]:
    """The lock that the server is to inherit. It lives on in those it was passed to."""
    lock = opened(home / POSTMASTER)
    try:
        yield lock
    finally:
        os.close(lock)  # never LOCK_UN: that would unlock it for the server too


def is_lifeless(home: Path) -> bool:
    """True where no process of a server that we started is left, not even an orphaned query."""
    with life(home) as lock:
        return taken(lock, fcntl.LOCK_SH)
