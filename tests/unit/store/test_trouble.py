"""What a failed call means is read from PostgreSQL's own words, not guessed."""

import asyncpg
import pytest

from adapters.postgres.trouble import Trouble, trouble

BLAMELESS = [
    (asyncpg.LockNotAvailableError, Trouble.STUCK),
    (asyncpg.QueryCanceledError, Trouble.BUSY),
    (asyncpg.DiskFullError, Trouble.BUSY),
    (asyncpg.TooManyConnectionsError, Trouble.BUSY),
    (asyncpg.DeadlockDetectedError, Trouble.AGAIN),
    (asyncpg.SerializationError, Trouble.AGAIN),
    (asyncpg.AdminShutdownError, Trouble.BROKEN),
    (asyncpg.CannotConnectNowError, Trouble.BROKEN),
    (asyncpg.ConnectionDoesNotExistError, Trouble.BROKEN),
    (asyncpg.ReadOnlySQLTransactionError, Trouble.BROKEN),
    (asyncpg.PostgresIOError, Trouble.BROKEN),
]
TO_BLAME = [
    asyncpg.UniqueViolationError,
    asyncpg.InvalidTextRepresentationError,
    asyncpg.CharacterNotInRepertoireError,
    asyncpg.CheckViolationError,
    asyncpg.ProgramLimitExceededError,
]


@pytest.mark.parametrize(("kind", "meaning"), BLAMELESS)
def test_no_request_is_blamed_for_what_happens_to_the_server(kind, meaning):
    assert trouble(kind("said"), is_open=True) is meaning


@pytest.mark.parametrize("kind", TO_BLAME)
def test_a_request_is_blamed_for_what_it_contains(kind):
    assert trouble(kind("said"), is_open=True) is Trouble.UNFIT


@pytest.mark.parametrize("kind", [*TO_BLAME, asyncpg.InterfaceError, OSError, TimeoutError])
def test_nothing_is_concluded_from_a_line_that_is_gone(kind):
    assert trouble(kind("said"), is_open=False) is Trouble.BROKEN


def test_an_argument_that_cannot_be_sent_is_to_blame_whatever_the_line():
    unfit = type("DataError", (asyncpg.InterfaceError, ValueError), {})("said")

    assert trouble(unfit, is_open=False) is Trouble.UNFIT
