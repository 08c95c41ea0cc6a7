"""Every way to fail has its name in the library."""

import asyncpg
import pytest
from eventsourcing import persistence as library

from adapters.recorder.failure import told
from domain.log import Overloaded, Unavailable, Unsure


class UnfitError(asyncpg.InterfaceError, ValueError):
    """As asyncpg says that it cannot encode an argument."""


NAMES = [
    (Overloaded(), library.OperationalError),
    (Unavailable(), library.OperationalError),
    (Unsure(), library.OperationalError),
    (ConnectionRefusedError(), library.OperationalError),
    (TimeoutError(), library.OperationalError),
    (asyncpg.AdminShutdownError("ends"), library.OperationalError),
    (asyncpg.TooManyConnectionsError("full"), library.OperationalError),
    (asyncpg.InterfaceError("odd"), library.InterfaceError),
    (UnfitError("too long"), library.DataError),
    (asyncpg.InvalidTextRepresentationError("odd"), library.DataError),
    (asyncpg.UniqueViolationError("twice"), library.IntegrityError),
    (asyncpg.UndefinedTableError("none"), library.ProgrammingError),
    (asyncpg.InternalServerError("odd"), library.InternalError),
    (asyncpg.FeatureNotSupportedError("no"), library.NotSupportedError),
    (asyncpg.RaiseError("no"), library.DatabaseError),
]


@pytest.mark.parametrize(("problem", "name"), NAMES, ids=lambda it: getattr(it, "__name__", None))
def test_a_problem_is_told_by_its_name(problem, name):
    with pytest.raises(library.PersistenceError) as error, told():
        raise problem

    assert type(error.value) is name
    assert str(error.value)
    assert error.value.__cause__ is problem


def test_a_defect_flies_as_it_is():
    with pytest.raises(KeyError), told():
        raise KeyError
