"""Is the process that `postmaster.pid` names really the server of these data?

After a crash, a reboot or in a new container that number may belong to nobody, to a zombie, or to
an innocent process that was given it since. Only a process that was started for exactly these
data counts: nothing else is ever waited for or sent a signal, and no file is removed while one
lives. PostgreSQL itself would only ask whether the number is in use, and refuse to start.

Source: proc(5); PostgreSQL, "miscinit.c", CreateLockFile.
"""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

from adapters.postgres.embedded.answer import socket_file

_PROC = Path("/proc")
_HAS_PROC = (_PROC / "self" / "stat").exists()
_NAMES = frozenset({"postgres", "postmaster"})


def postmaster(data: Path) -> int | None:
    """The process id of the living server of `data`; None where there is none."""
    try:
        pid = abs(int((data / "postmaster.pid").read_text(encoding="utf-8").split()[0]))
    except (FileNotFoundError, ValueError, IndexError):
        return None
    serves = _serves if _HAS_PROC else _serves_says_ps
    return pid if serves(pid, data) else None


def remove_traces(data: Path, sockets: Path) -> None:
    """What a dead server left: files that would keep the next one from starting."""
    socket = socket_file(sockets)
    for trace in (data / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
        trace.unlink(missing_ok=True)


def end_orphans(data: Path) -> None:
    """Ask what a killed server left running, a long query perhaps, to end. Linux only: elsewhere,
    and in a container that hides it, they end by themselves with their query.
    """
    for folder in _PROC.glob("[0-9]*") if _HAS_PROC else ():
        with contextlib.suppress(OSError):
            name = (folder / "comm").read_text(encoding="utf-8").strip()
            if name in _NAMES and _works_in(int(folder.name), data):
                os.kill(int(folder.name), signal.SIGTERM)


def _serves(pid: int, data: Path) -> bool:
    """A zombie has no command line any more, and a later process has another."""
    try:
        words = (_PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    if Path(os.fsdecode(words[0])).name not in _NAMES:
        return False
    return os.fsencode(data) in words or _works_in(pid, data)


def _works_in(pid: int, data: Path) -> bool:
    """The home may have been moved while the server ran."""
    with contextlib.suppress(OSError):
        return (_PROC / str(pid) / "cwd").readlink() == data
    return False


def _serves_says_ps(pid: int, data: Path) -> bool:
    said = subprocess.run(
        ["/bin/ps", "-ww", "-o", "stat=,args=", "-p", str(pid)],
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
    ).stdout.strip()
    state, _, words = said.partition(" ")
    return not state.startswith("Z") and "postgres" in words and f"-D {data} " in f"{words} "
