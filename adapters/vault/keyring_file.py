"""A small secret file that is either whole or absent, and readable by its owner alone.

Promises: a file appears complete or not at all, survives a power cut once the call has returned,
and is replaced in one step; of several processes that create it at once one wins and all read the
winner's. A file that others may read, that someone else owns, or that is a link is refused, as
its secrets may be known or chosen by others. Meant for a local disk: locks and durable renames
are not promised by every network file system.

Source: POSIX.1-2017 open, link, rename, fsync; CWE-377, CWE-59.
"""

import fcntl
import os
import stat
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from adapters.vault.keyring import KeyringRefused

_LARGEST: Final = 1 << 20
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_WAITS: Final = 200
_WAIT_SECONDS: Final = 0.05


def unsafe(seen: os.stat_result, user: int) -> str | None:
    """Why a file that looks like this must not be trusted by this user, or None."""
    if not stat.S_ISREG(seen.st_mode):
        return "it is not a plain file"
    if seen.st_uid != user:
        return "it belongs to another user"
    if seen.st_mode & _OTHERS:
        return "others than its owner may use it; make it readable by its owner alone (mode 600)"
    if seen.st_size > _LARGEST:
        return "it is too large"
    return None


def read(path: Path) -> bytes:
    """The whole file. Raises KeyringRefused where it is missing or not safe to trust."""
    # O_NONBLOCK: a pipe in its place must not hang the start.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        opened = os.open(path, flags)
    except OSError as refused:
        raise KeyringRefused(f"The keyring cannot be opened: {refused.strerror}.") from None
    try:
        if reason := unsafe(os.fstat(opened), os.geteuid()):
            raise KeyringRefused(f"The keyring is refused: {reason}.")
        with os.fdopen(opened, "rb", closefd=False) as file:
            return file.read(_LARGEST)
    finally:
        os.close(opened)


def create(path: Path, content: bytes) -> bool:
    """True if the file is now ours, False if there was one; never touches an existing one."""
    with locked(path):
        new = _written(path, content)
        try:
            os.link(new, path)  # unlike a rename, never replaces
        except FileExistsError:
            return False
        finally:
            new.unlink()
        _make_durable(path.parent)
        return True


def replace(path: Path, content: bytes) -> None:
    """In one step. Call it inside `locked`, having read inside it too."""
    _written(path, content).replace(path)
    _make_durable(path.parent)


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Only one process at a time changes the file. Raises KeyringRefused after ten seconds."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    lock = os.open(path.with_name(path.name + ".lock"), flags, 0o600)
    try:
        _wait_for(lock)
        yield
    finally:
        os.close(lock)


def _wait_for(lock: int) -> None:
    for _ in range(_WAITS):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_WAIT_SECONDS)
        else:
            return
    raise KeyringRefused("Another process has held the keyring for ten seconds.")


def _written(path: Path, content: bytes) -> Path:
    """A new file beside `path`, on the disk. What an earlier, killed writer left is removed."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(new, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return new


def _make_durable(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
