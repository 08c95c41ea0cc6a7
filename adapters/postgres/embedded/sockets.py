"""The folder of the server's socket: private, and short enough for the kernel.

The address of a Unix socket holds 107 bytes (103 on macOS), and an address list in a connection
string is split at commas. Where the place of the data does not fit, the sockets get a folder of
their own, mode 0700, below the system's temporary folder. It is recorded in the home, so that a
second process finds it, and made anew where a reboot or a cleaner took it.
"""

import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

from adapters.postgres.embedded.answer import socket_file
from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.lodging import Lodging
from adapters.postgres.embedded.outside import bind, made, points_back, recorded

LONGEST = 103 if sys.platform == "darwin" else 107
_SOCKETS = "sockets"
_SPARE = ("/tmp", "/var/tmp")  # noqa: S108 - a folder of unguessable name and mode 0700 is made there


def fits(folder: Path) -> bool:
    return len(os.fsencode(socket_file(folder))) <= LONGEST and "," not in str(folder)


def socket_folder(lodging: Lodging) -> Path:
    """Where the server of `lodging` has its socket; made where it is missing. At the gate only."""
    inside = lodging.place / "run"
    if fits(inside):
        return lodging.user.own_folder(inside)
    known = recorded(lodging.home, _SOCKETS)
    if known and points_back(known) == lodging.home and _is_private(known, lodging.user.uid):
        return known
    for parent in (Path(tempfile.gettempdir()), *map(Path, _SPARE)):
        if fits(parent / "heed-12345678") and lodging.user.reaches(parent):
            return _made_in(parent, lodging)
    raise CannotRun(
        f"{lodging.place} is too long a path for a socket, and no temporary folder will do."
    )


def forget_sockets(lodging: Lodging) -> None:
    """Remove a folder that was made outside the home. The next start makes another."""
    known = recorded(lodging.home, _SOCKETS)
    if known and points_back(known) == lodging.home:
        shutil.rmtree(known, ignore_errors=True)
        (lodging.home / _SOCKETS).unlink()


def _is_private(folder: Path, uid: int) -> bool:
    """After a reboot anybody might have made a folder of that name."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and not found.st_mode & 0o077


def _made_in(parent: Path, lodging: Lodging) -> Path:
    folder = made(parent)
    bind(lodging.home, _SOCKETS, folder)
    if lodging.user.switched:
        os.chown(folder, lodging.user.uid, lodging.user.gid)
    return folder
