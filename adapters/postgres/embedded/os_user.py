"""Which user of the operating system runs PostgreSQL, and what that user can reach.

PostgreSQL refuses to run as root, rightly. Where we are root, it runs as the owner of the folder
that holds its data, if that is not root; otherwise as `postgres`, otherwise as `nobody`, which
exists everywhere. Heed never creates a user. Where we are not root, it runs as ourselves.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from adapters.postgres.embedded.cannot_run import CannotRun

NAMES = ("postgres", "nobody")
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
"""All that a child sees: no PGPORT, no LD_LIBRARY_PATH, no secrets of ours."""


@dataclass(frozen=True, slots=True)
class OsUser:
    """`switched`: we are root and become this user for every child."""

    uid: int
    gid: int
    switched: bool

    @property
    def name(self) -> str:
        """For messages."""
        try:
            return pwd.getpwuid(self.uid).pw_name
        except KeyError:
            return str(self.uid)

    def spawn(
        self, command: list[str], *, output: int, keep: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        """Start `command` in a session of its own, deaf to our terminal; it inherits `keep`."""
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env=ENVIRONMENT,
            umask=0o077,
            pass_fds=keep,
            start_new_session=True,
            user=self.uid if self.switched else None,
            group=self.gid if self.switched else None,
            extra_groups=[] if self.switched else None,
        )

    def run(self, command: list[str], *, seconds: float = 30) -> subprocess.CompletedProcess[str]:
        """Run `command` to its end. Raises OSError where this user may not execute it."""
        return subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=ENVIRONMENT,
            umask=0o077,
            user=self.uid if self.switched else None,
            group=self.gid if self.switched else None,
            extra_groups=[] if self.switched else None,
        )

    def reaches(self, folder: Path) -> bool:
        """Whether this user can pass through `folder`: asked of the kernel, by a child, since
        groups, access lists and mounts decide as well as the mode of every parent.
        """
        if not self.switched:
            return os.access(folder, os.X_OK)
        try:
            return self.run(["test", "-x", str(folder)]).returncode == 0
        except (PermissionError, subprocess.SubprocessError) as refused:
            raise CannotRun(
                f"Heed runs as root here but may not run PostgreSQL as user {self.name}: "
                f"{refused}. Run Heed as another user, or set HEED_DATABASE_URL."
            ) from refused

    def own_folder(self, path: Path) -> Path:
        """`path`, made with mode 0700 for this user where it is missing."""
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            return path
        if self.switched:
            os.chown(path, self.uid, self.gid)
        return path


def os_user(folder: Path) -> OsUser:
    """Who runs the server whose data lie in `folder`."""
    if os.geteuid() != 0:
        return OsUser(os.geteuid(), os.getegid(), switched=False)
    owner = folder.stat()
    if owner.st_uid != 0:
        return OsUser(owner.st_uid, owner.st_gid, switched=True)
    for name in NAMES:
        try:
            known = pwd.getpwnam(name)
        except KeyError:
            continue
        return OsUser(known.pw_uid, known.pw_gid, switched=True)
    raise CannotRun(
        "PostgreSQL may not run as root, and there is neither a user postgres nor a user nobody. "
        "Run Heed as another user, or set HEED_DATABASE_URL."
    )
