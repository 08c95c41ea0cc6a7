"""What went wrong, in the library's own error classes, so that its programs know what to do.

`IntegrityError`: somebody was first, load and decide again. `OperationalError`: later, the same
call may succeed. Everything else is a defect of whoever called.

Source: PEP 249 (exceptions); PostgreSQL documentation, appendix A (error codes).
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import asyncpg
from eventsourcing.persistence import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    PersistenceError,
    ProgrammingError,
)

from adapters.postgres.trouble import FAILURES
from domain.log import Overloaded, Unavailable, Unsure

LATER: Final = (Overloaded, Unavailable, Unsure, OSError)
"""What the log answers when it cannot answer; a time that ran out is an OSError."""

_KINDS: Final[tuple[tuple[type[Exception], type[PersistenceError]], ...]] = (
    (asyncpg.IntegrityConstraintViolationError, IntegrityError),
    (asyncpg.DataError, DataError),
    (asyncpg.FeatureNotSupportedError, NotSupportedError),
    (asyncpg.SyntaxOrAccessError, ProgrammingError),
    (asyncpg.InternalServerError, InternalError),
    (asyncpg.PostgresConnectionError, OperationalError),
    (asyncpg.OperatorInterventionError, OperationalError),
    (asyncpg.InsufficientResourcesError, OperationalError),
    (asyncpg.PostgresError, DatabaseError),
    (ValueError, DataError),  # asyncpg could not encode an argument, and sent nothing
    (asyncpg.InterfaceError, InterfaceError),
)


def library_error(problem: BaseException) -> PersistenceError:
    """The library's name for it."""
    for kind, error in _KINDS:
        if isinstance(problem, kind):
            return error(str(problem))
    return OperationalError(str(problem) or type(problem).__name__)


@contextmanager
def told() -> Generator[None]:
    """Whatever the log or PostgreSQL raises within leaves as an error of the library."""
    try:
        yield
    except (*LATER, *FAILURES) as problem:
        raise library_error(problem) from problem
