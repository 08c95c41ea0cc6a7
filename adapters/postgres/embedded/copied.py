"""Programs that the server's user cannot reach are copied once to where it can.

A virtual environment in root's home lies behind a folder with mode 0700: PostgreSQL, which runs
as another user, could not even be executed. Opening that folder to everybody is not ours to do,
so the programs (about 30 MB) are copied next to the data. The copy belongs to us, others may
read and execute it, nobody else may change it. It is made beside and renamed: half a copy is
never used.
"""

import os
import shutil
import tempfile
from pathlib import Path

from adapters.postgres.embedded.binaries import Binaries, Place
from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.os_user import OsUser

_NOT_NEEDED = shutil.ignore_patterns("include", "pkgconfig", "*.a", "__pycache__")


def runnable(found: Binaries, user: OsUser, beside: Path) -> Binaries:
    """`found` where `user` can run it, else a copy of it in `beside`, made where it is missing.

    Call it at the gate, while no server of `beside` lives: copies of older builds are removed.
    """
    if _runs(found, user):
        return found
    if not user.switched:
        raise CannotRun(f"PostgreSQL in {found.place.folder} does not run here.")
    copy = beside / f"postgresql-{found.version}"
    copied = _moved(found, copy)
    if not (_same(found, copied) and _runs(copied, user)):
        for old in beside.glob(f"postgresql-{found.major}*"):  # nothing runs from it: see the gate
            shutil.rmtree(old, ignore_errors=True)
        _copy(found.place, copy)
    if not _runs(copied, user):
        raise CannotRun(
            f"User {user.name} can run PostgreSQL neither in {found.place.folder} nor in {copy}. "
            "Is that file system mounted noexec? Set HEED_DATABASE_URL, or choose another folder."
        )
    return copied


def _runs(what: Binaries, user: OsUser) -> bool:
    """Both load: postgres alone needs no library of the wheel's, initdb does."""
    try:
        asked = [user.run([what.tool(name), "--version"]) for name in ("postgres", "initdb")]
    except OSError:
        return False
    return all(said.returncode == 0 for said in asked) and user.reaches(what.place.folder)


def _moved(found: Binaries, base: Path) -> Binaries:
    folder = base / found.place.folder.relative_to(found.place.base)
    return Binaries(Place(folder, base, found.place.parts), found.version, found.major)


def _same(one: Binaries, other: Binaries) -> bool:
    """The same build: two builds of one version differ in size."""
    try:
        sizes = {Path(build.tool("postgres")).stat().st_size for build in (one, other)}
    except FileNotFoundError:
        return False
    return len(sizes) == 1


def _copy(place: Place, copy: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".copying-", dir=copy.parent) as name:
        draft = Path(name, "draft")
        draft.mkdir()
        for part in place.parts:
            if (place.base / part).is_dir():
                shutil.copytree(place.base / part, draft / part, symlinks=True, ignore=_NOT_NEEDED)
        _open_to_readers(draft)
        draft.rename(copy)


def _open_to_readers(tree: Path) -> None:
    """Whatever the umask of the installation was."""
    for folder, _, files in os.walk(tree):
        Path(folder).chmod(0o755)
        for file in (Path(folder, name) for name in files):
            if not file.is_symlink():
                file.chmod(0o755 if file.stat().st_mode & 0o100 else 0o644)
