"""One server: bring it up from whatever state it was left in, and end it within half a minute.

Both are called by whoever holds the gate (`lock.py`), so there is one at a time.

Source: PostgreSQL, "Shutting Down the Server" (SIGINT is fast, SIGQUIT immediate).
"""

import contextlib
import fcntl
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from adapters.postgres.embedded.answer import PORT, Answer, answer
from adapters.postgres.embedded.binaries import Binaries
from adapters.postgres.embedded.cannot_run import CannotRun, StillStarting
from adapters.postgres.embedded.lock import is_lifeless, life, taken
from adapters.postgres.embedded.lodging import Lodging
from adapters.postgres.embedded.patience import Patience
from adapters.postgres.embedded.postmaster import end_orphans, postmaster, remove_traces
from adapters.postgres.embedded.private import opened

FAST_SECONDS = 12.0
"""For open transactions to roll back and the last checkpoint to be written."""
IMMEDIATE_SECONDS = 10.0
"""PostgreSQL kills its own children after 5. What was committed is safe: it recovers at start."""
UNHEARD_SECONDS = 10.0
"""How long a living server may have no socket before it is taken to have lost it."""
LONGEST_LOG = 8 << 20
SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_timezone": "UTC",
    "timezone": "UTC",
    # What people wrote must not reach a log: no statement, no failing row, no refused value. An
    # error is told to the client that made it; the log has what the server did and why it ended.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
"""Ours, over the cluster's own. Durability (fsync and the like) is PostgreSQL's default: on."""


@dataclass(frozen=True, slots=True)
class Server:
    lodging: Lodging
    sockets: Path
    settings: Mapping[str, str]

    def bring_up(self, binaries: Callable[[], Binaries], patience: Patience) -> None:
        """Return when it is ready. Starts nothing where it lives already.

        Raises StillStarting where it lives and patience ended; CannotRun where it does not.
        """
        if self._settles(patience):
            return
        with life(self.lodging.home) as lock:
            self._wait_for_the_dead(lock, patience)
            remove_traces(self.lodging.data, self.sockets)
            log = self._open_log()
            try:
                begin = os.fstat(log).st_size
                child = self.lodging.user.spawn(self._command(binaries()), output=log, keep=(lock,))
            finally:
                os.close(log)
        self._see_it_ready(child, begin, patience)

    def shut_down(self) -> None:
        """End it, fast and then immediately; return when no process of it is left."""
        for ending, seconds in (
            (signal.SIGINT, FAST_SECONDS),
            (signal.SIGQUIT, IMMEDIATE_SECONDS),
        ):
            self._send(ending)
            if Patience.of(seconds).until(self._is_gone):
                return
        raise CannotRun(f"PostgreSQL in {self.lodging.data} does not end. See {self.lodging.log}.")

    def _is_gone(self) -> bool:
        return postmaster(self.lodging.data) is None and is_lifeless(self.lodging.home)

    def _send(self, ending: signal.Signals) -> None:
        pid = postmaster(self.lodging.data)
        if pid is None:
            end_orphans(self.lodging.data)
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, ending)

    def _settles(self, patience: Patience) -> bool:
        """True when a server that lives is ready, False when none lives."""
        if postmaster(self.lodging.data) is None and answer(self.sockets) is Answer.NOBODY:
            return False
        heard = Patience.of(min(UNHEARD_SECONDS, patience.left()), patience.called_off)
        if not heard.until(lambda: self._is_heard() or self._is_dead()) and not patience.is_over():
            self._end_the_unreachable()
            return False
        if not patience.until(lambda: self._is_ready() or self._is_dead()):
            raise self._still_starting()
        return self._is_ready()

    def _end_the_unreachable(self) -> None:
        """Its socket was removed, or it was started by hand with another."""
        if is_lifeless(self.lodging.home):
            raise CannotRun(
                f"Process {postmaster(self.lodging.data)} serves {self.lodging.data}, and Heed "
                "did not start it. Stop it first."
            )
        self.shut_down()

    def _is_heard(self) -> bool:
        return answer(self.sockets) is not Answer.NOBODY

    def _is_ready(self) -> bool:
        return answer(self.sockets) is Answer.READY

    def _is_dead(self) -> bool:
        return not self._is_heard() and postmaster(self.lodging.data) is None

    def _wait_for_the_dead(self, lock: int, patience: Patience) -> None:
        """What a killed server left running may still write: never start beside it."""
        if taken(lock, fcntl.LOCK_EX):
            return
        end_orphans(self.lodging.data)
        if not patience.until(lambda: taken(lock, fcntl.LOCK_EX)):
            raise CannotRun(
                f"Processes of a PostgreSQL that was killed still work in {self.lodging.data}, "
                "perhaps in another container. Wait for them to end, or end them."
            )

    def _open_log(self) -> int:
        """The log, begun afresh when it has grown long; one old one is kept."""
        log = self.lodging.log
        with contextlib.suppress(FileNotFoundError):
            if log.stat().st_size > LONGEST_LOG:
                log.replace(log.with_name(f"{log.name}.1"))
        return opened(log, os.O_RDWR | os.O_APPEND)

    def _command(self, binaries: Binaries) -> list[str]:
        folder = str(self.sockets).replace('"', '""')
        settings = {**SETTINGS, **self.settings, "unix_socket_directories": f'"{folder}"'}
        return [
            binaries.tool("postgres"),
            "-D",
            str(self.lodging.data),
            *(word for name, value in settings.items() for word in ("-c", f"{name}={value}")),
        ]

    def _see_it_ready(self, child: subprocess.Popen[bytes], begin: int, patience: Patience) -> None:
        """`begin`: where in the log its own words begin."""
        # Waited for at once when it dies: no zombie, whoever stops it, now or in a month.
        Thread(target=child.wait, name=f"postgres-{child.pid}", daemon=True).start()
        try:
            ready = patience.until(lambda: self._is_ready() or child.poll() is not None)
            if ready and child.poll() is None:
                return
        except BaseException:  # a Ctrl-C as well must not leave it behind
            self._abandon(child)
            raise
        if child.poll() is not None:
            raise CannotRun(f"PostgreSQL did not start. It said: {self._said_since(begin)}")
        if patience.called_off.is_set():
            self._abandon(child)
            raise CannotRun("PostgreSQL was stopped before it was ready.")
        raise self._still_starting()

    @staticmethod
    def _abandon(child: subprocess.Popen[bytes]) -> None:
        for ending, seconds in ((signal.SIGINT, FAST_SECONDS), (signal.SIGQUIT, IMMEDIATE_SECONDS)):
            child.send_signal(ending)
            if Patience.of(seconds).until(lambda: child.poll() is not None):
                return

    def _said_since(self, begin: int) -> str:
        with self.lodging.log.open("rb") as log:
            log.seek(begin)
            return log.read(2000).decode(errors="replace").strip() or "nothing"

    def _still_starting(self) -> StillStarting:
        return StillStarting(
            f"PostgreSQL in {self.lodging.data} is alive but not ready yet: recovering, or very "
            f"busy. See {self.lodging.log}; try again, or allow it more time."
        )
