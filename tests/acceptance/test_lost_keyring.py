"""A keyring that was lost and made anew is told at the start, in words, not when it is too late."""

import subprocess

import pytest

from adapters.postgres.own_keyring import ANOTHER
from tests.acceptance.town import HEED, Town


@pytest.fixture(scope="module")
def town():
    """Its keyring was lost; a copy is beside it."""
    town = Town()
    town.run("provider", "create", "Invented Care", "--json")
    keyring(town).rename(keyring(town).with_suffix(".copy"))
    yield town
    town.close()


def keyring(town):
    return town.folder / "data/keyring/keyring.json"


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_heed_refuses_a_database_that_is_another_keyrings(town, command):
    refused = subprocess.run(
        [*HEED, command],
        env=town._env,
        cwd=town.folder,
        capture_output=True,
        check=False,
        text=True,
    )

    assert refused.returncode == 1
    assert refused.stderr == ANOTHER + "\n"


def test_heed_serves_once_the_copy_is_back_in_its_place(town):
    keyring(town).with_suffix(".copy").replace(keyring(town))

    town.serve()
