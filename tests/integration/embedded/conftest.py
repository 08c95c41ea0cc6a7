"""A home in a folder that every user can pass, as /var/lib is; servers that end with the test."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from adapters.postgres.embedded.supervisor import EmbeddedPostgres

ROOT = Path(__file__).parents[3]
QUICK = {"fsync": "off"}
"""A killed process loses nothing that the kernel has; only a power cut would."""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """pytest's own folders are closed to other users, which is a test of its own."""
    folder = Path(tempfile.mkdtemp(prefix="heed-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(open_folder: Path) -> Path:
    return open_folder / "postgres"


@pytest.fixture
def embedded(open_folder: Path, home: Path) -> Iterator[Callable[..., EmbeddedPostgres]]:
    """Makes a user of the home, or of another one; all of them are stopped in the end."""
    with ExitStack() as users:

        def make(where: Path = home, **choices: object) -> EmbeddedPostgres:
            choices = {"elsewhere": open_folder / "elsewhere", "settings": QUICK, **choices}
            postgres = EmbeddedPostgres(where, **choices)
            users.callback(postgres.stop)
            return postgres

        yield make


class Another:
    """Another process with the same home."""

    def __init__(self, home: Path, folder: str = "", uid: str = "") -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-W", "error", "-m", "tests.integration.embedded.another"),
                *(str(home), str(home.parent / "elsewhere"), folder, uid),
            ],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def told(self, word: str) -> dict[str, object]:
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def killed(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def another(home: Path) -> Iterator[Callable[..., Another]]:
    """Starts another process; one that is still there in the end is asked to stop, then killed."""
    with ExitStack() as processes:

        def start(where: Path = home, **choices: str) -> Another:
            process = Another(where, **choices)
            processes.callback(end, process)
            return process

        def end(process: Another) -> None:
            if process.process.poll() is None:
                process.told("stop")
            process.killed()

        yield start
