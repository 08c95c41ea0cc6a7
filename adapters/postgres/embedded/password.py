"""The owner's password: made once, kept in a file of mode 0600, refused where it is open."""

import os
import secrets
import stat
from pathlib import Path

from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.private import written

_FILE = "password"
_BYTES = 24


def password(home: Path) -> str:
    """The password of `home`. Raises FileNotFoundError where it has none yet."""
    path = home / _FILE
    try:
        file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except PermissionError as refused:
        raise CannotRun(f"{path} belongs to another user: run Heed as that user.") from refused
    with os.fdopen(file, encoding="utf-8") as kept:
        found = os.fstat(kept.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_mode & 0o077:
            raise CannotRun(f"Others can read {path}. Close it: chmod 600 {path}")
        return kept.read()


def settle_password(home: Path, *, data: Path) -> str:
    """The password of `home`, made where there are no data yet that it would have to open."""
    try:
        return password(home)
    except FileNotFoundError:
        if data.exists():
            raise CannotRun(
                f"{home / _FILE} is gone, and the database in {data} opens to no other password. "
                "Bring the file back from a backup."
            ) from None
    written(home / _FILE, secrets.token_urlsafe(_BYTES))
    return password(home)
