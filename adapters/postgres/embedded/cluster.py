"""Making the database cluster: whole or not at all.

`initdb` writes PG_VERSION long before it is done, so a cluster is made beside and renamed when it
is complete: what carries the name `data` is whole, whenever the power went. Passwords are
SCRAM-SHA-256 from the first moment, checksums are on, text is UTF-8 and sorts by code point,
the same on every machine.
"""

import os
import shutil
import tempfile
from pathlib import Path

from adapters.postgres.embedded.binaries import Binaries
from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.lodging import Lodging
from adapters.postgres.embedded.private import opened

OWNER = "heed"
_BUILTIN = 17
_SECONDS = 300.0
_DRAFT = ".making-"


def check_version(data: Path, major: int) -> None:
    """Raises CannotRun where `data` were made by another major version than the one asked for."""
    made_by = (data / "PG_VERSION").read_text(encoding="utf-8").strip()
    if made_by != str(major):
        raise CannotRun(
            f"{data} were made by PostgreSQL {made_by}, but {major} was asked for. Ask for "
            f"{made_by}, or move the data with pg_dump or pg_upgrade."
        )


def make_cluster(binaries: Binaries, lodging: Lodging, password: str, *, durable: bool) -> None:
    """Make `lodging.data`, with the superuser OWNER. Not `durable`: for tests, without fsync."""
    for abandoned in lodging.place.glob(f"{_DRAFT}*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_DRAFT, dir=lodging.place) as name:
        draft = Path(name)
        secret = draft / "password"
        with os.fdopen(opened(secret), "w", encoding="utf-8") as file:
            file.write(password + "\n")
        if lodging.user.switched:
            for path in (draft, secret):
                os.chown(path, lodging.user.uid, lodging.user.gid)
        _initdb(binaries, lodging, draft, durable=durable)
        (draft / "data").rename(lodging.data)
    _sync(lodging.place)


def _initdb(binaries: Binaries, lodging: Lodging, draft: Path, *, durable: bool) -> None:
    command = [
        binaries.tool("initdb"),
        f"--pgdata={draft / 'data'}",
        f"--username={OWNER}",
        f"--pwfile={draft / 'password'}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--data-checksums",
        "--no-instructions",
        *(() if durable else ("--no-sync",)),
    ]
    complaint = ""
    for locale in _locales(binaries.major):
        said = lodging.user.run([*command, *locale], seconds=_SECONDS)
        if said.returncode == 0:
            return
        complaint = said.stderr.strip()
        shutil.rmtree(draft / "data", ignore_errors=True)
    raise CannotRun(f"PostgreSQL could not make a database in {lodging.place}: {complaint}")


def _locales(major: int) -> tuple[tuple[str, ...], ...]:
    """In order of preference. From 17 on PostgreSQL brings C.UTF-8 itself; before, the system
    may or may not know it.
    """
    if major >= _BUILTIN:
        return (("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),)
    return (("--locale=C.UTF-8",), ("--locale=C",))


def _sync(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
