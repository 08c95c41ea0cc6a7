"""Which user runs it: ourselves, or, where we are root, somebody who is not."""

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from adapters.postgres.embedded.binaries import Binaries, Place, binaries
from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.copied import runnable
from adapters.postgres.embedded.os_user import OsUser, os_user
from tests.integration.embedded.world import asked, kill

KEEP = "CREATE TABLE kept AS SELECT 41 AS number"
KEPT = "SELECT number FROM kept"
NOBODY = pwd.getpwnam("nobody")


def run_by(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


def plain_user(open_folder: Path) -> dict[str, str]:
    """How to be one in another process: as we are, or, where we are root, as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = OsUser(NOBODY.pw_uid, NOBODY.pw_gid, switched=True)
    open_folder.chmod(0o777)
    programs = runnable(binaries(18), nobody, open_folder)
    return {"uid": str(NOBODY.pw_uid), "folder": str(programs.place.folder)}


async def test_a_plain_user_runs_it_as_themselves(another, open_folder, home):
    user = plain_user(open_folder)
    process = another(**user)

    found = process.told("start")
    await asked(found["url"], KEEP)
    kill(found["pid"])
    back = process.told("start")

    assert await asked(back["url"], KEPT) == 41
    assert back["uid"] == run_by(back["pid"]) == home.stat().st_uid
    assert user == {} or back["uid"] == NOBODY.pw_uid


if os.geteuid() == 0:

    def mode(path: Path) -> int:
        return stat.S_IMODE(path.stat().st_mode)

    @pytest.fixture
    def closed(tmp_path) -> Path:
        """A folder that only root may pass, as root's own home is."""
        folder = tmp_path / "closed"
        folder.mkdir(mode=0o700)
        return folder

    def test_root_runs_it_as_somebody_else(embedded):
        users = pwd.getpwall()

        pid = embedded().start().pid()

        assert run_by(pid) != 0
        assert pwd.getpwall() == users

    def test_root_in_the_folder_of_a_user_runs_it_as_that_user(embedded, home):
        home.mkdir()
        shutil.chown(home, NOBODY.pw_uid, NOBODY.pw_gid)

        pid = embedded().start().pid()

        assert run_by(pid) == NOBODY.pw_uid
        assert {path.stat().st_uid for path in home.iterdir()} == {NOBODY.pw_uid}

    async def test_a_home_that_only_root_can_reach_works_and_stays_closed(embedded, closed):
        with embedded(closed / "postgres") as first:
            await asked(first.url("postgres"), KEEP)

        again = embedded(closed / "postgres").start()

        assert await asked(again.url("postgres"), KEPT) == 41
        assert closed not in again.place().parents
        assert mode(closed) == 0o700

    async def test_such_a_home_may_be_moved(embedded, closed):
        with embedded(closed / "postgres") as first:
            await asked(first.url("postgres"), KEEP)
        moved = (closed / "postgres").rename(closed / "moved")

        assert await asked(embedded(moved).start().url("postgres"), KEPT) == 41
        with pytest.raises(CannotRun, match="not started"):
            embedded(closed / "postgres").url()

    def test_a_copy_of_such_a_home_does_not_share_its_database(embedded, closed):
        embedded(closed / "postgres").start().stop()
        shutil.copytree(closed / "postgres", closed / "copy")

        with pytest.raises(CannotRun, match="is a copy of"):
            embedded(closed / "copy").start()

    def test_an_empty_database_does_not_pose_as_one_that_is_gone(embedded, closed):
        with embedded(closed / "postgres") as postgres:
            place = postgres.place()
        shutil.rmtree(place)

        with pytest.raises(CannotRun, match="gone or unreadable"):
            embedded(closed / "postgres").start()

    def test_where_no_folder_can_be_reached_it_says_what_to_do(embedded, closed):
        (closed / "file").touch()

        with pytest.raises(CannotRun, match="HEED_DATA_DIR"):
            embedded(closed / "postgres", elsewhere=closed / "file").start()
        with pytest.raises(CannotRun, match="cannot reach"):
            embedded(closed / "postgres", elsewhere=closed / "elsewhere").start()

    def test_data_that_belong_to_root_are_refused_with_what_to_do(embedded, home):
        embedded().start().stop()
        shutil.chown(home / "data", 0, 0)

        with pytest.raises(CannotRun, match="chown -R"):
            embedded().start()

    def test_programs_that_only_root_can_reach_are_copied_once(closed, open_folder):
        user = os_user(open_folder)
        hidden = installed_in(closed)

        first = runnable(hidden, user, open_folder)
        inode = Path(first.tool("postgres")).stat().st_ino
        second = runnable(hidden, user, open_folder)

        assert user.run([first.tool("initdb"), "--version"]).returncode == 0
        assert Path(second.tool("postgres")).stat().st_ino == inode
        assert mode(closed) == 0o700
        assert writable_by_others(open_folder, user) == ""

    def test_a_damaged_copy_of_the_programs_is_replaced(closed, open_folder):
        user = os_user(open_folder)
        hidden = installed_in(closed)
        Path(runnable(hidden, user, open_folder).tool("postgres")).write_bytes(b"")

        again = runnable(hidden, user, open_folder)

        assert user.run([again.tool("postgres"), "--version"]).returncode == 0

    def installed_in(folder: Path) -> Binaries:
        """The wheel, as if its environment had been made in `folder` with a strict umask."""
        found = binaries(18)
        for part in found.place.parts:
            if (found.place.base / part).is_dir():
                shutil.copytree(found.place.base / part, folder / part, symlinks=True)
        subprocess.run(["chmod", "-R", "go=", str(folder)], check=True)
        where = folder / found.place.folder.relative_to(found.place.base)
        return Binaries(Place(where, folder, found.place.parts), found.version, found.major)

    def writable_by_others(folder: Path, user: OsUser) -> str:
        return user.run(["find", str(folder), "-writable", "-not", "-type", "l"]).stdout
