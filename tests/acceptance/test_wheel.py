"""What is installed is the wheel and not this folder: it has all it needs, migrations too.

The wheel goes into an environment of its own, elsewhere; only what it depends on is shared with
this one, so that nothing has to be fetched.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path
from shutil import rmtree

import pytest

ROOT = Path(__file__).parents[2]
WHERE = "import api, adapters, domain, projections; print(api.__file__)"


def ran(*command, folder, **more):
    """What it printed; it does not see this folder."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "HEED"))} | more
    done = subprocess.run(
        [*map(str, command)], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def elsewhere():
    """An environment with the wheel in it, in a folder that PostgreSQL's user can pass."""
    folder = Path(tempfile.mkdtemp(prefix="heed-wheel-"))
    folder.chmod(0o755)
    ran(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    venv.create(folder / "venv", symlinks=True)
    python = folder / "venv/bin/python"
    [wheel] = folder.glob("*.whl")
    pip = ("pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    ran(sys.executable, "-m", *pip, "--disable-pip-version-check", wheel, folder=folder)
    [packages] = (folder / "venv/lib").glob("python*/site-packages")
    # A line of a .pth file is searched last, and the .pth files of that folder are not read: the
    # editable installation of this one stays unseen.
    (packages / "what_it_depends_on.pth").write_text(sysconfig.get_path("purelib") + "\n")
    yield folder
    rmtree(folder)


def test_the_wheel_is_what_runs(elsewhere):
    said = ran(elsewhere / "venv/bin/python", "-c", WHERE, folder=elsewhere)

    assert Path(said.strip()).is_relative_to(elsewhere)


def test_the_installed_command_says_what_it_can_do(elsewhere):
    said = ran(elsewhere / "venv/bin/heed", "--help", folder=elsewhere)

    for command in ("serve", "demo", "migrate", "projections", "provider", "key"):
        assert command in said


def test_the_installed_command_migrates_its_own_postgresql(elsewhere):
    """Before it says so, it has logged in as a role that only a migration makes."""
    said = ran(
        elsewhere / "venv/bin/heed", "migrate", folder=elsewhere,
        HEED_DATA_DIR=str(elsewhere / "data"),
    )  # fmt: skip

    assert said == "The database is at this version.\n"


def test_the_installed_typeface_is_enough_to_draw_a_picture(elsewhere):
    drawn = (
        "from adapters.drawing.png_apart import png_apart;"
        "from adapters.drawing.multiples import multiples;"
        "print(png_apart(multiples('Side by side', 'Nothing yet.', []))[1:4].decode())"
    )

    assert ran(elsewhere / "venv/bin/python", "-c", drawn, folder=elsewhere) == "PNG\n"
