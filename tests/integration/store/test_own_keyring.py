"""A database knows its own keyring, and changes nothing for another."""

from dataclasses import replace

import asyncpg
import pytest

from adapters.postgres.migrate import migrate
from adapters.postgres.own_keyring import ANOTHER, NO_LOGIN, must_be_its_keyring
from adapters.postgres.url import as_role
from adapters.vault.keyring import KeyringRefused
from api.wiring import Urls
from tests.conftest import PASSWORDS

ITS_OWN, MADE_ANEW = bytes(32), bytes(range(32))


@pytest.fixture
async def known(urls: Urls) -> Urls:
    await migrate(urls.owner or "", PASSWORDS, keyring=ITS_OWN)
    return urls


async def test_its_own_keyring_is_taken_as_often_as_one_likes(known: Urls) -> None:
    await migrate(known.owner or "", PASSWORDS, keyring=ITS_OWN)

    await must_be_its_keyring(known.app, ITS_OWN)


async def test_a_keyring_that_was_made_anew_is_refused_at_the_start(known: Urls) -> None:
    with pytest.raises(KeyringRefused) as refused:
        await must_be_its_keyring(known.app, MADE_ANEW)

    assert str(refused.value) == ANOTHER


async def test_migrating_with_another_keyring_locks_nobody_out(known: Urls) -> None:
    others = dict.fromkeys(PASSWORDS, "another's")

    with pytest.raises(KeyringRefused):
        await migrate(known.owner or "", others, keyring=MADE_ANEW)

    await must_be_its_keyring(known.app, ITS_OWN)


async def test_a_role_that_cannot_log_in_is_told_in_words(known: Urls) -> None:
    wrong = replace(known, app=as_role(known.owner or "", "heed_app", "another's"))

    with pytest.raises(KeyringRefused) as refused:
        await must_be_its_keyring(wrong.app, MADE_ANEW)

    assert str(refused.value) == NO_LOGIN


async def test_only_the_owner_says_which_keyring_it_is(known: Urls) -> None:
    connection = await asyncpg.connect(known.app)

    for statement in ("DELETE FROM heed.keyring", "UPDATE heed.keyring SET fingerprint = ''"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    await connection.close()
