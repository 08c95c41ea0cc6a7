import pytest

from adapters.postgres.embedded.binaries import Binaries, binaries
from adapters.postgres.embedded.cannot_run import CannotRun
from tests.integration.embedded.world import asked


def found(version: int) -> Binaries | None:
    try:
        return binaries(version)
    except CannotRun:
        return None


HERE = [version for version in (15, 16, 17, 18) if found(version)]
"""18 and 16 come with the wheel; others are tried where the machine has them."""


@pytest.mark.parametrize("version", HERE)
async def test_every_version_that_is_here_starts(embedded, version):
    postgres = embedded(version=version).start()

    full = await asked(postgres.url("postgres"), "SHOW server_version")
    print(f"PostgreSQL {full} ran")  # noqa: T201 - `pytest -rP` tells which versions were tried

    assert full.split(".")[0] == str(version)
    assert await asked(postgres.url("postgres"), "SELECT lower('É')") == "é"


def test_the_wheel_brings_18_and_16():
    assert {16, 18} <= set(HERE)


def test_without_a_wish_the_newest_in_the_wheel_is_taken():
    assert binaries().major == 18


def test_a_version_that_is_nowhere_is_refused_with_what_there_is():
    with pytest.raises(CannotRun, match=r"PostgreSQL 12 was not found .*found: .*18\."):
        binaries(12)


def test_a_folder_may_be_named(embedded):
    folder = binaries(16).place.folder

    assert binaries(16, folder).place.folder == folder
    assert embedded(version=16, folder=folder).start().pid() > 0


def test_a_folder_without_postgresql_is_refused(tmp_path):
    with pytest.raises(CannotRun, match="was not found"):
        binaries(18, tmp_path)


def test_data_of_another_version_are_not_touched(embedded):
    embedded(version=16).start().stop()

    with pytest.raises(CannotRun, match="made by PostgreSQL 16"):
        embedded(version=18).start()
