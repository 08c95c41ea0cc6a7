"""The library's test cases on every other PostgreSQL that is here.

16 comes with the wheel; others are tried where the machine has them.
"""

import shutil
import tempfile
import unittest
from pathlib import Path

import pytest

from adapters.postgres.embedded.binaries import binaries
from adapters.postgres.embedded.cannot_run import CannotRun
from adapters.postgres.embedded.supervisor import EmbeddedPostgres
from adapters.postgres.migrate import migrate
from tests.conftest import HASTY, PASSWORDS, told, urls_on
from tests.integration.recorder import test_library_cases as library

OTHERS = (15, 16, 17)


def is_here(version: int) -> bool:
    try:
        return binaries(version).major == version
    except CannotRun:
        return False


@pytest.fixture(params=[version for version in OTHERS if is_here(version)])
async def other_urls(request):
    """A migrated database on a server of that version."""
    folder = Path(tempfile.mkdtemp(prefix="heed-tests-"))
    folder.chmod(0o755)
    with EmbeddedPostgres(folder / "postgres", version=request.param, settings=HASTY) as server:
        await told(server, "CREATE DATABASE migrated")
        await migrate(server.url("migrated"), PASSWORDS)
        yield urls_on(server, "migrated")
    shutil.rmtree(folder)


def test_every_server_keeps_what_the_library_expects(other_urls, monkeypatch):
    for case in library.CASES:
        monkeypatch.setattr(case, "urls", other_urls, raising=False)
    cases = unittest.TestSuite(map(unittest.defaultTestLoader.loadTestsFromTestCase, library.CASES))

    result = unittest.TextTestRunner().run(cases)

    assert result.wasSuccessful()
    assert result.testsRun == cases.countTestCases() > 0
