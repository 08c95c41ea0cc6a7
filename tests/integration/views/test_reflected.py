"""A view says what it reflects, and which restriction it has not taken yet."""

from dataclasses import replace

import pytest

from projections.reflected import position, unseen_restriction
from projections.register import PROJECTION
from projections.runner.declaration import Reads
from tests.examples import identity
from tests.incidents import reported, restricted

NAMED, OTHER = identity(90), identity(91)
INCIDENT, NEXT = identity(201), identity(202)


@pytest.fixture
def database(fresh):
    return fresh


@pytest.fixture
async def provider(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported())
    await database.fold(PROJECTION, provider)
    return provider


def _fails(_):
    raise LookupError("no place for a restriction")


CANNOT_RESTRICT = replace(
    PROJECTION,
    reads=tuple(
        Reads(one.type, _fails, one.paths) if one.type == "incident.restricted.v1" else one
        for one in PROJECTION.reads
    ),
)


async def asked(database, provider, *persons):
    """What the register reflects, and what it does not show these persons' absence from."""
    async with database.reading(provider) as connection:
        at = await position(connection, provider, "register")
        return at, await unseen_restriction(connection, provider, "register", at, persons)


async def test_a_view_reflects_what_was_folded(database, provider):
    assert await asked(database, provider, NAMED) == (1, None)

    await database.append(provider, NEXT, reported())
    assert await asked(database, provider, NAMED) == (1, None)

    await database.fold(PROJECTION, provider)
    assert await asked(database, provider, NAMED) == (2, None)


async def test_a_view_that_was_never_begun_reflects_nothing(database, provider):
    assert await asked(database, await database.provider()) == (0, None)


async def test_a_restriction_is_unseen_until_it_is_folded_by_whom_it_names(database, provider):
    await database.append(provider, INCIDENT, restricted(NAMED))

    assert await asked(database, provider, NAMED, OTHER) == (1, 2)
    assert await asked(database, provider, OTHER) == (1, None)
    assert await asked(database, provider) == (1, None)

    await database.fold(PROJECTION, provider)
    assert await asked(database, provider, NAMED) == (2, None)


async def test_a_restriction_that_was_parked_stays_unseen(database):
    provider = await database.provider()
    await database.append(provider, INCIDENT, reported(), restricted(NAMED))
    await database.append(provider, NEXT, reported())
    await database.fold(CANNOT_RESTRICT, provider)

    assert await asked(database, provider, NAMED) == (3, 2)
    assert await asked(database, provider, OTHER) == (3, None)


async def test_another_provider_s_restrictions_are_nobody_s(database, provider):
    other = await database.provider()
    await database.append(provider, INCIDENT, restricted(NAMED))

    async with database.reading(other) as connection:
        assert await position(connection, provider, "register") == 0
        assert await unseen_restriction(connection, provider, "register", 0, [NAMED]) is None
