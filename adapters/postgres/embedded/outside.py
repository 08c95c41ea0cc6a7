"""Folders that belong to a home but cannot lie in it, and how the two find each other again.

The home holds a file with the folder's path; the folder holds a file `home` with the home's.
Where the two disagree, the home was moved or copied, or the folder is somebody else's.
"""

import os
import tempfile
from pathlib import Path

from adapters.postgres.embedded.private import written

_BACK = "home"


def recorded(home: Path, name: str) -> Path | None:
    """The folder that `home` recorded under `name`; it may be gone."""
    try:
        return Path((home / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def points_back(folder: Path) -> Path | None:
    """The home that `folder` says it belongs to."""
    try:
        return Path((folder / _BACK).read_text(encoding="utf-8"))
    except (FileNotFoundError, PermissionError):
        return None


def bind(home: Path, name: str, folder: Path) -> None:
    """Record both ends, the folder's first: a crash between leaves a folder that nobody uses."""
    written(folder / _BACK, str(home))
    written(home / name, str(folder))


def made(parent: Path) -> Path:
    """A new folder with a name that nobody could have prepared, mode 0700."""
    return Path(tempfile.mkdtemp(prefix="heed-", dir=os.fspath(parent)))
