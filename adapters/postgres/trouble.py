"""What a call that failed means for the requests in it.

Whoever sent them hears one of three things: that the request itself is no good, that nothing was
written and later may be better, or that nobody knows. The middle one is only said where PostgreSQL
itself said that it rolled back.

Source: PostgreSQL documentation, appendix A (error codes).
"""

from enum import Enum

import asyncpg

FAILURES = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # what a line that was cut while idle raises
    asyncpg.PostgresError,
)


class Trouble(Enum):
    """What to do about it."""

    UNFIT = "one of the requests is to blame: find it, and spare the others"
    STUCK = "somebody holds the head of one of the providers: spare the others"
    BUSY = "PostgreSQL gave up and wrote nothing: later"
    AGAIN = "rolled back for no fault of the requests: again"
    BROKEN = "the line is gone, or leads to a server that cannot write: again on a new one"


_SAID: tuple[tuple[type[asyncpg.PostgresError], Trouble], ...] = (
    (asyncpg.LockNotAvailableError, Trouble.STUCK),
    (asyncpg.QueryCanceledError, Trouble.BUSY),  # before its class: the server goes on
    (asyncpg.InsufficientResourcesError, Trouble.BUSY),
    (asyncpg.TransactionRollbackError, Trouble.AGAIN),
    (asyncpg.OperatorInterventionError, Trouble.BROKEN),
    (asyncpg.PostgresConnectionError, Trouble.BROKEN),
    (asyncpg.InvalidAuthorizationSpecificationError, Trouble.BROKEN),  # not let in
    (asyncpg.InvalidCatalogNameError, Trouble.BROKEN),
    (asyncpg.PostgresSystemError, Trouble.BROKEN),
    (asyncpg.ReadOnlySQLTransactionError, Trouble.BROKEN),  # a primary that has become a standby
)


def trouble(problem: BaseException, *, is_open: bool) -> Trouble:
    """`is_open`: whether the line outlived the problem."""
    if isinstance(problem, ValueError):  # asyncpg could not encode an argument, and sent nothing
        return Trouble.UNFIT
    if not is_open or not isinstance(problem, asyncpg.PostgresError):
        return Trouble.BROKEN
    for kind, meaning in _SAID:
        if isinstance(problem, kind):
            return meaning
    return Trouble.UNFIT
