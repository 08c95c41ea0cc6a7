"""Where the data lie, and who runs the server: in the home, unless that is out of its reach.

Where we are root and the home lies behind a folder that only root may pass (`/root` is 0700 on
most machines), PostgreSQL, which runs as another user, cannot get there. Opening root's folders
is not ours to do. The data then go to a folder of their own below `elsewhere`, /var/lib/heed by
default, which is where the Filesystem Hierarchy Standard puts the state of services, and never to
a temporary folder, which a reboot may empty. The file `place` in the home says where. If that
folder is gone later, starting is refused: an empty database must not pose as the old one. So is
starting from a copy of a home, since two homes would share one database unawares.
Who deletes such a home deletes that folder too; Heed never does.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.os_user import OsUser, os_user
from adapters.postgres.embedded.outside import bind, made, points_back, recorded

ELSEWHERE = Path("/var/lib/heed")
_PLACE = "place"
_ADVICE = (
    "Give HEED_DATA_DIR a folder that this user can reach, run Heed as another user than root, "
    "or set HEED_DATABASE_URL."
)


@dataclass(frozen=True, slots=True)
class Lodging:
    """`home` has what is ours (locks, password, log); `place` what the server must reach."""

    home: Path
    place: Path
    user: OsUser

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"


def open_home(home: Path) -> None:
    """Make the home where it is missing. Root's may be passed through, not listed, by others."""
    try:
        home.mkdir(parents=True)
    except FileExistsError:
        return
    home.chmod(0o711 if os.geteuid() == 0 else 0o700)


def lodge(home: Path, elsewhere: Path) -> Lodging:
    """The lodging of an existing home; a new one is found and recorded where it has none yet.
    Call it at the gate.
    """
    if place := recorded(home, _PLACE):
        _still_ours(home, place)
        return _reachable(Lodging(home, place, _user(place)))
    here = Lodging(home, home, _user(home))
    if here.data.exists() or here.user.reaches(home):
        return _reachable(here)
    place = _folder_in(elsewhere, here.user)
    bind(home, _PLACE, place)
    return _reachable(Lodging(home, place, here.user))


def _user(place: Path) -> OsUser:
    """Whoever owns the data that are there; a root who restored them must say to whom."""
    data = place / "data"
    if not data.exists():
        return os_user(place)
    if data.stat().st_uid == 0 and os.geteuid() == 0:
        raise CannotRun(
            f"{data} belongs to root, but PostgreSQL may not run as root. "
            f"Give it away, for example: chown -R {os_user(place).name} {data}"
        )
    return os_user(data)


def _still_ours(home: Path, place: Path) -> None:
    claimed = points_back(place)
    if claimed is None:
        raise CannotRun(
            f"The database of {home} lies in {place}, and that folder is gone or unreadable. "
            f"Bring it back; to begin with an empty database, remove {home / _PLACE}."
        )
    if claimed == home:
        return
    if recorded(claimed, _PLACE) == place:
        raise CannotRun(
            f"{home} is a copy of {claimed}, and both point to the database in {place}. "
            f"Remove {home / _PLACE} to begin with an empty database here."
        )
    bind(home, _PLACE, place)  # the home was moved


def _folder_in(elsewhere: Path, user: OsUser) -> Path:
    try:
        if not elsewhere.exists():
            elsewhere.mkdir(parents=True)
            elsewhere.chmod(0o711)
        place = made(elsewhere)
    except OSError as refused:
        raise CannotRun(
            f"User {user.name} cannot reach the data folder, and {elsewhere} cannot be used "
            f"instead: {refused}. {_ADVICE}"
        ) from refused
    place.chmod(0o711)
    return place


def _reachable(lodging: Lodging) -> Lodging:
    if not lodging.user.reaches(lodging.place):
        raise CannotRun(f"User {lodging.user.name} cannot reach {lodging.place}. {_ADVICE}")
    return lodging
