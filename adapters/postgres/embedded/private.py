"""Files that only their owner may read: locks, the password, the log, the records of a home.

They belong to whoever owns the folder, also where root makes them in somebody's folder, so that
the same home works with and without `sudo`. Links are never followed: root must not be led to
write elsewhere.
"""

import contextlib
import os
import secrets
from pathlib import Path


def opened(path: Path, flags: int = os.O_RDWR) -> int:
    """A descriptor of `path`, which is made with mode 0600 where it is missing. Close it."""
    flags |= os.O_NOFOLLOW | os.O_CLOEXEC
    with contextlib.suppress(FileExistsError):
        made = os.open(path, flags | os.O_CREAT | os.O_EXCL, 0o600)
        give_to_owner_of(path.parent, made)
        return made
    return os.open(path, flags)


def give_to_owner_of(folder: Path, what: Path | int) -> None:
    """Root only; anybody else owns what they make anyway."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(what, owner.st_uid, owner.st_gid)


def written(path: Path, text: str) -> None:
    """Write all of `text` or nothing, durably, mode 0600; replaces what was there."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    made = opened(draft)
    try:
        with os.fdopen(made, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
