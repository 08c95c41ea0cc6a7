"""Who may connect: whoever knows the password, on this machine, through a closed folder."""

import stat

import asyncpg
import pytest

from adapters.postgres.embedded.cannot_run import CannotRun
from tests.integration.embedded.world import asked


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_reads_the_password(embedded, home):
    embedded().start()

    assert mode(home / "password") == 0o600


@pytest.mark.parametrize("open_to", [0o640, 0o604, 0o622])
def test_a_password_that_others_can_reach_is_refused(embedded, home, open_to):
    with embedded():
        (home / "password").chmod(open_to)

    with pytest.raises(CannotRun, match="chmod 600"):
        embedded().start()


def test_a_lost_password_is_not_replaced_by_one_that_opens_nothing(embedded, home):
    with embedded():
        (home / "password").unlink()

    with pytest.raises(CannotRun, match="backup"):
        embedded().start()


async def test_a_wrong_password_is_refused(embedded):
    postgres = embedded().start()

    with pytest.raises(asyncpg.InvalidPasswordError):
        await asked(postgres.url("postgres", password="guessed"), "SELECT 1")


async def test_nothing_listens_on_the_network(embedded):
    assert await asked(embedded().start().url("postgres"), "SHOW listen_addresses") == ""


def test_data_and_socket_are_closed_to_others(embedded, home):
    embedded().start()

    assert mode(home / "data") == 0o700
    assert mode(home / "run") == 0o700


async def test_what_people_wrote_does_not_reach_the_log(embedded, home):
    url = embedded().start().url("postgres")
    await asked(url, "CREATE TABLE words (word text CHECK (length(word) < 5))")

    for statement in ("INSERT INTO words VALUES ('confided')", "SELECT 'confided'::uuid"):
        with pytest.raises(asyncpg.PostgresError):
            await asked(url, statement)

    log = (home / "postgres.log").read_text(encoding="utf-8")
    assert "ready to accept connections" in log
    assert "confided" not in log
